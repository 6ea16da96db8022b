import { normalBelow } from './grading-shrinkage';
import type { RankFigure, RankSet } from './rank-confidence';
import { studentTQuantile } from './student-t';

/**
 * The plain way to simultaneous sets of independent figures, beside which the other can be held: an interval for each, all of
 * them together with probability `level` (each with level^(1/p)); whose intervals do not meet are different. M. Klein,
 * T. Wright, J. Wieczorek, A Joint Confidence Region for an Overall Ranking of Populations, Journal of the Royal Statistical
 * Society C 69 (2020) 589–606. Mostly wider: two intervals may meet although the difference is clear.
 */
export function rankSetsFromIntervals(figures: readonly RankFigure[], level = 0.95): RankSet[] {
  const each = (1 + level ** (1 / Math.max(1, figures.length))) / 2;
  const intervals = figures.map(({ value, se, freedom }) => {
    const half = se * (freedom === Infinity ? normalQuantile(each) : studentTQuantile(each, freedom));
    return { low: value - half, high: value + half };
  });
  return intervals.map(({ low, high }) => ({
    from: 1 + intervals.filter((other) => other.low > high).length,
    to: intervals.length - intervals.filter((other) => other.high < low).length,
  }));
}

/** For probabilities from a half up to what is of use here, by bisection, to about 1e-9. */
function normalQuantile(probability: number): number {
  let [low, high] = [0, 7];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
