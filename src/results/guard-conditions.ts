import type { Atom } from './cut-atoms';
import { minimumGroup } from './period-results';

export type QuestionKind = 'ballots' | 'rating' | 'single' | 'multiple';

/** Answers of which a group could have more: each by itself, and as parts of the joint counts (none if they are no parts). */
export interface Way {
  /** Of all ways of a guard. */
  readonly id: number;
  readonly answers: readonly number[];
  readonly parts: readonly number[];
}

/** What a reader must hold possible of a small group: that in one of these ways it has `need` more than there are. */
export interface Condition {
  readonly at: number;
  readonly ways: readonly Way[];
  /** As far as the answers tell, one by one. */
  readonly need: number;
  /** As far as the joint counts tell; less where the ballots that everybody knows leave no more. */
  readonly jointNeed: number;
  /** Given up where a shown line of five or more says by itself that nobody gave these answers. */
  readonly unlessOpen: boolean;
}

/** Answers that stand together in the joint counts: of a rating the dissatisfied and the satisfied; else all that count people. */
export function partsOf(kind: QuestionKind, answers: number): readonly (readonly number[])[] {
  const every = Array.from({ length: answers }, (_, answer) => answer);
  switch (kind) {
    case 'ballots':
      return [];
    case 'rating':
      return [every.slice(0, -2), every.slice(-2)];
    case 'single':
      return [every];
    case 'multiple':
      return [every.slice(0, 1)];
  }
}

/**
 * A group of 1 to 4 could be five or more; and, where nobody in it is satisfied (or dissatisfied), or all chose the same
 * option, somebody could be otherwise. Where so few came in all that everybody knows how many, one of the satisfied and the
 * dissatisfied could be more.
 */
export function conditionsOf(atoms: readonly Atom[], kind: QuestionKind): Condition[] {
  const few = slicesOfFew(atoms);
  let next = 0;
  const way = (answers: readonly number[], parts: readonly number[] = []): Way => ({ id: next++, answers, parts });
  return atoms.flatMap(({ people, answers, slice }, at) => {
    if (people < 1 || people >= minimumGroup) return [];
    const every = answers.map((_, answer) => answer);
    const larger = (...of: Parameters<typeof way>): Condition => ({
      at,
      ways: [way(...of)],
      need: minimumGroup - people,
      jointNeed: minimumGroup - people,
      unlessOpen: false,
    });
    const one = (unlessOpen: boolean, ...ways: readonly Way[]): Condition => ({
      at,
      ways,
      need: 1,
      jointNeed: 1,
      unlessOpen,
    });
    const otherwise = (of: readonly number[], ...parts: number[]): Condition[] =>
      of.every((answer) => answers[answer] === 0) ? [one(true, way(of, parts))] : [];
    switch (kind) {
      case 'ballots':
        return [larger([0])];
      case 'rating': {
        const [dissatisfied, satisfied] = [every.slice(0, -2), every.slice(-2)];
        const alike = [...otherwise(dissatisfied, 0), ...otherwise(satisfied, 1)];
        const isFew = alike.length === 0 && few.has(slice);
        const split = isFew ? [one(false, way(dissatisfied, [0]), way(satisfied, [1]))] : [];
        return [larger(every, [0, 1]), ...alike, ...split];
      }
      case 'single':
        return [larger(every, [0]), ...every.flatMap((answer) => otherwise(every.filter((other) => other !== answer)))];
      case 'multiple':
        return [larger([0], [0]), ...every.slice(1).map((answer) => one(true, way([answer])))];
    }
  });
}

function slicesOfFew(atoms: readonly Atom[]): ReadonlySet<string> {
  const ballots = new Map<string, number>();
  for (const atom of atoms) ballots.set(atom.slice, (ballots.get(atom.slice) ?? 0) + atom.ballots);
  return new Set([...ballots].flatMap(([slice, sum]) => (sum < minimumGroup ? [slice] : [])));
}
