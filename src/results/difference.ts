import { type Estimate, moments, normalQuantile975, wilsonInterval } from './estimate';
import { studentTQuantile } from './student-t';
import { normalUpperTail } from './tail-probabilities';

/** Of a group of people: how many were satisfied, of how many. Need not be whole numbers. */
export interface Successes {
  readonly successes: number;
  readonly n: number;
}

/**
 * Difference of two independent shares (later − earlier) with Newcombe's hybrid score interval, as fractions of one.
 * R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10: square-and-add of the Wilson limits.
 */
export function differenceOfShares(later: Successes, earlier: Successes, z = normalQuantile975): Estimate {
  const a = wilsonInterval(later.successes, later.n, z);
  const b = wilsonInterval(earlier.successes, earlier.n, z);
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/**
 * Two-sided p-value of the same difference: 1 less the level of the widest of these intervals that leaves zero out. So p < 0.05
 * says exactly that the 95 % interval does.
 */
export function differencePValue(later: Successes, earlier: Successes): number {
  const leavesZeroOut = (z: number) => changeDirection(differenceOfShares(later, earlier, z)) !== 'uncertain';
  let low = 0;
  let high = 40;
  // No interval of no width: shares that are equal differ at no level.
  if (!leavesZeroOut(1e-9)) return 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (leavesZeroOut(middle)) low = middle;
    else high = middle;
  }
  return 2 * normalUpperTail(low);
}

/** A mean with the variance of that mean (not of single answers), and its degrees of freedom. */
export interface MeanWithVariance {
  readonly mean: number;
  readonly variance: number;
  readonly freedom: number;
}

/**
 * Difference of two independent means (later − earlier), in scale points, with Welch's interval; degrees of freedom after
 * Welch–Satterthwaite (B. L. Welch, Biometrika 34 (1947) 28–35). Without any spread the interval is the value itself.
 */
export function differenceOfMeans(a: MeanWithVariance, b: MeanWithVariance): Estimate {
  const value = a.mean - b.mean;
  const variance = a.variance + b.variance;
  if (variance === 0) return { value, low: value, high: value };
  const part = (one: MeanWithVariance) => one.variance ** 2 / Math.max(1, one.freedom);
  const half = studentTQuantile(0.975, variance ** 2 / (part(a) + part(b))) * Math.sqrt(variance);
  return { value, low: value - half, high: value + half };
}

/** Of counts of the answers 1…k, each by a person of their own. */
export function meanOfAnswers(counts: readonly number[]): MeanWithVariance {
  const { n, mean, variance } = moments(counts);
  return { mean, variance: variance / n, freedom: n - 1 };
}

/** Whether the interval leaves zero out: only then may anyone speak of better or worse. */
export function changeDirection(difference: Estimate): 'better' | 'worse' | 'uncertain' {
  if (difference.low > 0) return 'better';
  return difference.high < 0 ? 'worse' : 'uncertain';
}
