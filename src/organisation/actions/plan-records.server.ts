import { ok, type Result } from '../../kernel/result';
import type { Queryable } from '../../platform/database.server';
import type { SheetTable } from '../../platform/spreadsheet';
import { type Actor, SYSTEM } from '../actor';
import {
  type Columns,
  type ImportPlan,
  type ImportPlanProblem,
  keyOf,
  planImport,
  type RecordKind,
  type Refusal,
} from '../import-plan';
import { may } from '../permission';
import {
  fieldKind,
  type ImportKindName,
  officialKind,
  procedureKind,
  splitList,
  type UnitColumn,
  unitKind,
} from '../record-kinds';
import { fieldsOf, officialsAt, proceduresOf } from '../store-staff.server';
import { allParentLinks, allSuccessions, allUnits, staffedUnits } from '../store-units.server';
import type { UnitCode } from '../unit';
import { type PlacedUnit, unitColumns, unitFromColumns } from '../unit-columns';
import { checkParents } from '../unit-tree';

type Planned = Result<ImportPlan, ImportPlanProblem>;
type Table = Pick<SheetTable, 'header' | 'rows'>;
type AnyKind = RecordKind<string>;

/** What the records would change, by the rules of the kind, of the tree and of what this person may edit. Writes nothing. */
export async function planRecords(
  tx: Queryable,
  actor: Actor,
  unit: UnitCode,
  kind: ImportKindName,
  table: Table,
): Promise<Planned> {
  return kind === 'units' ? planUnits(tx, actor, unit, table) : planStaff(tx, actor, unit, kind, table);
}

function emptyColumns<Column extends string>(
  kind: RecordKind<Column>,
  values: Partial<Columns<Column>>,
): Columns<Column> {
  return {
    ...(Object.fromEntries(Object.keys(kind.names).map((column) => [column, ''])) as Columns<Column>),
    ...values,
  };
}

function byKey(kind: AnyKind, records: readonly Columns[]): Map<string, Columns> {
  return new Map(records.map((record) => [keyOf(kind, record), record]));
}

/** Moves lines that a further rule refuses from added and changed to rejected. */
function refuseLines(
  plan: ImportPlan,
  rows: Table['rows'],
  refuse: (after: Columns) => Refusal | undefined,
): ImportPlan {
  const cells = new Map(rows.map((row) => [row.line, row.cells]));
  const rejected = [...plan.rejected];
  const keep = <T extends { line: number; after: Columns }>(entries: readonly T[]): T[] =>
    entries.filter((entry) => {
      const refusal = refuse(entry.after);
      if (refusal !== undefined)
        rejected.push({ line: entry.line, cells: cells.get(entry.line) ?? [], refusals: [refusal] });
      return refusal === undefined;
    });
  const [added, changed] = [keep(plan.added), keep(plan.changed)];
  return { ...plan, added, changed, rejected: rejected.sort((a, b) => a.line - b.line) };
}

const yesOrNo = (active: boolean): string => (active ? 'yes' : 'no');

async function staffRecords(tx: Queryable, kind: Exclude<ImportKindName, 'units'>, unit: string): Promise<Columns[]> {
  switch (kind) {
    case 'fields':
      return (await fieldsOf(tx, unit)).map((field) => ({
        unit,
        code: field.code,
        name: field.name,
        active: yesOrNo(field.active),
      }));
    case 'procedures':
      return (await proceduresOf(tx, unit)).map((one) => ({
        unit,
        code: one.code,
        field: one.fieldCode,
        name: one.name,
        active: yesOrNo(one.active),
      }));
    case 'officials':
      return (await officialsAt(tx, unit)).map((one) => ({
        unit,
        code: one.code,
        name: one.name,
        title: one.title,
        counters: [...one.counters].sort().join('; '),
        active: yesOrNo(one.active),
      }));
  }
}

const staffKinds = { fields: fieldKind, procedures: procedureKind, officials: officialKind } as const;

async function planStaff(
  tx: Queryable,
  actor: Actor,
  unit: UnitCode,
  kindName: Exclude<ImportKindName, 'units'>,
  table: Table,
): Promise<Planned> {
  const kind: AnyKind = staffKinds[kindName] as AnyKind;
  const known = new Set((await allUnits(tx)).map((one) => one.code as string));
  const candidates =
    actor === SYSTEM ? known : new Set([unit as string, ...actor.roles.map((role) => role.unitCode as string)]);
  const units = [...candidates].filter((code) => known.has(code) && may(actor, 'edit-organisation', code));
  const editable = new Set(units);
  const records = (await Promise.all([...editable].map((code) => staffRecords(tx, kindName, code)))).flat();
  const plan = planImport(kind, byKey(kind, records), table, emptyColumns(kind, { unit, active: 'yes' }));
  if (!plan.ok) return plan;
  const fields =
    kindName === 'procedures'
      ? new Set(
          (await Promise.all([...editable].map((code) => fieldsOf(tx, code))))
            .flat()
            .map((field) => `${field.unitCode} ${field.code}`),
        )
      : undefined;
  return ok(
    refuseLines(plan.value, table.rows, (after) => {
      const value = after.unit ?? '';
      if (!known.has(value)) return { type: 'unknown-unit', column: 'unit', value };
      if (!editable.has(value)) return { type: 'not-allowed', column: 'unit', value };
      if (fields !== undefined && !fields.has(`${value} ${after.field}`))
        return { type: 'unknown-field', column: 'field', value: after.field ?? '' };
      return undefined;
    }),
  );
}

/** Units with their parents and predecessors, by code. */
export async function placedUnits(tx: Queryable): Promise<Map<UnitCode, PlacedUnit>> {
  const links = await allParentLinks(tx);
  const successions = await allSuccessions(tx);
  const placed = new Map<UnitCode, PlacedUnit>();
  for (const unit of await allUnits(tx)) placed.set(unit.code, { unit, parents: [], predecessors: [] });
  for (const link of links) {
    const own = placed.get(link.child);
    if (own) placed.set(link.child, { ...own, parents: [...own.parents, link] });
  }
  for (const step of successions) {
    const own = placed.get(step.successor);
    if (own) placed.set(step.successor, { ...own, predecessors: [...own.predecessors, step] });
  }
  return placed;
}

async function planUnits(tx: Queryable, actor: Actor, unit: UnitCode, table: Table): Promise<Planned> {
  const placed = await placedUnits(tx);
  const kind = unitKind as AnyKind;
  const existing = byKey(kind, [...placed.values()].map(unitColumns));
  const plan = planImport(kind, existing, table, emptyColumns(kind, {}));
  if (!plan.ok) return plan;
  const staffed = await staffedUnits(tx);
  const after = [...plan.value.added, ...plan.value.changed].map((entry) => entry.after as Columns<UnitColumn>);
  const next = new Map(placed);
  for (const columns of after) {
    const one = unitFromColumns(columns, placed.get(columns.code as UnitCode));
    next.set(one.unit.code, one);
  }
  const mayEdit = (code: string): boolean =>
    may(actor, 'edit-organisation', code) || (!staffed.has(code) && may(actor, 'edit-organisation', unit));
  return ok(
    refuseLines(plan.value, table.rows, (columns) => refuseUnit(columns as Columns<UnitColumn>, next, mayEdit)),
  );
}

function refuseUnit(
  columns: Columns<UnitColumn>,
  next: ReadonlyMap<UnitCode, PlacedUnit>,
  mayEdit: (code: string) => boolean,
): Refusal | undefined {
  const { code } = columns;
  // Someone else's unit is theirs to change; one that nobody works in here yet may be described by anyone who needs it.
  if (!mayEdit(code)) return { type: 'not-allowed', column: 'code', value: code };
  for (const column of ['parent', 'former_parent', 'predecessors'] as const) {
    const unknown = splitList(columns[column]).find((other) => !next.has(other as UnitCode));
    if (unknown !== undefined) return { type: 'unknown-unit', column, value: unknown };
  }
  const own = next.get(code as UnitCode);
  if (own === undefined) return undefined;
  const namesake = [...next.values()].find(
    (other) => other.unit.office === own.unit.office && other.unit.code !== code,
  );
  if (namesake !== undefined) return { type: 'office-taken', column: 'office', value: own.unit.office };
  const others = [...next.values()].filter((other) => other.unit.code !== code).flatMap((other) => other.parents);
  const problem = checkParents(own.parents, others);
  return problem === undefined ? undefined : { type: problem.type, column: 'parent', value: columns.parent };
}
