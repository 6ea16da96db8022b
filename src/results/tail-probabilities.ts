import { assert } from '../kernel/result';
import { incompleteBeta, studentTUpperTail } from './student-t';

/** P(at least `successes` of `trials`), each with `probability` (Johnson, Kemp and Kotz, Univariate Discrete Distributions, §3.4). */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  assert(successes <= trials && probability >= 0 && probability <= 1, 'outside the binomial');
  if (successes <= 0) return 1;
  return incompleteBeta(successes, trials - successes + 1, probability);
}

/** P(at least `count`) of a negative binomial with this mean and variance mean + mean² ÷ `size` (op. cit., §5.6). */
export function negativeBinomialUpperTail(count: number, mean: number, size: number): number {
  if (count <= 0) return 1;
  return incompleteBeta(count, size, mean / (mean + size), size / (mean + size));
}

/** P(T ≥ t), also for negative t. */
export function studentUpperTail(t: number, freedom: number): number {
  return t >= 0 ? studentTUpperTail(t, freedom) : 1 - studentTUpperTail(-t, freedom);
}

/** P(Z ≥ z) to twelve digits: a series near the middle, a continued fraction in the tail (Abramowitz and Stegun, 26.2.11, 26.2.14). */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 3) {
    let fraction = z;
    for (let step = 60; step >= 1; step -= 1) fraction = z + step / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let odd = 3; term > 1e-17 * sum; odd += 2) sum += term *= (z * z) / odd;
  return 0.5 - density * sum;
}
