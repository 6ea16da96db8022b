import { type Estimate, moments, wilsonInterval } from './estimate';
import { studentTQuantile } from './student-t';

/**
 * Difference of two independent shares (later − earlier) with Newcombe's hybrid score interval, as fractions of one.
 * R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10: square-and-add of the Wilson limits.
 */
export function differenceOfShares(
  later: { readonly successes: number; readonly n: number },
  earlier: { readonly successes: number; readonly n: number },
): Estimate {
  const a = wilsonInterval(later.successes, later.n);
  const b = wilsonInterval(earlier.successes, earlier.n);
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
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
