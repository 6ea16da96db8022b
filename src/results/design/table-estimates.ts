import { fail, ok, type Result } from '../../kernel/result';
import { contrast, differenceOf, type DomainEstimates, domainEstimates } from './domain-contrast';
import { type DomainEstimate, type DomainSample, estimateDomain, type Statistic } from './estimate-domain';
import type { VarianceMethod } from './linear-estimates';
import { type ColumnProblem, isNumber, levelKey, misshapen, numbers, type RecordTable, texts } from './record-table';
import { isSingleUnit, lonelyStratum, type SurveyDesign } from './survey-design';
import { type DesignRequest, designOfTable, type TableDesignProblem } from './table-design';
import type { Matrix } from './taylor-variance';

/** Which columns say what, and what is asked of them. */
export interface EstimateRequest extends DesignRequest {
  readonly statistic: Statistic;
  readonly method: VarianceMethod;
  readonly value: string;
  readonly denominator?: string | undefined;
  /** The answer whose proportion is asked; without it the column holds 0 and 1. */
  readonly level?: string | undefined;
  readonly by?: string | undefined;
  /** Differences between groups, “A-B”. */
  readonly contrasts?: readonly string[] | undefined;
  readonly covariance?: boolean | undefined;
}

export interface GroupEstimate extends DomainEstimate {
  /** The group's text, the text of a difference, null for the whole sample. */
  readonly group: string | null;
}

export interface TableEstimates {
  readonly rows: readonly GroupEstimate[];
  /** Between the rows of groups, in their order; only where asked for. */
  readonly covariance: Matrix | undefined;
  /** Cluster names stood in several strata and were read as other clusters in each. */
  readonly clustersRenamed: boolean;
  /** No record has the answer asked for. */
  readonly levelUnseen: boolean;
}

export type TableProblem =
  | TableDesignProblem
  | { readonly type: 'level-needed'; readonly column: string }
  | { readonly type: 'single-unit' }
  | { readonly type: 'replicates-for-pps' }
  | { readonly type: 'contrast-unknown'; readonly contrast: string; readonly groups: string }
  | { readonly type: 'lonely-stratum'; readonly stratum: string; readonly stage: number };

/** The estimates of a file of records, whole or by group, groups in order, and the differences asked for. */
export function tableEstimates(table: RecordTable, request: EstimateRequest): Result<TableEstimates, TableProblem> {
  const problem = misshapen(table);
  if (problem !== undefined) return fail(problem);
  const design = designOfTable(table, request);
  if (!design.ok) return design;
  const refused = unable(design.value, request);
  if (refused !== undefined) return fail(refused);
  const groups = groupSamples(table, request);
  if (!groups.ok) return groups;
  const { statistic, method } = request;
  const rows = groups.value.samples.map(({ group, sample }): GroupEstimate => {
    return { group, ...estimateDomain(design.value, sample, statistic, method) };
  });
  const { levelUnseen } = groups.value;
  const common = { clustersRenamed: design.value.unitsRenamed, levelUnseen };
  const contrasts = request.contrasts ?? [];
  if (statistic.kind === 'quantile' || (contrasts.length === 0 && request.covariance !== true))
    return ok({ ...common, rows, covariance: undefined });
  const samples = groups.value.samples.map(({ sample }) => sample);
  const together = domainEstimates(design.value, samples, statistic, method);
  const differences = contrastRows(rows, together, contrasts);
  if (!differences.ok) return differences;
  const covariance = request.covariance === true ? together.covariance : undefined;
  return ok({ ...common, rows: [...rows, ...differences.value], covariance });
}

/** What the design cannot answer for, whatever is measured. */
function unable(design: SurveyDesign, { method }: EstimateRequest): TableProblem | undefined {
  if (isSingleUnit(design)) return { type: 'single-unit' };
  const isUnequal = design.joint !== undefined || design.stages[0].unequal !== undefined;
  if (isUnequal && method.method !== 'taylor') return { type: 'replicates-for-pps' };
  if (method.lonely !== undefined || design.joint !== undefined) return undefined;
  const lonely = lonelyStratum(design, method.method === 'jackknife' ? 1 : undefined);
  return lonely && { type: 'lonely-stratum', ...lonely };
}

interface GroupSamples {
  readonly samples: readonly { readonly group: string | null; readonly sample: DomainSample }[];
  readonly levelUnseen: boolean;
}

function groupSamples(table: RecordTable, request: EstimateRequest): Result<GroupSamples, TableProblem> {
  const values = valuesOf(table, request);
  if (!values.ok) return values;
  const denominators = request.denominator === undefined ? ok(undefined) : numbers(table, request.denominator);
  if (!denominators.ok) return denominators;
  const groups = request.by === undefined ? ok(undefined) : texts(table, request.by);
  if (!groups.ok) return groups;
  const below = denominators.value;
  const present = (row: number): boolean =>
    !Number.isNaN(values.value[row]) && (below === undefined || !Number.isNaN(below[row]));
  const samples = rowsByGroup(table.records.length, groups.value).map(({ group, members }) => {
    const rows = members.filter(present);
    const sample: DomainSample = {
      rows,
      values: Float64Array.from(rows, (row) => values.value[row] ?? NaN),
      denominators: below && Float64Array.from(rows, (row) => below[row] ?? NaN),
    };
    return { group, sample };
  });
  return ok({ samples, levelUnseen: request.level !== undefined && !values.value.includes(1) });
}

function contrastRows(
  rows: readonly GroupEstimate[],
  together: DomainEstimates,
  contrasts: readonly string[],
): Result<GroupEstimate[], TableProblem> {
  const groups = rows.map(({ group }) => group ?? '');
  const finite = (figure: number) => (Number.isFinite(figure) ? figure : null);
  const found: GroupEstimate[] = [];
  for (const text of contrasts) {
    const coefficients = differenceOf(text.normalize('NFC'), groups);
    if (coefficients === undefined)
      return fail({ type: 'contrast-unknown', contrast: text, groups: groups.join(', ') });
    const df = rows[0]?.df ?? 0;
    const { estimate, se, low, high } = contrast(together, coefficients, df);
    const n = rows.reduce((sum, row, at) => (coefficients[at] === 0 ? sum : sum + row.n), 0);
    const figures = { estimate: finite(estimate), se: finite(se), low: finite(low), high: finite(high) };
    found.push({ group: text, n, ...figures, df, deff: null });
  }
  return ok(found);
}

/** The measured values, NaN where missing; of a proportion 1 where the answer is the one asked for, else 0. */
function valuesOf(
  table: RecordTable,
  request: EstimateRequest,
): Result<readonly number[], ColumnProblem | { readonly type: 'level-needed'; readonly column: string }> {
  if (request.statistic.kind !== 'proportion') return numbers(table, request.value);
  const column = texts(table, request.value);
  if (!column.ok) return column;
  if (request.level !== undefined) {
    const level = levelKey(request.level.trim().normalize('NFC'));
    return ok(column.value.map((text) => (text === '' ? NaN : levelKey(text) === level ? 1 : 0)));
  }
  const truth: Readonly<Record<string, number>> = { '': NaN, '0': 0, '1': 1, TRUE: 1, FALSE: 0, true: 1, false: 0 };
  return column.value.every((text) => Object.hasOwn(truth, text))
    ? ok(column.value.map((text) => truth[text] ?? NaN))
    : fail({ type: 'level-needed', column: request.value });
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
  const numeric = names.every(isNumber);
  names.sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
  return names.map((group) => ({ group, members: members.get(group) ?? [] }));
}
