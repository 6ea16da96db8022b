import { studentTQuantile } from '../student-t';
import { difference, exactSum } from './exact-sum';
import { type Domain, linearEstimates, type VarianceMethod, weightedSum } from './linear-estimates';
import { proportionInterval, type ProportionInterval, tInterval } from './proportion-interval';
import { weightedQuantile } from './quantile';
import { isCensus, type SurveyDesign } from './survey-design';

export const statistics = ['mean', 'total', 'proportion', 'ratio', 'quantile'] as const;

/** `probability` is the quantile's; a proportion's interval is on the logit scale unless `t` is asked for. */
export type Statistic =
  | { readonly kind: 'mean' | 'total' | 'ratio' }
  | { readonly kind: 'proportion'; readonly interval: ProportionInterval }
  | { readonly kind: 'quantile'; readonly probability: number };

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

export function withoutZeroWeights(design: SurveyDesign, sample: DomainSample): Domain {
  const kept = Array.from(sample.rows.keys()).filter((index) => (design.weights[sample.rows[index] ?? 0] ?? 0) !== 0);
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
  const { estimate, variance, deff } = oneLinear(design, domain, statistic.kind === 'total', method);
  const se = Math.sqrt(variance);
  const freedom = design.degreesOfFreedom;
  const kind = statistic.kind !== 'proportion' || isCensus(design.stages) ? 't' : statistic.interval;
  const interval = proportionInterval(kind, { share: estimate, se, freedom, n: domain.rows.length });
  return { estimate, se, low: interval?.low ?? NaN, high: interval?.high ?? NaN, deff };
}

function oneLinear(design: SurveyDesign, domain: Domain, isTotal: boolean, method: VarianceMethod) {
  const { estimates, covariance, scores } = linearEstimates(design, [domain], isTotal, method);
  const variance = covariance[0]?.[0] ?? NaN;
  const deff = variance / varianceOfSimpleSample(scores[0] ?? domain.values, domain.weights);
  // Calibration leaves rounding where nothing is left to vary.
  return { estimate: estimates[0] ?? NaN, variance: variance < 0 ? NaN : variance, deff };
}

/**
 * Variance of Σ w·u had the same number of rows been a simple random sample without replacement: N² (1 − n/N) S² ÷ n,
 * N the sum of weights (L. Kish, Survey Sampling, 1965, §8.2; `deff = TRUE` of R survey). NaN where it is not above 0.
 */
function varianceOfSimpleSample(scores: Float64Array, weights: Float64Array): number {
  const n = scores.length;
  const population = exactSum(weights);
  const mean = weightedSum(scores, weights) / population;
  const squares = weightedSum(
    scores.map((score) => difference(score, mean) ** 2),
    weights,
  );
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
  const share = oneLinear(design, below, false, method);
  const df = design.degreesOfFreedom;
  // Nothing varies, as in a domain within one cluster: rounding must not choose a neighbour (it does in R).
  if (share.variance < 1e-24) return { estimate, se: 0, low: estimate, high: estimate, deff: NaN };
  const shares = tInterval(share.estimate, Math.sqrt(share.variance), df);
  const at = (p: number): number => weightedQuantile(domain.values, domain.weights, p);
  const low = shares === undefined || shares.low < 0 ? NaN : at(shares.low);
  const high = shares === undefined || shares.high > 1 ? NaN : at(shares.high);
  const se = shares === undefined ? NaN : (high - low) / (2 * studentTQuantile(0.975, df));
  return { estimate, se, low, high, deff: NaN };
}
