/**
 * p-values made so much larger that among all of them together the chance of any false alarm is what a reader takes it for
 * (S. Holm, Scandinavian Journal of Statistics 6 (1979) 65–70). Holds however they depend on each other.
 */
export function holmAdjusted(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const adjusted = new Array<number>(values.length).fill(1);
  let before = 0;
  order.forEach((at, rank) => {
    before = Math.max(before, Math.min(1, (values[at] ?? 1) * (values.length - rank)));
    adjusted[at] = before;
  });
  return adjusted;
}
