import type { Published, Series, TrueBallot } from './published-series';

export type Part = 'unsatisfied' | 'satisfied' | 'none';
export const parts: readonly Part[] = ['unsatisfied', 'satisfied', 'none'];
export const people: readonly Part[] = ['unsatisfied', 'satisfied'];
export const cuts = ['all', 'field', 'channel', 'official'] as const;
export type Cut = (typeof cuts)[number];

/** The people of one group of one cut of one office who are in the very same publications. */
export interface Cell {
  readonly unitCode: string;
  readonly cut: Cut;
  readonly code: string;
  readonly base: string;
  readonly from: number;
  readonly until: number;
  /** Of its counts in the equations; no two cells of any offices have the same. */
  readonly name: string;
  readonly counts: Record<Part, number>;
}

const codeOf = (ballot: TrueBallot, cut: Cut): string =>
  cut === 'all'
    ? ''
    : cut === 'field'
      ? (ballot.fieldCode ?? '')
      : cut === 'channel'
        ? ballot.channel
        : (ballot.officialCode ?? '');

/** `office` tells the cells of several offices apart. */
export function cellsOf({ unitCode, ballots }: Series, slot: number, office = 0): Cell[] {
  const cells = new Map<string, Cell>();
  for (const ballot of ballots) {
    const { base, from, until } = ballot;
    if (until <= from) continue;
    const answer = ballot.answers[slot] ?? 0;
    const part: Part = answer === 0 ? 'none' : answer >= 4 ? 'satisfied' : 'unsatisfied';
    for (const cut of cuts) {
      const code = codeOf(ballot, cut);
      const key = `${cut} ${code} ${base} ${from} ${until}`;
      const name = `x${office}_${cells.size}_`;
      const counts = { unsatisfied: 0, satisfied: 0, none: 0 };
      const cell = cells.get(key) ?? { unitCode, cut, code, base, from, until, name, counts };
      cell.counts[part] += 1;
      cells.set(key, cell);
    }
  }
  return [...cells.values()];
}

export function total(cells: readonly Cell[], of: readonly Part[]): number {
  return cells.reduce((value, { counts }) => value + of.reduce((more, part) => more + counts[part], 0), 0);
}

/** The people of one office who are in the very same publications, whatever their group. */
export function sliceOf({ base, from, until }: Cell): string {
  return `${base} ${from} ${until}`;
}

export function isInside({ step, bases }: Published, cell: Cell): boolean {
  return bases.includes(cell.base) && cell.from <= step && step < cell.until;
}
