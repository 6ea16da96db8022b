import { incompleteBeta } from '../student-t';

/** The x below which lies `probability` of the beta distribution, by bisection; 0 and 1 where a or b is 0. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (a <= 0) return 0;
  if (b <= 0) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 200 && high - low > 1e-16 * high; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(a, b, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
