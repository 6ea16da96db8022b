import { assert } from '../kernel/result';
import { type Found, largestByChance, type PairsToTest, pairVariance } from './rank-chance';

/**
 * An estimate to be ranked, on a scale on which its error is about normal; the larger the better. `freedom` are the degrees
 * of freedom of the variance, infinite where it is known. A standard error of zero says that the figure has no error at all.
 */
export interface RankFigure {
  readonly value: number;
  readonly se: number;
  readonly freedom: number;
  /**
   * Of a figure that can take few values only: half the way to the next lower and the next higher one. A difference counts
   * from the larger of the two half steps on (the continuity correction of F. Yates, Supplement to the Journal of the Royal
   * Statistical Society 1 (1934) 217–235): five answers that are all alike are no rare chance.
   */
  readonly step?: { readonly down: number; readonly up: number };
}

/** Ranks from … to, both included; 1 is the best. */
export interface RankSet {
  readonly from: number;
  readonly to: number;
}

export interface RankSets {
  /** Holds the true rank of this one in 95 of 100 cases: for who looks at one alone. */
  readonly marginal: RankSet;
  /** Holds the true ranks of all at once in 95 of 100 cases: for who compares, or names a first and a last. */
  readonly simultaneous: RankSet;
}

export interface RankOptions {
  /** Default 0.95. */
  readonly level?: number;
  readonly seed?: number;
  /** Covariance of the estimates where they come of one design; else they are independent. */
  readonly covariance?: readonly (readonly number[])[];
  /** Figures × repetitions that are simulated; by default what takes some tenths of a second. */
  readonly work?: number;
}

export interface RankConfidence {
  /** In the order of the figures. */
  readonly sets: readonly RankSets[];
  /** The last one of the simultaneous sets: a difference of more standard errors than this is one. */
  readonly critical: number;
  readonly repetitions: number;
}

/** Anyone who takes the same figures gets the same sets. */
export const rankSeed = 2024;
const usualWork = 300_000;

/**
 * Confidence sets of ranks after M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, Inference for Ranks with Applications to
 * Mobility across Neighbourhoods and Academic Achievement across Countries, Review of Economic Studies 91 (2024) 476–518, §3.
 *
 * The rank of j is one more than how many are truly better. For every ordered pair the hypothesis "j is no better than k" is
 * tested, all of them with one chance of 5 % that any is rejected wrongly; j is then behind as many as were found better
 * than it, and before as many as it was found better than. Simultaneous sets test all pairs, the marginal set of j those in
 * which j stands. Critical values: the 95 % quantile of the largest studentised difference under chance alone, simulated; then
 * again without the hypotheses that were rejected, until none is added (J. P. Romano and M. Wolf, JASA 100 (2005) 94–108).
 * If two are truly equal, the sets of both hold every rank that they share.
 *
 * Where variances are estimated, each error is drawn from Student's t with its own degrees of freedom (Behrens–Fisher, which
 * holds no less than it says: G. K. Robinson, Annals of Statistics 4 (1976) 963–971). Drawing variances about the estimated
 * ones instead holds in 93 of 100 only where some figures are of four people. The quantile is the k-th of R with
 * k = level (R + 1), so that a finite R costs no coverage. 25 figures take 0.2 s of CPU, 200 take 0.6 s.
 */
export function rankConfidence(figures: readonly RankFigure[], options: RankOptions = {}): RankConfidence {
  const { level = 0.95, seed = rankSeed, work = usualWork } = options;
  assert(level > 0 && level < 1, 'a level between 0 and 1');
  for (const { value, se, freedom } of figures)
    assert(Number.isFinite(value) && Number.isFinite(se) && se >= 0 && freedom > 0, 'a figure with its error');
  // In the order of the figures themselves, so that the order in which they are given changes nothing.
  const order = figures.map((_, at) => at).sort((a, b) => compareFigures(figures, a, b));
  const sorted = order.map((at) => figures[at] as RankFigure);
  const covariance = options.covariance && order.map((row) => order.map((at) => options.covariance?.[row]?.[at] ?? 0));
  const repetitions = repetitionsFor(figures.length, work, level);
  const sets: RankSets[] = [];
  const found = testPairs(sorted, covariance, { level, seed, repetitions });
  order.forEach((at, place) => {
    sets[at] = found.setsOf(place);
  });
  return { sets: covariance ? sets : alikeForAlike(figures, sets), critical: found.critical, repetitions };
}

function compareFigures(figures: readonly RankFigure[], a: number, b: number): number {
  const [one, other] = [figures[a] as RankFigure, figures[b] as RankFigure];
  return other.value - one.value || one.se - other.se || other.freedom - one.freedom || a - b;
}

/** So that level × (R + 1) is whole for the usual levels: 999, 1,999 … 49,999; at least fifty repetitions beyond the quantile. */
function repetitionsFor(size: number, work: number, level: number): number {
  const least = Math.max(1_000, Math.ceil(50 / (1 - level) / 1_000 - 1e-9) * 1_000);
  return Math.max(least, Math.min(50_000, Math.round(work / Math.max(1, size) / 1_000) * 1_000)) - 1;
}

/** Those with the very same figures differ in their marginal sets by chance of the simulation alone: they share the wider. */
function alikeForAlike(figures: readonly RankFigure[], sets: readonly RankSets[]): RankSets[] {
  const keyOf = ({ value, se, freedom }: RankFigure) => `${value} ${se} ${freedom}`;
  const wide = new Map<string, RankSet>();
  figures.forEach((figure, at) => {
    const own = sets[at]?.marginal ?? { from: 1, to: figures.length };
    const before = wide.get(keyOf(figure)) ?? own;
    wide.set(keyOf(figure), { from: Math.min(own.from, before.from), to: Math.max(own.to, before.to) });
  });
  return figures.map((figure, at) => {
    const { marginal, simultaneous } = sets[at] as RankSets;
    return { marginal: wide.get(keyOf(figure)) ?? marginal, simultaneous };
  });
}

interface Tested {
  readonly critical: number;
  setsOf(place: number): RankSets;
}

function testPairs(
  figures: readonly RankFigure[],
  covariance: readonly (readonly number[])[] | undefined,
  { level, seed, repetitions }: { readonly level: number; readonly seed: number; readonly repetitions: number },
): Tested {
  const size = figures.length;
  const errors = figures.map(({ se }) => se);
  const pairs: PairsToTest = { size, errors, freedoms: figures.map(({ freedom }) => freedom), covariance };
  const found: Found = { apart: new Uint8Array(size * size), apartFor: new Uint8Array(size * size) };
  const place = Math.min(repetitions, Math.ceil(level * (repetitions + 1) - 1e-9)) - 1;
  let critical = 0;
  for (let more = size > 1; more;) {
    const maxima = largestByChance(pairs, found, seed, repetitions);
    critical = maxima.all.sort()[place] ?? 0;
    const criticalFor = maxima.own.map((squares) => squares.sort()[place] ?? 0);
    more = reject(figures, pairs, found, critical, criticalFor);
  }
  return { critical: Math.sqrt(critical), setsOf: (at) => setsOf(at, size, found) };
}

/** Marks what is beyond the critical values (squares); whether anything was added. */
function reject(
  figures: readonly RankFigure[],
  pairs: PairsToTest,
  { apart, apartFor }: Found,
  critical: number,
  criticalFor: readonly number[],
): boolean {
  const { size } = pairs;
  let added = false;
  const mark = (table: Uint8Array, at: number, beyond: boolean) => {
    if (!beyond || table[at] === 1) return;
    table[at] = 1;
    added = true;
  };
  for (let a = 0; a < size; a += 1) {
    for (let b = a + 1; b < size; b += 1) {
      const difference = clearOf(figures[a] as RankFigure, figures[b] as RankFigure);
      // Two figures without error differ for certain, or not at all. Divided first: the square of a tiny difference is zero.
      const square = difference === 0 ? 0 : (difference / Math.sqrt(pairVariance(pairs, a, b))) ** 2;
      mark(apart, a * size + b, square > critical);
      mark(apartFor, a * size + b, square > (criticalFor[a] ?? 0));
      mark(apartFor, b * size + a, square > (criticalFor[b] ?? 0));
    }
  }
  return added;
}

function clearOf(better: RankFigure, worse: RankFigure): number {
  return Math.max(0, better.value - worse.value - Math.max(better.step?.down ?? 0, worse.step?.up ?? 0));
}

function setsOf(j: number, size: number, { apart, apartFor }: Found): RankSets {
  const set = (isApart: (k: number) => boolean): RankSet => {
    let [better, worse] = [0, 0];
    for (let k = 0; k < size; k += 1) {
      if (k === j || !isApart(k)) continue;
      if (k < j) better += 1;
      else worse += 1;
    }
    return { from: 1 + better, to: size - worse };
  };
  return {
    marginal: set((k) => apartFor[j * size + k] === 1),
    simultaneous: set((k) => apart[Math.min(j, k) * size + Math.max(j, k)] === 1),
  };
}
