import { assert } from '../kernel/result';
import { studentTQuantile } from './student-t';

/** A figure with its 95 % interval, in percent 0–100, unrounded. Never without it (invariant 5). */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What the answers to one question (or to the items of one factor together) say; `n` answers, at least one. */
export interface RowEstimate {
  readonly n: number;
  /** Method A: the two upper points of the scale ÷ all answers × 100. */
  readonly satisfiedShare: Estimate;
  /** Method B: mean ÷ highest point × 100. */
  readonly meanScore: Estimate;
  /** Method B, from zero: (mean − 1) ÷ (highest point − 1) × 100. */
  readonly meanScore01: Estimate;
}

/** The standard normal quantile at 0.975. */
export const normalQuantile975 = 1.959963984540054;

/**
 * The one door to estimation: counts of the answers 1…k (worst first, k = 5 or 3) in, indices with intervals out.
 * Everything behind it assumes a simple random sample of answers (docs/adr/0030-one-door-to-estimation.md); undefined without answers.
 */
export function estimateRow(counts: readonly number[]): RowEstimate | undefined {
  const points = counts.length;
  assert(points === 5 || points === 3, `a scale of ${points} points`);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return undefined;
  const satisfied = counts.slice(points - 2).reduce((sum, count) => sum + count, 0);
  return scaleEstimates(n, points, wilsonInterval(satisfied, n), meanInterval(counts));
}

/** The three indices in percent, of a share as a fraction and a mean in points of the scale. */
export function scaleEstimates(n: number, points: number, share: Estimate, mean: Estimate): RowEstimate {
  return {
    n,
    satisfiedShare: scaled(share, (p) => p * 100),
    meanScore: scaled(mean, (score) => (score / points) * 100),
    meanScore01: scaled(mean, (score) => ((score - 1) / (points - 1)) * 100),
  };
}

function scaled({ value, low, high }: Estimate, change: (figure: number) => number): Estimate {
  return { value: change(value), low: change(low), high: change(high) };
}

/**
 * Wilson score interval of a share, as fractions of one. E. B. Wilson, JASA 22 (1927) 209–212; formula (4) of
 * Newcombe, Statistics in Medicine 17 (1998) 857–872, without continuity correction; 95 % unless `z` says otherwise.
 */
export function wilsonInterval(successes: number, n: number, z = normalQuantile975): Estimate {
  assert(n > 0 && successes >= 0 && successes <= n, 'share outside its group');
  const p = successes / n;
  const centre = (2 * successes + z * z) / (2 * (n + z * z));
  const half = (z * Math.sqrt(z * z + 4 * successes * (1 - p))) / (2 * (n + z * z));
  return { value: p, low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half };
}

/**
 * Mean of the scale points with Student's t interval, mean ± t(0.975, n − 1) · s ÷ √n, s² with divisor n − 1
 * (Cochran, Sampling Techniques, 3rd ed., §2.7; without finite population correction). Ends are cut at the ends of the
 * scale. One answer alone says nothing about spread: its interval is the whole scale.
 */
export function meanInterval(counts: readonly number[]): Estimate {
  const { n, mean, variance } = moments(counts);
  assert(n > 0, 'mean of no answers');
  if (n === 1) return { value: mean, low: 1, high: counts.length };
  const half = studentTQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { value: mean, low: Math.max(1, mean - half), high: Math.min(counts.length, mean + half) };
}

/** Count, mean and sample variance (divisor n − 1; 0 for one answer) of the scale points. */
export function moments(counts: readonly number[]): {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
} {
  let n = 0;
  let sum = 0;
  counts.forEach((count, index) => {
    n += count;
    sum += count * (index + 1);
  });
  const mean = sum / n;
  const squares = counts.reduce((total, count, index) => total + count * (index + 1 - mean) ** 2, 0);
  return { n, mean, variance: n > 1 ? squares / (n - 1) : 0 };
}
