import { fail, ok, type Result } from '../../kernel/result';
import {
  type DomainEstimate,
  type DomainSample,
  estimateDomain,
  type Statistic,
  type VarianceMethod,
} from './estimate-domain';
import { type DesignProblem, isSingleUnit, lonelyStratum, type SurveyDesign, surveyDesign } from './survey-design';

/** A file of records: texts as written, '' and NA missing; `lines` says where each record stands in the file. */
export interface RecordTable {
  readonly names: readonly string[];
  readonly records: readonly (readonly string[])[];
  readonly lines: readonly number[];
  /** 1,5 is one and a half (files that separate cells by semicolons). */
  readonly decimalComma: boolean;
}

/** Which columns say what; `clusters` and `populations` once a stage. */
export interface EstimateRequest {
  readonly statistic: Statistic;
  readonly method: VarianceMethod;
  readonly value: string;
  readonly denominator?: string | undefined;
  /** The answer whose proportion is asked; without it the column holds 0 and 1. */
  readonly level?: string | undefined;
  readonly by?: string | undefined;
  readonly strata?: string | undefined;
  readonly clusters: readonly string[];
  readonly populations: readonly string[];
  readonly weights?: string | undefined;
}

export interface GroupEstimate extends DomainEstimate {
  /** The group's text, null for the whole sample. */
  readonly group: string | null;
}

export interface TableEstimates {
  readonly rows: readonly GroupEstimate[];
  /** Cluster names stood in several strata and were read as other clusters in each. */
  readonly clustersRenamed: boolean;
  /** No record has the answer asked for. */
  readonly levelUnseen: boolean;
}

export type TableProblem =
  | DesignProblem
  | { readonly type: 'table-empty' }
  | { readonly type: 'column-missing'; readonly column: string; readonly columns: string }
  | { readonly type: 'column-twice'; readonly column: string }
  | { readonly type: 'row-length'; readonly line: number; readonly cells: number; readonly columns: number }
  | { readonly type: 'not-numeric'; readonly column: string; readonly line: number; readonly text: string }
  | { readonly type: 'design-cell-empty'; readonly column: string; readonly line: number }
  | { readonly type: 'weight-negative'; readonly line: number }
  | { readonly type: 'level-needed'; readonly column: string }
  | { readonly type: 'single-unit' }
  | { readonly type: 'lonely-stratum'; readonly stratum: string; readonly stage: number };

/** The estimates of a file of records, whole or by group, groups in order. */
export function tableEstimates(table: RecordTable, request: EstimateRequest): Result<TableEstimates, TableProblem> {
  const problem = misshapen(table);
  if (problem !== undefined) return fail(problem);
  const design = designOf(table, request);
  if (!design.ok) return design;
  if (isSingleUnit(design.value)) return fail({ type: 'single-unit' });
  if (request.method.lonely === undefined) {
    const lonely = lonelyStratum(design.value, request.method.method === 'jackknife' ? 1 : undefined);
    if (lonely !== undefined) return fail({ type: 'lonely-stratum', ...lonely });
  }
  const values = valuesOf(table, request);
  if (!values.ok) return values;
  const denominators = request.denominator === undefined ? undefined : numbers(table, request.denominator);
  if (denominators?.ok === false) return denominators;
  const groups = request.by === undefined ? undefined : texts(table, request.by);
  if (groups?.ok === false) return groups;

  const present = (row: number): boolean =>
    !Number.isNaN(values.value[row]) && (denominators === undefined || !Number.isNaN(denominators.value[row]));
  const rows = rowsByGroup(table.records.length, groups?.value).map(({ group, members }) => {
    const kept = members.filter(present);
    const sample: DomainSample = {
      rows: kept,
      values: Float64Array.from(kept, (row) => values.value[row] ?? NaN),
      denominators: denominators && Float64Array.from(kept, (row) => denominators.value[row] ?? NaN),
    };
    return { group, ...estimateDomain(design.value, sample, request.statistic, request.method) };
  });
  const levelUnseen = request.level !== undefined && !values.value.includes(1);
  return ok({ rows, clustersRenamed: design.value.unitsRenamed, levelUnseen });
}

function misshapen({ names, records, lines }: RecordTable): TableProblem | undefined {
  if (records.length === 0) return { type: 'table-empty' };
  const at = records.findIndex((record) => record.length !== names.length);
  if (at === -1) return undefined;
  return { type: 'row-length', line: lines[at] ?? 0, cells: records[at]?.length ?? 0, columns: names.length };
}

function designOf(table: RecordTable, request: EstimateRequest): Result<SurveyDesign, TableProblem> {
  const strata = request.strata === undefined ? undefined : complete(table, request.strata, texts);
  if (strata?.ok === false) return strata;
  const clusters = inTurn(request.clusters, (column) => complete(table, column, texts));
  if (!clusters.ok) return clusters;
  const populations = inTurn(request.populations, (column) => complete(table, column, sizes));
  if (!populations.ok) return populations;
  const weights = request.weights === undefined ? undefined : complete(table, request.weights, numbers);
  if (weights?.ok === false) return weights;
  const bad = weights?.value.findIndex((weight) => !(weight >= 0)) ?? -1;
  if (bad !== -1) return fail({ type: 'weight-negative', line: table.lines[bad] ?? 0 });
  return surveyDesign({
    rows: table.records.length,
    strata: strata?.value,
    clusters: clusters.value,
    populations: populations.value,
    weights: weights?.value,
  });
}

function inTurn<T>(
  columns: readonly string[],
  read: (column: string) => Result<T, TableProblem>,
): Result<T[], TableProblem> {
  const found: T[] = [];
  for (const column of columns) {
    const one = read(column);
    if (!one.ok) return one;
    found.push(one.value);
  }
  return ok(found);
}

/** The measured values, NaN where missing; of a proportion 1 where the answer is the one asked for, else 0. */
function valuesOf(table: RecordTable, request: EstimateRequest): Result<readonly number[], TableProblem> {
  if (request.statistic.kind !== 'proportion') return numbers(table, request.value);
  const column = texts(table, request.value);
  if (!column.ok) return column;
  const { level } = request;
  if (level !== undefined) return ok(column.value.map((text) => (text === '' ? NaN : text === level ? 1 : 0)));
  const truth: Readonly<Record<string, number>> = { '': NaN, '0': 0, '1': 1, TRUE: 1, FALSE: 0, true: 1, false: 0 };
  return column.value.every((text) => Object.hasOwn(truth, text))
    ? ok(column.value.map((text) => truth[text] ?? NaN))
    : fail({ type: 'level-needed', column: request.value });
}

/** A column as trimmed texts, '' where missing. */
function texts(table: RecordTable, column: string): Result<readonly string[], TableProblem> {
  const at = table.names.indexOf(column);
  if (at === -1) return fail({ type: 'column-missing', column, columns: table.names.join(', ') });
  if (table.names.lastIndexOf(column) !== at) return fail({ type: 'column-twice', column });
  return ok(
    table.records.map((record) => {
      const text = (record[at] ?? '').trim();
      return text === 'NA' ? '' : text;
    }),
  );
}

const numberForm = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Population sizes: Inf stands for draws with replacement, as in R. */
function sizes(table: RecordTable, column: string): Result<readonly number[], TableProblem> {
  return numbers(table, column, true);
}

/** A column as numbers, NaN where missing. */
function numbers(table: RecordTable, column: string, infinite = false): Result<readonly number[], TableProblem> {
  const read = texts(table, column);
  if (!read.ok) return read;
  const found: number[] = [];
  for (const [row, text] of read.value.entries()) {
    const written = table.decimalComma ? text.replace(',', '.') : text;
    if (text === '') found.push(NaN);
    else if (infinite && text === 'Inf') found.push(Infinity);
    else if (numberForm.test(written)) found.push(Number(written));
    else return fail({ type: 'not-numeric', column, line: table.lines[row] ?? 0, text });
  }
  return ok(found);
}

/** A column of the design: nothing may be missing. */
function complete<T extends string | number>(
  table: RecordTable,
  column: string,
  read: (table: RecordTable, column: string) => Result<readonly T[], TableProblem>,
): Result<readonly T[], TableProblem> {
  const found = read(table, column);
  if (!found.ok) return found;
  const empty = found.value.findIndex((entry) => entry === '' || Number.isNaN(entry));
  return empty === -1 ? found : fail({ type: 'design-cell-empty', column, line: table.lines[empty] ?? 0 });
}

interface Group {
  readonly group: string | null;
  readonly members: readonly number[];
}

/** Rows of each group, by number where all groups are numbers; rows that name no group are in none. */
function rowsByGroup(rows: number, groups: readonly string[] | undefined): Group[] {
  if (groups === undefined) return [{ group: null, members: Array.from({ length: rows }, (_, row) => row) }];
  const members = new Map<string, number[]>();
  for (const [row, group] of groups.entries()) {
    if (group === '') continue;
    const known = members.get(group);
    if (known === undefined) members.set(group, [row]);
    else known.push(row);
  }
  const names = [...members.keys()];
  const numeric = names.every((name) => numberForm.test(name));
  names.sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
  return names.map((group) => ({ group, members: members.get(group) ?? [] }));
}
