import { assert } from '../kernel/result';

export interface Weight<K extends string> {
  readonly key: K;
  readonly weight: number;
}

/**
 * Splits `total` whole ballots over the weights in proportion by the method of the largest remainder (Hamilton). Ties go
 * to the larger weight, then to the key that comes first: the same input gives the same split everywhere. Remainders are
 * compared as whole numbers, so that no rounding of a fraction can decide.
 */
export function splitByLargestRemainder<K extends string>(
  total: number,
  weights: readonly Weight<K>[],
): Map<K, number> {
  const sum = weights.reduce((all, { weight }) => all + weight, 0);
  assert(Number.isSafeInteger(total) && total >= 0, `total ${total}`);
  assert(Number.isSafeInteger(total * sum), 'numbers too large to split exactly');
  assert(sum > 0 || total === 0, 'nothing to split over');
  if (sum === 0) return new Map(weights.map(({ key }) => [key, 0]));
  const shares = weights.map(({ key, weight }) => ({
    key,
    weight,
    whole: Math.floor((total * weight) / sum),
    remainder: (total * weight) % sum,
  }));
  let left = total - shares.reduce((all, { whole }) => all + whole, 0);
  const ranked = [...shares].sort(
    (a, b) => b.remainder - a.remainder || b.weight - a.weight || (a.key < b.key ? -1 : 1),
  );
  const raised = new Set<K>();
  for (const { key } of ranked) {
    if (left === 0) break;
    raised.add(key);
    left -= 1;
  }
  return new Map(shares.map(({ key, whole }) => [key, whole + (raised.has(key) ? 1 : 0)]));
}
