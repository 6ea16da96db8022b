import { type Draw, independentDraws, jointDraws } from './rank-draws';

/** From best to worst, so that of two only the first can be found better than the second. */
export interface PairsToTest {
  readonly size: number;
  readonly errors: readonly number[];
  /** Degrees of freedom of the variances. */
  readonly freedoms: readonly number[];
  readonly covariance: readonly (readonly number[])[] | undefined;
}

/** What was found different already. Of such a pair only the other direction can still be found wrongly. */
export interface Found {
  /** `a·size + b`, a before b: among all pairs. */
  readonly apart: Uint8Array;
  /** `j·size + k`: among the pairs of j. Whatever is apart among all is apart here. */
  readonly apartFor: Uint8Array;
}

export interface Maxima {
  readonly all: Float64Array;
  /** By place, of the pairs of each. */
  readonly own: readonly Float64Array[];
}

/** Variance of the difference of two figures. */
export function pairVariance({ errors, covariance }: PairsToTest, a: number, b: number): number {
  if (covariance === undefined) return (errors[a] ?? 0) ** 2 + (errors[b] ?? 0) ** 2;
  const of = (row: number, column: number) => covariance[row]?.[column] ?? 0;
  return Math.max(0, of(a, a) + of(b, b) - of(a, b) - of(b, a));
}

/** For each repetition the square of the largest studentised difference that chance alone makes, in the directions left. */
export function largestByChance(pairs: PairsToTest, found: Found, seed: number, repetitions: number): Maxima {
  const { size, errors, freedoms, covariance } = pairs;
  const next = covariance
    ? jointDraws(covariance, Math.min(...freedoms), seed)
    : independentDraws(errors, freedoms, seed);
  const joint =
    covariance &&
    Float64Array.from({ length: size * size }, (_, at) => pairVariance(pairs, Math.floor(at / size), at % size));
  const all = new Float64Array(repetitions);
  const own = Array.from({ length: size }, () => new Float64Array(repetitions));
  const search = new Search(size, found, joint);
  for (let at = 0; at < repetitions; at += 1) {
    all[at] = search.largest(next());
    for (let j = 0; j < size; j += 1) (own[j] as Float64Array)[at] = search.own[j] as number;
  }
  return { all, own };
}

/**
 * The largest squares of one repetition. A studentised difference of independent estimates is no larger than the two
 * errors of its estimates, each in its own standard errors, put at right angles (Cauchy–Schwarz): with the largest errors
 * first, few pairs have to be looked at.
 */
class Search {
  readonly own: Float64Array;
  private readonly reach: Float64Array;
  private readonly order: number[];

  constructor(
    private readonly size: number,
    private readonly found: Found,
    /** Variances of the differences of joint estimates. */
    private readonly joint: Float64Array | undefined,
  ) {
    this.own = new Float64Array(size);
    this.reach = new Float64Array(size).fill(Infinity);
    this.order = Array.from({ length: size }, (_, at) => at);
  }

  largest(draw: Draw): number {
    const { own, reach, order, joint } = this;
    if (!joint) {
      for (let at = 0; at < this.size; at += 1) {
        const error = draw.errors[at] as number;
        reach[at] = error === 0 ? 0 : (error * error) / (draw.variances[at] as number);
      }
      order.sort((a, b) => (reach[b] as number) - (reach[a] as number));
    }
    own.fill(0);
    let all = 0;
    for (const j of order) all = Math.max(all, this.largestOf(j, draw, all));
    return all;
  }

  private largestOf(j: number, { errors, variances, ratio }: Draw, before: number): number {
    const { size, own, reach, order, joint } = this;
    const { apart, apartFor } = this.found;
    const [error, variance, reachJ] = [errors[j] as number, variances[j] as number, reach[j] as number];
    let largest = 0;
    let all = before;
    for (const k of order) {
      if (reachJ + (reach[k] as number) <= largest) break;
      if (k === j) continue;
      const difference = error - (errors[k] as number);
      const of = joint ? (joint[j * size + k] as number) * ratio : variance + (variances[k] as number);
      const square = of > 0 ? (difference * difference) / of : 0;
      // Of two found different, chance could still have put the worse before the better.
      const backward = j < k ? difference < 0 : difference > 0;
      if (square > largest && (backward || apartFor[j * size + k] === 0)) largest = square;
      if (square > all && (backward || apart[j < k ? j * size + k : k * size + j] === 0)) all = square;
    }
    own[j] = largest;
    return all;
  }
}
