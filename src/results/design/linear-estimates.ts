import { sumOfMatrices } from './adjustment';
import { difference, exactSum } from './exact-sum';
import { jointCovariance } from './pps-variance';
import { replicateCovariance, type ValueColumn } from './replicate-variance';
import type { Replication } from './replicates';
import type { SurveyDesign } from './survey-design';
import { type LonelyRule, type Matrix, type ScoreColumn, taylorCovariance } from './taylor-variance';

export type VarianceMethod = { readonly method: 'taylor'; readonly lonely: LonelyRule | undefined } | Replication;

/** What is measured in a domain, row by row; `denominators` is 1 but for a ratio. */
export interface Domain {
  readonly rows: readonly number[];
  readonly weights: Float64Array;
  readonly values: Float64Array;
  readonly denominators: Float64Array;
}

export interface LinearEstimates {
  readonly estimates: readonly number[];
  readonly covariance: Matrix;
  /** Of each domain, what a row adds to the estimate's deviation: its variance is that of Σ weight · score. */
  readonly scores: readonly Float64Array[];
}

/**
 * Totals of domains, or ratios of two totals (a mean is the ratio to the sum of weights), with the whole covariance matrix.
 * Linearised variable of a ratio: (y − R x) ÷ X (Särndal, Swensson and Wretman 1992, result 5.6.2). Domains without rows
 * have no estimate and no covariance.
 */
export function linearEstimates(
  design: SurveyDesign,
  domains: readonly Domain[],
  isTotal: boolean,
  method: VarianceMethod,
): LinearEstimates {
  const below = domains.map((domain) => (isTotal ? 1 : weightedSum(domain.denominators, domain.weights)));
  const estimates = domains.map(({ values, weights, rows }, at) =>
    rows.length === 0 ? NaN : weightedSum(values, weights) / (below[at] ?? 0),
  );
  const scores = domains.map(({ values, denominators }, at) =>
    isTotal
      ? values
      : values.map(
          (value, row) => difference(value, (estimates[at] ?? 0) * (denominators[row] ?? 0)) / (below[at] ?? 0),
        ),
  );
  const columns = domains.map(({ rows, weights }, at) => weighted(rows, scores[at] ?? weights, weights));
  const byDesign =
    method.method === 'taylor'
      ? scoreCovariance(design, columns, method.lonely)
      : replicated(design, domains, isTotal, method);
  return { estimates, covariance: withAdded(design, byDesign, columns), scores };
}

/** Without a finite population correction what the adjustment adds is within the variance of the design already. */
function withAdded(design: SurveyDesign, covariance: Matrix, columns: readonly ScoreColumn[]): Matrix {
  const isFinite = design.stages[0].population.some((size) => size !== Infinity);
  const added = isFinite ? design.adjustment?.added?.(columns.map((column) => wholeColumn(design, column))) : undefined;
  return added === undefined ? covariance : sumOfMatrices(covariance, added);
}

function weighted(rows: readonly number[], scores: Float64Array, weights: Float64Array): ScoreColumn {
  return { rows, values: scores.map((score, at) => score * (weights[at] ?? 0)) };
}

function scoreCovariance(
  design: SurveyDesign,
  columns: readonly ScoreColumn[],
  lonely: LonelyRule | undefined,
): Matrix {
  const seen = design.adjustment === undefined ? columns : columns.map((column) => adjustedColumn(design, column));
  return design.joint === undefined ? taylorCovariance(design, seen, lonely) : jointCovariance(design.joint, seen);
}

/** Over all rows: an adjustment spreads a domain over everybody who shares its totals. */
function adjustedColumn(design: SurveyDesign, column: ScoreColumn): ScoreColumn {
  const whole = wholeColumn(design, column);
  return { rows: Array.from(whole.keys()), values: design.adjustment?.linearised(whole) ?? whole };
}

function wholeColumn(design: SurveyDesign, { rows, values }: ScoreColumn): Float64Array {
  const whole = new Float64Array(design.rows);
  for (const [index, row] of rows.entries()) whole[row] = values[index] ?? 0;
  return whole;
}

function replicated(
  design: SurveyDesign,
  domains: readonly Domain[],
  isTotal: boolean,
  replication: Replication,
): Matrix {
  const tops = domains.map(({ rows, values }): ValueColumn => ({ rows, values }));
  const bottoms = isTotal ? [] : domains.map(({ rows, denominators }): ValueColumn => ({ rows, values: denominators }));
  return replicateCovariance(design, [...tops, ...bottoms], replication, (totals) =>
    domains.map((_, at) => (totals[at] ?? NaN) / (isTotal ? 1 : (totals[domains.length + at] ?? NaN))),
  );
}

export function weightedSum(values: Float64Array, weights: Float64Array): number {
  const products = new Float64Array(values.length);
  for (let at = 0; at < products.length; at += 1) products[at] = (values[at] as number) * (weights[at] as number);
  return exactSum(products);
}
