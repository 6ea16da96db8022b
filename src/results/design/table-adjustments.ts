import { fail, ok, type Result } from '../../kernel/result';
import type { Reweighting } from './adjustment';
import { calibration, type Distance } from './calibration';
import { type Margin, nonResponse, postStratification, raking, type RakingControl } from './post-strata';
import {
  type ColumnProblem,
  complete,
  inTurn,
  levelKey,
  misshapen,
  numbers,
  type RecordTable,
  texts,
} from './record-table';

/** Who answered, and the cells within which those who did stand for those who did not. */
export interface ResponseRequest {
  /** 1 or TRUE where there is an answer, 0 or FALSE where there is none. */
  readonly column: string;
  readonly cells: readonly string[];
}

/** Columns whose totals are known, and the table that knows them. */
export type TotalsRequest = { readonly columns: readonly string[]; readonly table: RecordTable } & (
  | { readonly kind: 'post-strata' }
  | { readonly kind: 'rake'; readonly control: RakingControl }
  | { readonly kind: 'calibrate'; readonly distance: Distance }
);

export type AdjustmentProblem =
  | ColumnProblem
  | { readonly type: 'response-values'; readonly column: string; readonly line: number; readonly text: string }
  | { readonly type: 'totals-shape'; readonly expected: string }
  | { readonly type: 'totals-twice'; readonly name: string }
  | { readonly type: 'totals-lacks'; readonly name: string }
  | { readonly type: 'totals-unknown'; readonly name: string };

export function responseAdjustment(
  table: RecordTable,
  { column, cells }: ResponseRequest,
): Result<Reweighting, AdjustmentProblem> {
  const read = complete(table, column, texts);
  if (!read.ok) return read;
  const truth: Readonly<Record<string, boolean>> = {
    '1': true,
    TRUE: true,
    true: true,
    '0': false,
    FALSE: false,
    false: false,
  };
  const odd = read.value.findIndex((text) => !Object.hasOwn(truth, text));
  if (odd !== -1)
    return fail({ type: 'response-values', column, line: table.lines[odd] ?? 0, text: read.value[odd] ?? '' });
  const keys = crossed(table, cells);
  if (!keys.ok) return keys;
  const answered = read.value.map((text) => truth[text] === true);
  return ok(nonResponse(groupsOf(keys.value), answered));
}

export function totalsAdjustment(table: RecordTable, request: TotalsRequest): Result<Reweighting, AdjustmentProblem> {
  const problem = misshapen(request.table);
  if (problem !== undefined) return fail(problem);
  switch (request.kind) {
    case 'post-strata':
      return postStrata(table, request);
    case 'rake':
      return rakes(table, request);
    case 'calibrate':
      return calibrated(table, request);
  }
}

/** The cell of each row: its levels in all columns, as one text. */
function crossed(table: RecordTable, columns: readonly string[]): Result<readonly string[], ColumnProblem> {
  const read = inTurn(columns, (column) => complete(table, column, texts));
  if (!read.ok) return read;
  return ok(table.records.map((_, row) => read.value.map((column) => levelKey(column[row] ?? '')).join(', ')));
}

function groupsOf(keys: readonly string[]): Margin {
  const names = [...new Set(keys)];
  const known = new Map(names.map((name, at) => [name, at]));
  return { groupOf: Int32Array.from(keys, (key) => known.get(key) ?? 0), totals: names.map(() => 0), names };
}

/** Groups with the totals of the table; every group of the file must have one, and the other way round. */
function marginOf(keys: readonly string[], totals: ReadonlyMap<string, number>): Result<Margin, AdjustmentProblem> {
  const groups = groupsOf(keys);
  const lacking = groups.names.find((name) => !totals.has(name));
  if (lacking !== undefined) return fail({ type: 'totals-lacks', name: lacking });
  const unseen = [...totals].find(([name, total]) => total !== 0 && !groups.names.includes(name));
  if (unseen !== undefined) return fail({ type: 'totals-unknown', name: unseen[0] });
  return ok({ ...groups, totals: groups.names.map((name) => totals.get(name) ?? 0) });
}

function postStrata(
  table: RecordTable,
  { columns, table: known }: Extract<TotalsRequest, { kind: 'post-strata' }>,
): Result<Reweighting, AdjustmentProblem> {
  const others = known.names.filter((name) => !columns.includes(name));
  const [totalColumn] = others;
  if (totalColumn === undefined || others.length > 1 || !columns.every((name) => known.names.includes(name)))
    return fail({ type: 'totals-shape', expected: [...columns, 'total'].join(', ') });
  const keys = crossed(known, columns);
  if (!keys.ok) return keys;
  const totals = totalsBy(known, keys.value, totalColumn);
  if (!totals.ok) return totals;
  const own = crossed(table, columns);
  if (!own.ok) return own;
  const margin = marginOf(own.value, totals.value);
  return margin.ok ? ok(postStratification(margin.value)) : margin;
}

function totalsBy(
  known: RecordTable,
  keys: readonly string[],
  column: string,
): Result<ReadonlyMap<string, number>, AdjustmentProblem> {
  const read = complete(known, column, numbers);
  if (!read.ok) return read;
  const totals = new Map<string, number>();
  for (const [row, key] of keys.entries()) {
    if (totals.has(key)) return fail({ type: 'totals-twice', name: key });
    totals.set(key, read.value[row] ?? NaN);
  }
  return ok(totals);
}

/** The margins stand one below the other: variable, level, total. */
function rakes(
  table: RecordTable,
  { columns, table: known, control }: Extract<TotalsRequest, { kind: 'rake' }>,
): Result<Reweighting, AdjustmentProblem> {
  const [variable, level, total, more] = known.names;
  if (variable === undefined || level === undefined || total === undefined || more !== undefined)
    return fail({ type: 'totals-shape', expected: 'variable, level, total' });
  const named = complete(known, variable, texts);
  if (!named.ok) return named;
  const strange = named.value.find((name) => !columns.includes(name));
  if (strange !== undefined) return fail({ type: 'totals-unknown', name: strange });
  const margins = inTurn(columns, (column): Result<Margin, AdjustmentProblem> => {
    const rows = named.value.flatMap((name, row) => (name === column ? [row] : []));
    const part = {
      ...known,
      records: rows.map((row) => known.records[row] ?? []),
      lines: rows.map((row) => known.lines[row] ?? 0),
    };
    const keys = crossed(part, [level]);
    if (!keys.ok) return keys;
    const totals = totalsBy(part, keys.value, total);
    if (!totals.ok) return totals;
    const own = crossed(table, [column]);
    return own.ok ? marginOf(own.value, totals.value) : own;
  });
  return margins.ok ? ok(raking(margins.value, control)) : margins;
}

const intercept = '(Intercept)';

/** Two columns, name and total; names as R's model matrix has them: x, stypeM for the level M of stype, (Intercept). */
function calibrated(
  table: RecordTable,
  { columns, table: known, distance }: Extract<TotalsRequest, { kind: 'calibrate' }>,
): Result<Reweighting, AdjustmentProblem> {
  const [nameColumn, totalColumn, more] = known.names;
  if (nameColumn === undefined || totalColumn === undefined || more !== undefined)
    return fail({ type: 'totals-shape', expected: 'name, total' });
  const names = complete(known, nameColumn, texts);
  if (!names.ok) return names;
  const totals = totalsBy(known, names.value, totalColumn);
  if (!totals.ok) return totals;
  const unused = columns.find((column) => !names.value.some((name) => name.startsWith(column)));
  if (unused !== undefined) return fail({ type: 'totals-lacks', name: unused });
  const read = inTurn([...totals.value.keys()], (name) => auxiliaryColumn(table, columns, name));
  return read.ok ? ok(calibration({ columns: read.value, totals: [...totals.value.values()] }, distance)) : read;
}

function auxiliaryColumn(
  table: RecordTable,
  columns: readonly string[],
  name: string,
): Result<Float64Array, AdjustmentProblem> {
  if (name === intercept) return ok(new Float64Array(table.records.length).fill(1));
  if (columns.includes(name)) {
    const values = complete(table, name, numbers);
    return values.ok ? ok(Float64Array.from(values.value)) : values;
  }
  const candidates = columns.filter((column) => name.startsWith(column)).sort((a, b) => b.length - a.length);
  for (const column of candidates) {
    const own = complete(table, column, texts);
    if (!own.ok) return own;
    const level = levelKey(name.slice(column.length));
    if (own.value.some((text) => levelKey(text) === level))
      return ok(Float64Array.from(own.value, (text) => (levelKey(text) === level ? 1 : 0)));
  }
  return fail({ type: 'totals-unknown', name });
}
