import { assert } from '../kernel/result';
import { moments } from './estimate';
import type { RankFigure, RankSet } from './rank-confidence';

/**
 * A share on the scale x = arcsin √share, where its variance is 1 ÷ (4n + 2) whatever the share (F. J. Anscombe, Biometrika
 * 35 (1948) 246–254). Ranks are the same on any scale that rises with the share; and here nobody satisfied, or everybody,
 * has an error like any other share. `n` may be an effective number of answers.
 */
export function shareFigure({ satisfied, n }: { readonly satisfied: number; readonly n: number }): RankFigure {
  assert(n > 0 && satisfied >= 0 && satisfied <= n, 'share outside its group');
  const scaled = (count: number) => Math.asin(Math.sqrt((count + 3 / 8) / (n + 3 / 4)));
  const value = scaled(satisfied);
  const down = value - scaled(Math.max(0, satisfied - 0.5));
  const up = scaled(Math.min(n, satisfied + 0.5)) - value;
  return { value, se: Math.sqrt(1 / (4 * n + 2)), freedom: Infinity, step: { down, up } };
}

/**
 * A mean of scale points from the counts of the answers 1…k, at least two. Its variance is taken of the answers and half an
 * answer more at either end of the scale: where all answered alike there is a chance that somebody would not have, as large as
 * for a share (half a success and half a failure more, J. B. S. Haldane, Annals of Human Genetics 20 (1956) 309–311).
 */
export function meanFigure(counts: readonly number[]): RankFigure {
  const { n, mean } = moments(counts);
  assert(n >= 2, 'a mean of at least two answers');
  const { variance } = moments(counts.map((count, at) => count + (at === 0 || at === counts.length - 1 ? 0.5 : 0)));
  return { value: mean, se: Math.sqrt(variance / n), freedom: n - 1 };
}

/** Ranks by the figures as they are shown; those with the same figure share all its ranks. The larger the better. */
export function pointRanks(values: readonly number[]): RankSet[] {
  return values.map((value) => ({
    from: 1 + values.filter((other) => other > value).length,
    to: values.filter((other) => other >= value).length,
  }));
}

/**
 * Tie bands, of the simultaneous sets (docs/adr/0083). `first`: nobody was found better, so each may be the best, and with
 * 95 % the best is among them. `last`: nobody was found worse. `open`: both, nothing at all can be said of the place.
 */
export type TieBand = 'first' | 'middle' | 'last' | 'open';

export function tieBand({ from, to }: RankSet, size: number): TieBand {
  if (from === 1) return to === size ? 'open' : 'first';
  return to === size ? 'last' : 'middle';
}

/** Only then may one be called last (or first): every other was found better (or worse), with one chance of error for all. */
export function isSurely(place: 'first' | 'last', { from, to }: RankSet, size: number): boolean {
  if (size < 2) return false;
  return place === 'first' ? to === 1 : from === size;
}
