/** A sum with the rounding error carried along (A. Neumaier, ZAMM 54 (1974) 39–51). */
export function exactSum(terms: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at] as number;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** a − b, where a difference that is nothing but rounding is none: what does not vary has a variance of 0. */
export function difference(a: number, b: number): number {
  const found = a - b;
  return Math.abs(found) <= 1e-14 * Math.max(Math.abs(a), Math.abs(b)) ? 0 : found;
}
