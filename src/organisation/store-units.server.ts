import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { ParentLink, Succession, Unit, UnitCode } from './unit';

const unitColumns = sql`
  unit_code as code, name, type, office, office_name as "officeName", address, valid_from as "validFrom", valid_until as "validUntil"`;

type Nullable<T> = { [K in keyof T]: T[K] | null };

function unitFrom(row: Nullable<Unit>): Unit {
  return {
    ...(row as Unit),
    officeName: row.officeName ?? undefined,
    address: row.address ?? undefined,
    validFrom: row.validFrom ?? undefined,
    validUntil: row.validUntil ?? undefined,
  };
}

export async function findUnit(tx: Queryable, code: string): Promise<Unit | undefined> {
  const found = await sql<Nullable<Unit>>`select ${unitColumns} from unit where unit_code = ${code}`.execute(tx);
  return found.rows[0] && unitFrom(found.rows[0]);
}

export async function findUnitByOffice(tx: Queryable, office: string): Promise<Unit | undefined> {
  const found = await sql<Nullable<Unit>>`select ${unitColumns} from unit where office = ${office}`.execute(tx);
  return found.rows[0] && unitFrom(found.rows[0]);
}

export async function allUnits(tx: Queryable): Promise<Unit[]> {
  const found = await sql<Nullable<Unit>>`select ${unitColumns} from unit order by unit_code`.execute(tx);
  return found.rows.map(unitFrom);
}

export async function unitsByCode(tx: Queryable, codes: readonly string[]): Promise<Unit[]> {
  const found = await sql<
    Nullable<Unit>
  >`select ${unitColumns} from unit where unit_code = any(${[...codes]}) order by unit_code`.execute(tx);
  return found.rows.map(unitFrom);
}

export async function saveUnitRow(tx: Queryable, unit: Unit): Promise<void> {
  await sql`
    insert into unit (unit_code, name, type, office, office_name, address, valid_from, valid_until)
    values (${unit.code}, ${unit.name}, ${unit.type}, ${unit.office}, ${unit.officeName ?? null}, ${unit.address ?? null},
            ${unit.validFrom ?? null}, ${unit.validUntil ?? null})
    on conflict (unit_code) do update set name = excluded.name, type = excluded.type, office = excluded.office,
      office_name = excluded.office_name, address = excluded.address, valid_from = excluded.valid_from, valid_until = excluded.valid_until`.execute(
    tx,
  );
}

function linkFrom(row: Nullable<ParentLink>): ParentLink {
  return { ...(row as ParentLink), validFrom: row.validFrom ?? undefined, validUntil: row.validUntil ?? undefined };
}

export async function allParentLinks(tx: Queryable): Promise<ParentLink[]> {
  const found = await sql<Nullable<ParentLink>>`
    select unit_code as child, parent_code as parent, valid_from as "validFrom", valid_until as "validUntil"
    from unit_parent order by unit_code, valid_from nulls first`.execute(tx);
  return found.rows.map(linkFrom);
}

/** Changes to the tree go one after another: each is checked against all others. */
export async function lockTree(tx: Queryable): Promise<void> {
  await sql`lock table unit_parent in share row exclusive mode`.execute(tx);
}

export async function replaceParents(tx: Queryable, child: UnitCode, links: readonly ParentLink[]): Promise<void> {
  await sql`delete from unit_parent where unit_code = ${child}`.execute(tx);
  for (const link of links) {
    await sql`
      insert into unit_parent (unit_code, parent_code, valid_from, valid_until)
      values (${child}, ${link.parent}, ${link.validFrom ?? null}, ${link.validUntil ?? null})`.execute(tx);
  }
}

export async function allSuccessions(tx: Queryable): Promise<Succession[]> {
  const found = await sql<Succession>`
    select predecessor_code as predecessor, unit_code as successor, day from unit_succession order by unit_code, predecessor_code`.execute(
    tx,
  );
  return found.rows;
}

export async function successionsAround(tx: Queryable, code: string): Promise<Succession[]> {
  const found = await sql<Succession>`
    select predecessor_code as predecessor, unit_code as successor, day from unit_succession
    where unit_code = ${code} or predecessor_code = ${code} order by day, predecessor_code, unit_code`.execute(tx);
  return found.rows;
}

export async function replacePredecessors(
  tx: Queryable,
  successor: UnitCode,
  predecessors: readonly Succession[],
): Promise<void> {
  await sql`delete from unit_succession where unit_code = ${successor}`.execute(tx);
  for (const step of predecessors) {
    await sql`
      insert into unit_succession (unit_code, predecessor_code, day) values (${successor}, ${step.predecessor}, ${step.day as CalendarDay})`.execute(
      tx,
    );
  }
}

/** Codes of the units where somebody holds a role: they look after themselves. */
export async function staffedUnits(tx: Queryable): Promise<Set<string>> {
  const found = await sql<{ unit_code: string }>`select distinct unit_code from account_role`.execute(tx);
  return new Set(found.rows.map((row) => row.unit_code));
}
