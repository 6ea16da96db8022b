import { incompleteBeta } from '../../src/results/student-t';

/** The upper end of the one-sided 95 % Clopper–Pearson interval: the rate at which so few in `of` would be a 1-in-20 luck. */
export function upperBound(count: number, of: number): number {
  if (of === 0 || count >= of) return 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    // P(at most `count` of `of`) at rate `middle`.
    if (1 - incompleteBeta(count + 1, of - count, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}
