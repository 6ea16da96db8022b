/**
 * Weighted quantile by the rule `math` of R survey 4.1 (`qrule_math`): the inverse of the weighted distribution
 * function, the lower value where the function meets the probability exactly. As there, a probability below the share
 * of the smallest value's first row gives the second value. Values and weights in pairs; weights above 0.
 *
 * Where equal weights meet the probability, the last digit of their sums decides which value is meant: 1 ÷ (1 ÷ weight)
 * rounds as R does, which keeps probabilities.
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array, probability: number): number {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const cumulative = runningSums(order.map((index) => 1 / (1 / (weights[index] ?? 0))));
  const whole = cumulative.at(-1) ?? 0;
  let at = 0;
  for (const [place, sum] of cumulative.entries()) if (sum <= probability * whole) at = place;
  const exact = probability - (cumulative[at] ?? 0) / whole === 0;
  const place = exact ? at : Math.min(at + 1, order.length - 1);
  return values[order[place] ?? 0] ?? NaN;
}

/** Running sums with the rounding error carried along (A. Neumaier, ZAMM 54 (1974) 39–51), so that ties are met. */
function runningSums(terms: readonly number[]): number[] {
  let sum = 0;
  let lost = 0;
  return terms.map((term) => {
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
    return sum + lost;
  });
}
