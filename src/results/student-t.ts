import { assert } from '../kernel/result';

/** Lanczos approximation, g = 7, nine terms (Numerical Recipes, 3rd ed., §6.1); error below 1e-13 for x > 0. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

export function logGamma(x: number): number {
  const shifted = x - 1;
  let sum: number = lanczos[0];
  for (let index = 1; index < lanczos.length; index += 1) sum += (lanczos[index] ?? 0) / (shifted + index);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Continued fraction of the incomplete beta function by Lentz's method (Numerical Recipes, 3rd ed., §6.4). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const guard = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return fraction;
}

/** Regularised incomplete beta function I_x(a, b). `complement` is 1 − x, given apart so that it keeps its digits. */
export function incompleteBeta(a: number, b: number, x: number, complement: number = 1 - x): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(complement));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, complement)) / b;
}

/** Upper tail P(T > t) for t ≥ 0 of Student's t with `freedom` degrees of freedom (need not be whole). */
export function studentTUpperTail(t: number, freedom: number): number {
  const below = freedom / (freedom + t * t);
  return 0.5 * incompleteBeta(freedom / 2, 0.5, below, (t * t) / (freedom + t * t));
}

/** By probability and degrees of freedom: the same few are asked for again and again. */
const known = new Map<number, Map<number, number>>();
const mostKnown = 50_000;
/** What nearly everybody asks for: the quantile of a 95 % interval by whole degrees of freedom; 0 where not asked yet. */
const knownOf95 = new Float64Array(65_536);

/** The t below which lies `probability` (0.5 < probability < 1), to about 1e-12, by bisection on the upper tail. */
export function studentTQuantile(probability: number, freedom: number): number {
  if (probability !== 0.975 || freedom >= knownOf95.length || !Number.isInteger(freedom)) {
    return searched(probability, freedom);
  }
  const before = knownOf95[freedom] as number;
  if (before > 0) return before;
  const found = searched(probability, freedom);
  knownOf95[freedom] = found;
  return found;
}

function searched(probability: number, freedom: number): number {
  assert(probability > 0.5 && probability < 1 && freedom > 0, 'quantile outside its range');
  const ofProbability = known.get(probability) ?? new Map<number, number>();
  const before = ofProbability.get(freedom);
  if (before !== undefined) return before;
  const tail = 1 - probability;
  let low = 0;
  let high = 2;
  while (studentTUpperTail(high, freedom) > tail) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step += 1) {
    const middle = (low + high) / 2;
    if (studentTUpperTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  const found = (low + high) / 2;
  if (ofProbability.size < mostKnown) ofProbability.set(freedom, found);
  if (known.size < 100) known.set(probability, ofProbability);
  return found;
}
