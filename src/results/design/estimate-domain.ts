import { studentTQuantile } from '../student-t';
import { proportionInterval, tInterval } from './proportion-interval';
import { weightedQuantile } from './quantile';
import { type Replication, replicateVariance } from './replicate-variance';
import { isCensus, type SurveyDesign } from './survey-design';
import { type LonelyRule, taylorVariance } from './taylor-variance';

export const statistics = ['mean', 'total', 'proportion', 'ratio', 'quantile'] as const;

/** `probability` is the quantile's; a proportion's interval is on the logit scale unless `t` is asked for. */
export type Statistic =
  | { readonly kind: 'mean' | 'total' | 'ratio' }
  | { readonly kind: 'proportion'; readonly interval: 'logit' | 't' }
  | { readonly kind: 'quantile'; readonly probability: number };

export type VarianceMethod = { readonly method: 'taylor'; readonly lonely: LonelyRule | undefined } | Replication;

/** The rows of a domain in which nothing is missing, with what is measured; `denominators` is 1 but for a ratio. */
export interface DomainSample {
  readonly rows: readonly number[];
  readonly values: Float64Array;
  readonly denominators?: Float64Array | undefined;
}

/** One line of `hailong estimate`; null where the sample cannot say. */
export interface DomainEstimate {
  readonly n: number;
  readonly estimate: number | null;
  readonly se: number | null;
  /** 95 %. */
  readonly low: number | null;
  readonly high: number | null;
  readonly df: number;
  readonly deff: number | null;
}

/**
 * Estimate of a domain with its standard error, 95 % interval and design effect. Rows outside the domain count as 0 and
 * stay in the design (Särndal, Swensson and Wretman 1992, §5.8, §10.3), and the interval has the degrees of freedom of the
 * whole design.
 */
export function estimateDomain(
  design: SurveyDesign,
  sample: DomainSample,
  statistic: Statistic,
  method: VarianceMethod,
): DomainEstimate {
  const domain = withoutZeroWeights(design, sample);
  const df = design.degreesOfFreedom;
  const n = domain.rows.length;
  const figures =
    n === 0
      ? { estimate: NaN, se: NaN, low: NaN, high: NaN, deff: NaN }
      : statistic.kind === 'quantile'
        ? quantile(design, domain, statistic.probability, method)
        : totalOrRatio(design, domain, statistic, method);
  return {
    n,
    estimate: finite(figures.estimate),
    se: finite(figures.se),
    low: finite(figures.low),
    high: finite(figures.high),
    df,
    deff: finite(figures.deff),
  };
}

interface Figures {
  readonly estimate: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  readonly deff: number;
}

const finite = (figure: number): number | null => (Number.isFinite(figure) ? figure : null);

interface Domain {
  readonly rows: readonly number[];
  readonly weights: Float64Array;
  readonly values: Float64Array;
  readonly denominators: Float64Array;
}

function withoutZeroWeights(design: SurveyDesign, sample: DomainSample): Domain {
  const kept = Array.from(sample.rows.keys()).filter((index) => (design.weights[sample.rows[index] ?? 0] ?? 0) > 0);
  const rows = kept.map((index) => sample.rows[index] ?? 0);
  return {
    rows,
    weights: Float64Array.from(rows, (row) => design.weights[row] ?? 0),
    values: Float64Array.from(kept, (index) => sample.values[index] ?? NaN),
    denominators: Float64Array.from(kept, (index) => (sample.denominators ? (sample.denominators[index] ?? NaN) : 1)),
  };
}

function totalOrRatio(
  design: SurveyDesign,
  domain: Domain,
  statistic: Exclude<Statistic, { kind: 'quantile' }>,
  method: VarianceMethod,
): Figures {
  const { estimate, variance, deff } = linearised(design, domain, statistic.kind === 'total', method);
  const se = Math.sqrt(variance);
  const interval =
    statistic.kind === 'proportion' && statistic.interval === 'logit' && !isCensus(design.stages)
      ? proportionInterval(estimate, se, design.degreesOfFreedom, domain.rows.length)
      : tInterval(estimate, se, design.degreesOfFreedom);
  return { estimate, se, low: interval?.low ?? NaN, high: interval?.high ?? NaN, deff };
}

/**
 * A total, or a ratio of two totals (a mean is the ratio to the sum of weights). Linearised variable of a ratio:
 * (y − R x) ÷ X (Särndal, Swensson and Wretman 1992, result 5.6.2).
 */
function linearised(
  design: SurveyDesign,
  domain: Domain,
  isTotal: boolean,
  method: VarianceMethod,
): { readonly estimate: number; readonly variance: number; readonly deff: number } {
  const { rows, weights, values, denominators } = domain;
  const weightedValues = values.map((value, index) => value * (weights[index] ?? 0));
  const weightedDenominators = denominators.map((value, index) => value * (weights[index] ?? 0));
  const below = isTotal ? 1 : sumOf(weightedDenominators);
  const estimate = sumOf(weightedValues) / below;
  const scores = values.map((value, index) =>
    isTotal ? value : (value - estimate * (denominators[index] ?? 0)) / below,
  );
  const variance =
    method.method === 'taylor'
      ? taylorVariance(design, { rows, values: scores.map((score, at) => score * (weights[at] ?? 0)) }, method.lonely)
      : replicateVariance(
          design,
          { rows, columns: isTotal ? [weightedValues] : [weightedValues, weightedDenominators] },
          method,
          ([top, bottom]) => (top ?? NaN) / (isTotal ? 1 : (bottom ?? NaN)),
        );
  return { estimate, variance, deff: variance / varianceOfSimpleSample(scores, weights) };
}

/**
 * Variance of Σ w·u had the same number of rows been a simple random sample without replacement: N² (1 − n/N) S² ÷ n,
 * N the sum of weights (L. Kish, Survey Sampling, 1965, §8.2; `deff = TRUE` of R survey). NaN where it is not above 0.
 */
function varianceOfSimpleSample(scores: Float64Array, weights: Float64Array): number {
  const n = scores.length;
  const population = sumOf(weights);
  const mean = sumOf(scores.map((score, index) => score * (weights[index] ?? 0))) / population;
  const squares = sumOf(scores.map((score, index) => (score - mean) ** 2 * (weights[index] ?? 0)));
  const spread = (squares / population) * (n / (n - 1));
  const variance = (spread * population * (population - n)) / n;
  return variance > 0 && population - n > 1e-9 * n ? variance : NaN;
}

/**
 * Woodruff's interval: the t interval of the share at or below the quantile, read back through the quantile rule
 * (R. S. Woodruff, JASA 47 (1952) 635–646; `svyquantile` of R survey 4.1, interval type `mean`); se is its length ÷ 2t.
 */
function quantile(design: SurveyDesign, domain: Domain, probability: number, method: VarianceMethod): Figures {
  const estimate = weightedQuantile(domain.values, domain.weights, probability);
  const below = { ...domain, values: domain.values.map((value) => (value <= estimate ? 1 : 0)) };
  const share = linearised(design, below, false, method);
  const df = design.degreesOfFreedom;
  const shares = tInterval(share.estimate, Math.sqrt(share.variance), df);
  const at = (p: number): number => weightedQuantile(domain.values, domain.weights, p);
  const low = shares === undefined || shares.low < 0 ? NaN : at(shares.low);
  const high = shares === undefined || shares.high > 1 ? NaN : at(shares.high);
  const se = shares === undefined ? NaN : (high - low) / (2 * studentTQuantile(0.975, df));
  return { estimate, se, low, high, deff: NaN };
}

function sumOf(terms: Float64Array): number {
  let sum = 0;
  for (const term of terms) sum += term;
  return sum;
}
