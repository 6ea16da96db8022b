import { sql } from 'kysely';
import { groupedBy } from '../kernel/grouped';
import type { Queryable, Tx } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { CombinedUnits, UnitLook } from './units-beside';

export interface CombinedUnitsRecord {
  /** The superior office that releases it. */
  readonly unitCode: string;
  readonly id: string;
  readonly periodId: PeriodId;
  readonly formId: string;
  readonly formVersion: number;
  readonly content: Uint8Array;
  readonly sha256: string;
  readonly members: readonly UnitLook[];
  readonly by: string;
  readonly at: Date;
}

/**
 * Held to the end of the transaction by whoever releases something that is decided beside other units: no two of them see
 * each other only afterwards.
 */
export async function lockUnitsBeside(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-combined-units'))`.execute(tx);
}

export async function insertCombinedUnits(tx: Tx, line: CombinedUnitsRecord): Promise<void> {
  await sql`
    insert into combined_units (unit_code, line_id, period_id, form_id, form_version, content, content_sha256, released_by, released_at)
    values (${line.unitCode}, ${line.id}, ${line.periodId}, ${line.formId}, ${line.formVersion}, ${Buffer.from(line.content)},
      ${line.sha256}, ${line.by}, ${line.at})
  `.execute(tx);
  for (const { unitCode, lookId } of line.members) {
    await sql`
      insert into combined_units_member (unit_code, line_id, member_code, look_id, period_id, form_id, form_version)
      values (${line.unitCode}, ${line.id}, ${unitCode}, ${lookId}, ${line.periodId}, ${line.formId}, ${line.formVersion})
    `.execute(tx);
  }
}

/** All released lines of the form that any of these units stands in, or a unit that stands in a line with one of them. */
export async function linesLinkedTo(
  tx: Queryable,
  unitCodes: readonly string[],
  form: { readonly id: string; readonly version: number },
): Promise<CombinedUnits[]> {
  const found = await sql<{ line: string; unitCode: string; lookId: string }>`
    with recursive linked (code) as (
      select unnest(${[...unitCodes]}::text[])
      union
      select other.member_code from linked
      join combined_units_member own on own.member_code = linked.code
        and own.form_id = ${form.id} and own.form_version = ${form.version}
      join combined_units_member other on other.unit_code = own.unit_code and other.line_id = own.line_id)
    select m.unit_code || ' ' || m.line_id as line, m.member_code as "unitCode", m.look_id as "lookId"
    from linked join combined_units_member m on m.member_code = linked.code
    where m.form_id = ${form.id} and m.form_version = ${form.version}
    order by 1, 2
  `.execute(tx);
  return [...groupedBy(found.rows, ({ line }) => line)].map(([id, members]) => ({
    id,
    members: members.map(({ unitCode, lookId }) => ({ unitCode, lookId })),
  }));
}

export interface StoredCombinedUnits {
  readonly content: Uint8Array;
  readonly sha256: string;
  readonly at: Date;
}

/** What a superior office released for a period, oldest first; for every period where none is given. */
export async function combinedUnitsOf(
  tx: Queryable,
  unitCode: string,
  periodId?: PeriodId,
): Promise<StoredCombinedUnits[]> {
  const { rows } = await sql<StoredCombinedUnits>`
    select content, content_sha256 as sha256, released_at as at from combined_units
    where unit_code = ${unitCode} and (${periodId ?? null}::text is null or period_id = ${periodId ?? null})
    order by released_at, line_id
  `.execute(tx);
  return rows;
}

export async function combinedUnitsById(
  tx: Queryable,
  unitCode: string,
  id: string,
): Promise<StoredCombinedUnits | undefined> {
  const { rows } = await sql<StoredCombinedUnits>`
    select content, content_sha256 as sha256, released_at as at from combined_units
    where unit_code = ${unitCode} and line_id = ${id}
  `.execute(tx);
  return rows[0];
}

/** The line in which this publication of a unit was counted. */
export async function combinedUnitsWith(
  tx: Queryable,
  { unitCode, lookId }: UnitLook,
): Promise<StoredCombinedUnits | undefined> {
  const { rows } = await sql<StoredCombinedUnits>`
    select c.content, c.content_sha256 as sha256, c.released_at as at
    from combined_units c join combined_units_member m on m.unit_code = c.unit_code and m.line_id = c.line_id
    where m.member_code = ${unitCode} and m.look_id = ${lookId}
  `.execute(tx);
  return rows[0];
}

/** Which of the units stand in a line of the period already, whoever released it. */
export async function unitsInLinesOf(
  tx: Queryable,
  unitCodes: readonly string[],
  periodId: PeriodId,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    select member_code as code from combined_units_member
    where member_code = any(${[...unitCodes]}::text[]) and period_id = ${periodId}
  `.execute(tx);
  return new Set(rows.map(({ code }) => code));
}
