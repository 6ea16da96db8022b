import { fail, ok, type Result } from '../kernel/result';
import { columnsOf, type SheetTable, type TableRow } from '../platform/spreadsheet';

/** Why a value is refused; `ui/text/organisation.ts` says it in words. */
export type RefusalType =
  | 'empty'
  | 'bad-code'
  | 'bad-day'
  | 'bad-type'
  | 'bad-yes-no'
  | 'bad-office'
  | 'too-long'
  | 'duplicate'
  | 'unknown-unit'
  | 'unknown-field'
  | 'not-allowed'
  | 'office-taken'
  | 'validity-reversed'
  | 'day-missing'
  | 'own-parent'
  | 'parents-overlap'
  | 'circle';

export interface Refusal<Column extends string = string> {
  readonly type: RefusalType;
  readonly column: Column;
  readonly value: string;
  /** The other line of the file, for duplicates. */
  readonly otherLine?: number;
}

/** One record as its columns in canonical text: what forms send, files hold and the preview compares. */
export type Columns<Column extends string = string> = Readonly<Record<Column, string>>;

/** What a kind of record looks like; the same rules serve the form and the file. */
export interface RecordKind<Column extends string> {
  /** The first name of each is the one of docs/formats/import.md; the others are what offices write. */
  readonly names: Readonly<Record<Column, readonly string[]>>;
  readonly required: readonly Column[];
  /** The columns that together name the record. */
  readonly key: readonly Column[];
  /** Canonical text of one value that is not empty, or why not. */
  normalise(column: Column, text: string): Result<string, RefusalType>;
  /** What the columns say together. */
  check?(columns: Columns<Column>): Refusal<Column> | undefined;
}

export function keyOf<Column extends string>(kind: RecordKind<Column>, columns: Partial<Columns<Column>>): string {
  return kind.key.map((column) => columns[column] ?? '').join(' ');
}

/** Every value canonical, or all the reasons why not. Columns not given stay out. */
export function checkRecord<Column extends string>(
  kind: RecordKind<Column>,
  given: Partial<Columns<Column>>,
): Result<Partial<Columns<Column>>, Refusal<Column>[]> {
  const columns: Partial<Record<Column, string>> = {};
  const refusals: Refusal<Column>[] = [];
  for (const column of Object.keys(kind.names) as Column[]) {
    const value = given[column];
    if (value === undefined) continue;
    if (value === '') {
      if (kind.required.includes(column)) refusals.push({ type: 'empty', column, value });
      columns[column] = '';
      continue;
    }
    const normal = kind.normalise(column, value);
    if (normal.ok) columns[column] = normal.value;
    else refusals.push({ type: normal.error, column, value });
  }
  return refusals.length > 0 ? fail(refusals) : ok(columns);
}

export interface ImportPlan<Column extends string = string> {
  readonly added: readonly { readonly line: number; readonly after: Columns<Column> }[];
  readonly changed: readonly {
    readonly line: number;
    readonly key: string;
    readonly after: Columns<Column>;
    readonly changes: readonly { readonly column: Column; readonly before: string; readonly after: string }[];
  }[];
  readonly unchanged: readonly number[];
  readonly rejected: readonly {
    readonly line: number;
    readonly cells: readonly string[];
    readonly refusals: readonly Refusal<Column>[];
  }[];
}

export type ImportPlanProblem = {
  readonly type: 'missing-columns';
  readonly missing: readonly string[];
  readonly found: readonly string[];
};

/**
 * What a file would change, without changing it. A column the file does not have keeps its value; a record the file does not name
 * is left alone. `defaults` fills columns that a new record needs and the file lacks.
 */
export function planImport<Column extends string>(
  kind: RecordKind<Column>,
  existing: ReadonlyMap<string, Columns<Column>>,
  table: Pick<SheetTable, 'header' | 'rows'>,
  defaults: Columns<Column>,
): Result<ImportPlan<Column>, ImportPlanProblem> {
  const at = columnsOf(table.header, kind.names);
  const missing = kind.required.filter((column) => at[column] === -1 && defaults[column] === '');
  if (missing.length > 0)
    return fail({
      type: 'missing-columns',
      missing: missing.map((column) => kind.names[column][0] ?? column),
      found: table.header,
    });
  const rows = table.rows.map((row) => readRow(kind, at, row, defaults));
  const firstLines = linesByKey(rows);
  const added: ImportPlan<Column>['added'][number][] = [];
  const changed: ImportPlan<Column>['changed'][number][] = [];
  const unchanged: number[] = [];
  const rejected: ImportPlan<Column>['rejected'][number][] = [];
  for (const row of rows) {
    const before = existing.get(row.key);
    const after = { ...defaults, ...before, ...row.columns } as Columns<Column>;
    const refusals = [...row.refusals, ...duplicateOf(kind, row, firstLines.get(row.key) ?? [])];
    const together = refusals.length === 0 ? kind.check?.(after) : undefined;
    if (together !== undefined) refusals.push(together);
    if (refusals.length > 0) {
      rejected.push({ line: row.line, cells: row.cells, refusals });
      continue;
    }
    if (before === undefined) {
      added.push({ line: row.line, after });
      continue;
    }
    const changes = (Object.keys(kind.names) as Column[])
      .filter((column) => before[column] !== after[column])
      .map((column) => ({ column, before: before[column], after: after[column] }));
    if (changes.length === 0) unchanged.push(row.line);
    else changed.push({ line: row.line, key: row.key, after, changes });
  }
  return ok({ added, changed, unchanged, rejected });
}

interface ReadRow<Column extends string> extends TableRow {
  readonly key: string;
  readonly columns: Partial<Columns<Column>>;
  readonly refusals: readonly Refusal<Column>[];
}

function readRow<Column extends string>(
  kind: RecordKind<Column>,
  at: Readonly<Record<Column, number>>,
  row: TableRow,
  defaults: Columns<Column>,
): ReadRow<Column> {
  const given: Partial<Record<Column, string>> = {};
  for (const column of Object.keys(kind.names) as Column[]) {
    if (at[column] === -1) continue;
    const text = row.cells[at[column]] ?? '';
    // An empty cell of a column with a default (the unit of the page) means the default.
    given[column] = text === '' ? defaults[column] : text;
  }
  const checked = checkRecord(kind, given);
  const columns = checked.ok ? checked.value : {};
  return { ...row, columns, refusals: checked.ok ? [] : checked.error, key: keyOf(kind, { ...defaults, ...columns }) };
}

function linesByKey(rows: readonly ReadRow<string>[]): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const row of rows) {
    if (row.refusals.length > 0) continue;
    const known = lines.get(row.key);
    if (known === undefined) lines.set(row.key, [row.line]);
    else known.push(row.line);
  }
  return lines;
}

/** Both lines are refused, each naming the other: which one is meant is not ours to guess. */
function duplicateOf<Column extends string>(
  kind: RecordKind<Column>,
  row: ReadRow<Column>,
  lines: readonly number[],
): Refusal<Column>[] {
  if (lines.length < 2) return [];
  const otherLine = lines.find((line) => line !== row.line) ?? row.line;
  const column = kind.key.at(-1) as Column;
  return [{ type: 'duplicate', column, value: row.columns[column] ?? row.key, otherLine }];
}
