import { fail, ok, type Result } from '../kernel/result';
import { type ColumnProblem, misshapen, numbers, type RecordTable, sizes, texts } from './design/record-table';
import { rankConfidence, type RankFigure, rankSeed, type RankSet, type RankSets } from './rank-confidence';
import { isSurely, pointRanks, shareFigure, type TieBand, tieBand } from './rank-figures';
import { rankSetsFromIntervals } from './rank-intervals';

/** What of the table is ranked: estimates with their errors, or shares by their counts. */
export type RankedColumns =
  | { readonly kind: 'estimates'; readonly estimate: string; readonly se: string; readonly df: string | undefined }
  | { readonly kind: 'shares'; readonly satisfied: string; readonly answers: string };

export interface RankRequest {
  readonly columns: RankedColumns;
  readonly name: string | undefined;
  readonly level: number;
  readonly seed: number;
  readonly lowestFirst: boolean;
  /** A standard error of 0 is refused unless said to be meant. */
  readonly exact: boolean;
  readonly method: 'differences' | 'intervals';
  readonly covariance: readonly (readonly number[])[] | undefined;
}

export interface RankTableRow {
  readonly unit: string;
  readonly estimate: number;
  /** Null for a share: its error is known on another scale only. */
  readonly se: number | null;
  readonly df: number | null;
  readonly n: number | null;
  /** Ranks of the estimates as they are; of several that are equal, all that they share. */
  readonly rank: RankSet;
  /** Null with `intervals`, which are simultaneous only. */
  readonly marginal: RankSet | null;
  readonly simultaneous: RankSet;
  readonly band: TieBand;
  readonly surelyFirst: boolean;
  readonly surelyLast: boolean;
}

export interface RankTable {
  readonly level: number;
  readonly method: RankRequest['method'];
  readonly seed: number;
  readonly repetitions: number | null;
  /** In standard errors of a difference. */
  readonly critical: number | null;
  /** Best first. */
  readonly rows: readonly RankTableRow[];
  readonly unranked: readonly { readonly unit: string; readonly reason: 'no-estimate' | 'no-error' }[];
}

export type RankTableProblem =
  | ColumnProblem
  | { readonly type: 'error-zero'; readonly line: number; readonly unit: string }
  | { readonly type: 'error-negative'; readonly line: number; readonly unit: string }
  | { readonly type: 'df-impossible'; readonly line: number; readonly unit: string }
  | { readonly type: 'counts-impossible'; readonly line: number; readonly unit: string }
  | { readonly type: 'covariance-size'; readonly size: number; readonly units: number }
  | { readonly type: 'covariance-values' };

interface Candidate {
  readonly unit: string;
  readonly line: number;
  readonly estimate: number;
  readonly figure: RankFigure;
  readonly n: number | null;
}

/** `hailong ranks` (docs/ranks.md). */
export function rankTable(table: RecordTable, request: RankRequest): Result<RankTable, RankTableProblem> {
  const shape = misshapen(table);
  if (shape) return fail(shape);
  const named = request.name === undefined ? ok(table.lines.map(String)) : texts(table, request.name);
  if (!named.ok) return named;
  const { columns } = request;
  const read = columns.kind === 'shares' ? shares(table, named.value, columns) : estimates(table, named.value, columns);
  if (!read.ok) return read;
  const candidates = read.value.filter(({ figure }) => figure.se >= 0 && Number.isFinite(figure.value));
  const zero = candidates.find(({ figure }) => figure.se === 0);
  if (zero && !request.exact) return fail({ type: 'error-zero', line: zero.line, unit: zero.unit });
  const covariance = request.covariance && checkedCovariance(request.covariance, read.value, candidates);
  if (covariance && !covariance.ok) return covariance;
  return ok({
    ...ranked(candidates, request, covariance?.value),
    unranked: read.value
      .filter((each) => !candidates.includes(each))
      .map(({ unit, figure }) => ({ unit, reason: Number.isNaN(figure.value) ? 'no-estimate' : 'no-error' })),
  });
}

function estimates(
  table: RecordTable,
  named: readonly string[],
  columns: Extract<RankedColumns, { kind: 'estimates' }>,
): Result<readonly Candidate[], RankTableProblem> {
  const [values, errors] = [numbers(table, columns.estimate), numbers(table, columns.se)];
  if (!values.ok) return values;
  if (!errors.ok) return errors;
  const freedoms = columns.df === undefined ? ok(values.value.map(() => Infinity)) : sizes(table, columns.df);
  if (!freedoms.ok) return freedoms;
  const found: Candidate[] = [];
  for (const [row, value] of values.value.entries()) {
    const [unit, line] = [named[row] ?? '', table.lines[row] ?? 0];
    const [se, freedom] = [errors.value[row] ?? NaN, freedoms.value[row] ?? NaN];
    if (se < 0) return fail({ type: 'error-negative', line, unit });
    if (!Number.isNaN(value) && !(freedom > 0)) return fail({ type: 'df-impossible', line, unit });
    found.push({ unit, line, estimate: value, figure: { value, se, freedom }, n: null });
  }
  return ok(found);
}

function shares(
  table: RecordTable,
  named: readonly string[],
  columns: Extract<RankedColumns, { kind: 'shares' }>,
): Result<readonly Candidate[], RankTableProblem> {
  const [counts, totals] = [numbers(table, columns.satisfied), numbers(table, columns.answers)];
  if (!counts.ok) return counts;
  if (!totals.ok) return totals;
  const found: Candidate[] = [];
  for (const [row, satisfied] of counts.value.entries()) {
    const [unit, line, n] = [named[row] ?? '', table.lines[row] ?? 0, totals.value[row] ?? NaN];
    if (satisfied < 0 || satisfied > n || n < 0) return fail({ type: 'counts-impossible', line, unit });
    const empty = Number.isNaN(satisfied) || !(n > 0);
    const figure = empty ? { value: NaN, se: NaN, freedom: Infinity } : shareFigure({ satisfied, n });
    found.push({ unit, line, estimate: satisfied / n, figure, n });
  }
  return ok(found);
}

/** A row and a column for each line of the table, or for each line that is ranked. */
function checkedCovariance(
  matrix: readonly (readonly number[])[],
  all: readonly Candidate[],
  candidates: readonly Candidate[],
): Result<readonly (readonly number[])[], RankTableProblem> {
  if (matrix.length !== all.length && matrix.length !== candidates.length)
    return fail({ type: 'covariance-size', size: matrix.length, units: candidates.length });
  const places = candidates.map((each, at) => (matrix.length === all.length ? all.indexOf(each) : at));
  const kept = places.map((row) => places.map((column) => matrix[row]?.[column] ?? NaN));
  const of = (row: number, column: number) => kept[row]?.[column] ?? NaN;
  const fits = kept.every((line, row) =>
    line.every((value, column) => {
      const near = (other: number) => Math.abs(value - other) <= 1e-6 * Math.sqrt(of(row, row) * of(column, column));
      return near(of(column, row)) && (row !== column || near((candidates[row]?.figure.se ?? 0) ** 2));
    }),
  );
  return fits ? ok(kept) : fail({ type: 'covariance-values' });
}

function ranked(
  candidates: readonly Candidate[],
  request: RankRequest,
  covariance: readonly (readonly number[])[] | undefined,
): Omit<RankTable, 'unranked'> {
  const { level, seed, method, lowestFirst } = request;
  const sign = lowestFirst ? -1 : 1;
  const figures = candidates.map(({ figure }) => ({ ...figure, value: sign * figure.value }));
  const confidence = method === 'differences' ? rankConfidence(figures, { level, seed, covariance }) : undefined;
  const sets: readonly Partial<RankSets>[] =
    confidence?.sets ?? rankSetsFromIntervals(figures, level).map((simultaneous) => ({ simultaneous }));
  const ranks = pointRanks(candidates.map(({ estimate }) => sign * estimate));
  const size = candidates.length;
  const all = { from: 1, to: size };
  const rows = candidates.map(({ unit, estimate, figure, n }, at): RankTableRow => {
    const simultaneous = sets[at]?.simultaneous ?? all;
    const isShare = n !== null;
    return {
      unit,
      estimate,
      se: isShare ? null : figure.se,
      df: figure.freedom === Infinity ? null : figure.freedom,
      n,
      rank: ranks[at] ?? all,
      marginal: sets[at]?.marginal ?? null,
      simultaneous,
      band: tieBand(simultaneous, size),
      surelyFirst: isSurely('first', simultaneous, size),
      surelyLast: isSurely('last', simultaneous, size),
    };
  });
  rows.sort((a, b) => a.rank.from - b.rank.from);
  return {
    level,
    method,
    seed,
    repetitions: confidence?.repetitions ?? null,
    critical: confidence?.critical ?? null,
    rows,
  };
}

export const usualRankRequest = {
  name: undefined,
  level: 0.95,
  seed: rankSeed,
  lowestFirst: false,
  exact: false,
  method: 'differences',
  covariance: undefined,
} as const;
