import { notApplicable, pointsOf } from '../survey/questionnaire';
import type { TallyLayout } from './tally';

/**
 * Where the sums stand that say how answers go together with the overall answer (docs/formats/results.md): first a square
 * table for every item, how many ballots gave which answer to it and which to the overall question; then moments of the
 * factors. Kept for all ballots of a unit and base period only, never for a group.
 */
export interface RelationLayout {
  readonly overall: number;
  readonly points: 3 | 5;
  /** Slots of the items; the table of the first begins at cell 0. */
  readonly items: readonly number[];
  /** Factors in the order of the form, where there are moments; else none. */
  readonly factors: readonly FactorSlots[];
  /** The moments: each is the sum of the product of two pairs of `pairs`. */
  readonly moments: readonly (readonly [number, number])[];
  /** Products of two of the variables: 0 is the constant 1, then the factors, last the overall answer. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly momentsAt: number;
  readonly length: number;
}

export interface FactorSlots {
  readonly factorId: string;
  /** First slot, and one past the last. */
  readonly first: number;
  readonly end: number;
}

/** One factor leaves nothing to share out; more than eight would make moments without end. */
const fewestFactors = 2;
const mostFactors = 8;

/** Scores of a factor are in twelfths of a point above the lowest answer: exact for 1 to 4 and 6 answers. */
export const scoreSteps = 12;

/** Undefined for forms without items. */
export function relationLayout({ slots }: Pick<TallyLayout, 'slots'>): RelationLayout | undefined {
  const overall = slots.find(({ part }) => part === 'overall');
  const items = slots.filter(({ part }) => part === 'item');
  if (overall?.kind !== 'rating' || items.length === 0) return undefined;
  const points = pointsOf(overall.scale);
  const ids = [...new Set(items.flatMap(({ factorId }) => factorId ?? []))];
  const own = (id: string) => items.filter(({ factorId }) => factorId === id).map(({ index }) => index);
  const all = ids.map((factorId): FactorSlots => {
    const places = own(factorId);
    return { factorId, first: places[0] ?? 0, end: (places[0] ?? 0) + places.length };
  });
  const factors = all.length >= fewestFactors && all.length <= mostFactors ? all : [];
  const variables = factors.length === 0 ? 0 : factors.length + 2;
  const momentsAt = items.length * points * points;
  const { pairs, moments } = momentPlan(variables);
  const places = { overall: overall.index, points, items: items.map(({ index }) => index), factors };
  return { ...places, pairs, moments, momentsAt, length: momentsAt + moments.length };
}

/** Every product of at most four variables once: four indices in order, the constant standing for "none". */
function momentPlan(variables: number): Pick<RelationLayout, 'pairs' | 'moments'> {
  const pairs: (readonly [number, number])[] = [];
  const pairAt = new Map<string, number>();
  for (let one = 0; one < variables; one += 1) {
    for (let two = one; two < variables; two += 1) {
      pairAt.set(`${one} ${two}`, pairs.length);
      pairs.push([one, two]);
    }
  }
  const moments = pairs.flatMap(([one, two]) =>
    pairs
      .filter(([three]) => three >= two)
      .map(([three, four]) => [pairAt.get(`${one} ${two}`) ?? 0, pairAt.get(`${three} ${four}`) ?? 0] as const),
  );
  return { pairs, moments };
}

/** Four variables in any order → the cell of the sum of their product. */
export function momentCells({ pairs, moments, momentsAt, factors }: RelationLayout): (of: readonly number[]) => number {
  const base = factors.length + 2;
  const keyOf = (sorted: readonly number[]) => sorted.reduce((key, variable) => key * base + variable, 0);
  const at = new Int32Array(base ** 4).fill(-1);
  moments.forEach(([left, right], moment) => {
    at[keyOf([...(pairs[left] ?? []), ...(pairs[right] ?? [])])] = momentsAt + moment;
  });
  return (of) => {
    const cell = at[keyOf([...of].sort((a, b) => a - b))] ?? -1;
    if (cell < 0) throw new Error(`bug: no moment ${of.join(' ')}`);
    return cell;
  };
}

/** The score of a factor on one ballot, in steps of a twelfth of a point above the lowest; -1 where nothing is answered. */
export function factorScore(answers: ArrayLike<number>, first: number, end: number): number {
  let answered = 0;
  let sum = 0;
  for (let at = first; at < end; at += 1) {
    const byte = answers[at] as number;
    if (byte === 0 || byte === notApplicable) continue;
    answered += 1;
    sum += byte;
  }
  return answered === 0 ? -1 : Math.round((scoreSteps * (sum - answered)) / answered);
}

/** Adds one ballot. Its bytes have been counted, so they are known to be answers of the form. The way of the mover. */
export function addRelations(cells: number[], layout: RelationLayout, answers: Uint8Array): void {
  const { points, items, factors, momentsAt } = layout;
  const overall = answers[layout.overall] as number;
  if (overall === 0) return;
  items.forEach((slot, item) => {
    const byte = answers[slot] as number;
    if (byte > 0 && byte <= points) (cells[(item * points + byte - 1) * points + overall - 1] as number) += 1;
  });
  if (factors.length === 0) return;
  const scores = factors.map(({ first, end }) => factorScore(answers, first, end));
  // Of those who said something to every factor: moments of different people do not make a covariance.
  if (scores.includes(-1)) return;
  const variables = [1, ...scores, overall - 1];
  const products = layout.pairs.map(([one, two]) => (variables[one] ?? 0) * (variables[two] ?? 0));
  layout.moments.forEach(([left, right], moment) => {
    (cells[momentsAt + moment] as number) += (products[left] ?? 0) * (products[right] ?? 0);
  });
}

export const noRelations = (layout: RelationLayout): number[] => new Array<number>(layout.length).fill(0);

/** Sums the relations of ballots one by one. */
export class RelationTally {
  readonly cells: number[];
  ballots = 0;

  /** Without layout (a form without items) only ballots are counted. */
  constructor(private readonly layout: RelationLayout | undefined) {
    this.cells = layout === undefined ? [] : noRelations(layout);
  }

  add(ballot: { readonly possibleRepeat: boolean; readonly answers: Uint8Array }): void {
    if (ballot.possibleRepeat) return;
    this.ballots += 1;
    if (this.layout !== undefined) addRelations(this.cells, this.layout, ballot.answers);
  }
}
