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

/** P(Z ≥ z): Student's t with so many degrees of freedom that it is normal to six digits. */
export function normalUpperTail(z: number): number {
  return studentUpperTail(z, 1e10);
}
