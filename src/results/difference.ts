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

/**
 * Difference of two independent means (later − earlier), in scale points, with Welch's interval; degrees of freedom after
 * Welch–Satterthwaite (B. L. Welch, Biometrika 34 (1947) 28–35). Without any spread the interval is the value itself.
 */
export function differenceOfMeans(later: readonly number[], earlier: readonly number[]): Estimate {
  const a = moments(later);
  const b = moments(earlier);
  const value = a.mean - b.mean;
  const va = a.variance / a.n;
  const vb = b.variance / b.n;
  if (va + vb === 0) return { value, low: value, high: value };
  const freedom = (va + vb) ** 2 / (va ** 2 / Math.max(1, a.n - 1) + vb ** 2 / Math.max(1, b.n - 1));
  const half = studentTQuantile(0.975, freedom) * Math.sqrt(va + vb);
  return { value, low: value - half, high: value + half };
}

/** Whether the interval leaves zero out: only then may anyone speak of better or worse. */
export function changeDirection(difference: Estimate): 'better' | 'worse' | 'uncertain' {
  if (difference.low > 0) return 'better';
  return difference.high < 0 ? 'worse' : 'uncertain';
}
