import type { Estimate } from './estimate';
import { leastForImportance } from './importance';
import { pivotsOf, solveNormalEquations } from './normal-equations';
import { momentCells, type RelationLayout } from './relation-layout';
import { studentTQuantile } from './student-t';

/** For every factor in the regression, and one more. */
const peoplePerFactor = 10;
/** A factor of which so little is left when the others are taken out says nothing of its own (its tolerance). */
const leastTolerance = 1e-6;

/** What the factors have to do with the overall answer, all of them looked at together. */
export type Drivers =
  | {
      readonly kind: 'measured';
      /** People who said something to every factor and to the overall question. */
      readonly n: number;
      /** Share of the differences in the overall answer that the factors go with, 0…1. */
      readonly explained: Estimate;
      /** In the order of the form; `share` of what is explained, 0…1; they add up to 1. Undefined where nobody differs. */
      readonly factors: readonly { readonly factorId: string; readonly share: Estimate | undefined }[];
    }
  | { readonly kind: 'unmeasured'; readonly reason: 'few-answers' | 'no-variance' | 'no-relation' };

/** Undefined for forms without moments (one factor, or more than eight). */
export function driversOf(layout: RelationLayout, cells: readonly number[]): Drivers | undefined {
  if (layout.factors.length === 0) return undefined;
  const central = centralMoments(layout, cells);
  const { n } = central;
  if (n < Math.max(leastForImportance, peoplePerFactor * (layout.factors.length + 1))) {
    return { kind: 'unmeasured', reason: 'few-answers' };
  }
  const overall = layout.factors.length + 1;
  const varied = layout.factors.map((_, at) => at + 1).filter((at) => central.second(at, at) > 0);
  if (!(central.second(overall, overall) > 0) || varied.length === 0 || areTied(varied, central)) {
    return { kind: 'unmeasured', reason: 'no-variance' };
  }
  const { explained, shares } = lindemanMerendaGold(varied, overall, central);
  // Adjusted for the number of factors (M. Ezekiel 1930), since chance alone explains something.
  const degrees = n - varied.length - 1;
  const adjusted = 1 - ((1 - explained.value) * (n - 1)) / degrees;
  const t = studentTQuantile(0.975, degrees);
  if (adjusted - t * explained.error <= 0) return { kind: 'unmeasured', reason: 'no-relation' };
  const factors = layout.factors.map(({ factorId }, at) => {
    const share = shares.get(at + 1);
    return { factorId, share: share && within(share, t) };
  });
  return { kind: 'measured', n, explained: within(explained, t), factors };
}

interface WithError {
  readonly value: number;
  readonly error: number;
}

/** Between 0 and 1, on the scale of the logit, where a share far from the middle has an interval as lopsided as it should be. */
function within({ value, error }: WithError, t: number): Estimate {
  if (!(value > 0 && value < 1)) return { value, low: 0, high: 1 };
  const logit = Math.log(value / (1 - value));
  const half = (t * error) / (value * (1 - value));
  const back = (z: number) => 1 / (1 + Math.exp(-z));
  return { value, low: back(logit - half), high: back(logit + half) };
}

interface CentralMoments {
  readonly n: number;
  /** Mean of the product of two deviations from the mean. */
  second(a: number, b: number): number;
  /** Of four. */
  fourth(a: number, b: number, c: number, d: number): number;
}

/** From sums of products of whole numbers, which are exact. Variables as in the layout: factors from 1 on, last the overall answer. */
function centralMoments(layout: RelationLayout, cells: readonly number[]): CentralMoments {
  const cellOf = momentCells(layout);
  const n = cells[cellOf([0, 0, 0, 0])] ?? 0;
  const raw = (...of: readonly number[]) => (cells[cellOf([...of, 0, 0, 0, 0].slice(0, 4))] ?? 0) / n;
  const mean = [1, ...layout.factors.map((_, at) => raw(at + 1)), raw(layout.factors.length + 1)];
  const m = (at: number) => mean[at] ?? 0;
  return {
    n,
    second: (a, b) => raw(a, b) - m(a) * m(b),
    fourth: (a, b, c, d) =>
      raw(a, b, c, d) -
      m(a) * raw(b, c, d) -
      m(b) * raw(a, c, d) -
      m(c) * raw(a, b, d) -
      m(d) * raw(a, b, c) +
      m(a) * m(b) * raw(c, d) +
      m(a) * m(c) * raw(b, d) +
      m(a) * m(d) * raw(b, c) +
      m(b) * m(c) * raw(a, d) +
      m(b) * m(d) * raw(a, c) +
      m(c) * m(d) * raw(a, b) -
      3 * m(a) * m(b) * m(c) * m(d),
  };
}

/**
 * R² shared out among the factors: what each adds, averaged over all orders in which they can be taken in (R. Lindeman,
 * P. Merenda and R. Gold 1980; U. Grömping, Journal of Statistical Software 17 (2006) 1; the Shapley value of R²). Standard
 * errors by the infinitesimal jackknife (L. Jaeckel 1972; B. Efron, The Jackknife, the Bootstrap…, 1982, ch. 6): what one
 * ballot more would change, squared and summed.
 */
function lindemanMerendaGold(varied: readonly number[], overall: number, central: CentralMoments) {
  const size = varied.length;
  const variables = [...varied, overall];
  const fits = Array.from({ length: 2 ** size }, (_, subset) => fitOf(subset, variables, central));
  const full = fits[2 ** size - 1] ?? { explained: 0, influence: [] };
  const gains = varied.map((_, at) => {
    const gain = { explained: 0, influence: new Array<number>(full.influence.length).fill(0) };
    fits.forEach((without, subset) => {
      const more = fits[subset | (1 << at)];
      if (more === undefined || subset & (1 << at)) return;
      const weight = shapleyWeight(bitsOf(subset), size);
      gain.explained += weight * (more.explained - without.explained);
      more.influence.forEach((each, cell) => {
        (gain.influence[cell] as number) += weight * (each - (without.influence[cell] ?? 0));
      });
    });
    return gain;
  });
  const errorOf = errorsFor(variables, central);
  const explained: WithError = { value: full.explained, error: errorOf(full.influence) };
  const shares = new Map(
    gains.map((gain, at): [number, WithError] => {
      const value = gain.explained / full.explained;
      const influence = gain.influence.map(
        (each, cell) => (each - value * (full.influence[cell] ?? 0)) / full.explained,
      );
      return [varied[at] ?? 0, { value, error: errorOf(influence) }];
    }),
  );
  return { explained, shares };
}

interface Fit {
  /** R² of the overall answer on the factors of the subset. */
  readonly explained: number;
  /** What a ballot changes in it: a quadratic form of its deviations, by `pairsOf` the variables. */
  readonly influence: readonly number[];
}

/** Every two of the variables once, by place. */
function pairsOf(variables: readonly number[]): (readonly [number, number])[] {
  return variables.flatMap((_, row) => variables.slice(row).map((__, more) => [row, row + more] as const));
}

/**
 * With residual e, overall deviation y and variance v of y, a ballot's influence on R² = 1 − mean(e²) ÷ v is
 * ((1 − R²) y² − e²) ÷ v: coefficients make the residuals least, so their own change counts for nothing.
 */
function fitOf(subset: number, variables: readonly number[], central: CentralMoments): Fit {
  const last = variables.length - 1;
  const overall = variables[last] ?? 0;
  const chosen = variables.flatMap((variable, at) => (at < last && subset & (1 << at) ? [{ variable, at }] : []));
  const matrix = chosen.map((one) => chosen.map((two) => central.second(one.variable, two.variable)));
  const right = chosen.map(({ variable }) => central.second(variable, overall));
  const slopes = solveNormalEquations(matrix, right);
  const variance = central.second(overall, overall);
  const explained = slopes.reduce((sum, slope, at) => sum + slope * (right[at] ?? 0), 0) / variance;
  // The residual as a sum of the variables: the overall answer less its prediction.
  const residual = new Array<number>(variables.length).fill(0);
  residual[last] = 1;
  chosen.forEach(({ at }, index) => {
    residual[at] = -(slopes[index] ?? 0);
  });
  const influence = pairsOf(variables).map(([row, column]) => {
    const twice = row === column ? 1 : 2;
    const own = row === last && column === last ? 1 - explained : 0;
    return (own - twice * (residual[row] ?? 0) * (residual[column] ?? 0)) / variance;
  });
  return { explained, influence };
}

/** Standard error of a quadratic form's mean over the ballots, with divisor n − 1. */
function errorsFor(variables: readonly number[], central: CentralMoments): (form: readonly number[]) => number {
  const pairs = pairsOf(variables).map(([row, column]) => [variables[row] ?? 0, variables[column] ?? 0] as const);
  const second = pairs.map(([a, b]) => central.second(a, b));
  const fourth = pairs.map(() => new Array<number>(pairs.length).fill(0));
  pairs.forEach(([a, b], left) => {
    for (let right = left; right < pairs.length; right += 1) {
      const [c, d] = pairs[right] ?? [0, 0];
      const value = central.fourth(a, b, c, d);
      (fourth[left] as number[])[right] = value;
      (fourth[right] as number[])[left] = value;
    }
  });
  return (form) => {
    const mean = form.reduce((sum, weight, pair) => sum + weight * (second[pair] ?? 0), 0);
    const squares = form.reduce(
      (sum, one, left) => sum + one * form.reduce((inner, two, right) => inner + two * (fourth[left]?.[right] ?? 0), 0),
      0,
    );
    return Math.sqrt(Math.max(0, squares - mean * mean) / (central.n - 1));
  };
}

/** |S|! (p − |S| − 1)! ÷ p! for a subset S of `others` among p factors. */
function shapleyWeight(others: number, factors: number): number {
  const factorial = (of: number): number => (of <= 1 ? 1 : of * factorial(of - 1));
  return (factorial(others) * factorial(factors - others - 1)) / factorial(factors);
}

function bitsOf(subset: number): number {
  return [...subset.toString(2)].filter((bit) => bit === '1').length;
}

/** Whether one of the factors is (all but) a sum of the others. */
function areTied(varied: readonly number[], central: CentralMoments): boolean {
  const spread = varied.map((at) => Math.sqrt(central.second(at, at)));
  const correlations = varied.map((one, row) =>
    varied.map((two, column) => central.second(one, two) / ((spread[row] ?? 1) * (spread[column] ?? 1))),
  );
  return pivotsOf(correlations).some((pivot) => !(pivot > leastTolerance));
}
