import { describe, expect, it } from 'vitest';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { period } from '../survey/reporting-period';
import { CutGuard } from './cut-guard';
import type { Slice, View } from './period-view';
import { type CountableBallot, type GroupTally, tallyLayout, tallyOf } from './tally';

/** One question of each kind: the overall one, one choice, several choices. */
const layout = tallyLayout({
  ...questionnaireC,
  factors: [],
  respondent: [],
  questions: [
    { id: 'one', text: 'Một', kind: 'single', options: ['a', 'b', 'c'], notApplicable: false },
    { id: 'several', text: 'Nhiều', kind: 'multiple', options: ['x', 'y'], notApplicable: false },
  ],
});
const [rating, single, multiple] = [0, 1, 2];

/** `[people, overall, choice, ticks as bits]`; 0 leaves a question open. */
type Alike = readonly [number, number, number, number];
type Groups = Readonly<Record<string, number | readonly Alike[]>>;

function slice(
  id: string,
  groups: Groups,
  { voidedLater = false, base = '2025-Q1' }: { voidedLater?: boolean; base?: string } = {},
): Slice {
  const ballots = Object.entries(groups).flatMap(([fieldCode, alike]) =>
    (typeof alike === 'number' ? [[alike, 4, 1, 1] as const] : alike).flatMap(([people, ...answers]) =>
      Array.from({ length: people }, (): CountableBallot => ({
        fieldCode,
        channel: 'web',
        officialCode: null,
        possibleRepeat: false,
        answers: Uint8Array.from(answers),
      })),
    ),
  );
  const tallies = tallyOf(layout, ballots);
  const until = voidedLater ? '2025-04-20' : '~~~';
  return { id, baseId: period(base).id, tallies, from: '1', until, lasting: !voidedLater };
}

/** What a publication of these slices showed. */
function look(slices: readonly string[], codes: readonly string[]): View {
  return { id: 'look', slices, published: { whole: () => true, groups: () => codes, row: () => true } };
}

const guardOf = (slot: number | undefined, slices: readonly Slice[], views: readonly View[] = []) =>
  new CutGuard(layout, slot, 'field', slices, views);
const of = (...slices: string[]) => ({ slices });
const isSafe = (guard: CutGuard, view: Pick<View, 'slices'>, ...codes: string[]) =>
  guard.weigh(codes.map((code) => guard.figure(view, code))) !== undefined;

describe('the number of ballots of small groups', () => {
  it('of 4 is guarded, of 5 is not', () => {
    for (const [people, safe] of [
      [4, false],
      [5, true],
    ] as const) {
      const guard = guardOf(undefined, [slice('q', { A: people, B: 20 })]);
      guard.know([guard.figure(of('q'))]);
      expect(isSafe(guard, of('q'), 'B')).toBe(safe);
    }
  });

  it('counts ballots that count only, not possible repeats', () => {
    const counted = slice('q', { A: 3, B: 20 });
    const repeats = counted.tallies.map((tally): GroupTally => ({ ...tally, set: 'possible-repeat' }));
    const guard = guardOf(undefined, [{ ...counted, tallies: [...counted.tallies, ...repeats] }]);
    expect(guard.answersOf(of('q'))).toBe(23);
    expect(guard.figure(of('q'), 'A')).toHaveLength(1);
  });
});

describe('that a group is named on the page of a period', () => {
  // 3 and 2 are 5 together, and each has at least one: neither can be five.
  it('says that it has a ballot there, whatever it has in other periods', () => {
    const others = slice('q2', { A: 1, D: 1, B: 20 }, { base: '2025-Q2' });
    const guard = guardOf(undefined, [slice('q1', { A: 3, D: 2, B: 20 }), others]);
    guard.know([guard.figure(of('q1'))]);
    expect(isSafe(guard, of('q1'), 'B')).toBe(false);
  });

  it('says so too where a publication showed it and nothing of it was voided', () => {
    const slices = [slice('q1', { A: 3, D: 2, B: 20 }), slice('q2', { A: 20, D: 20, B: 20 }, { base: '2025-Q2' })];
    const half = look(['q1', 'q2'], ['A', 'D', 'B']);
    const guard = guardOf(undefined, slices, [half]);
    guard.know(['A', 'D', 'B'].map((code) => guard.figure(half, code)));
    guard.know([guard.figure(of('q1'))]);
    expect(isSafe(guard, of('q1'), 'B')).toBe(false);
  });

  it('says so of what is left where ballots of it were voided that no publication showed', () => {
    const slices = [slice('gone', { A: 5, D: 5, B: 6 }, { voidedLater: true }), slice('left', { A: 3, D: 2, B: 14 })];
    const first = look(['gone', 'left'], ['B']);
    const guard = guardOf(undefined, slices, [first]);
    guard.know([guard.figure(first, 'B'), guard.figure(of('gone')), guard.figure(of('left'))]);
    expect(isSafe(guard, of('left'), 'B')).toBe(false);
  });

  // A correction goes on naming a field of five that was shown, even if all five were voided. So its name does not say that
  // at most four of the voided ballots were its own, and the number of the large field must not say it either.
  it('says nothing where ballots of it were voided after a publication showed it', () => {
    const slices = [slice('gone', { A: 2, D: 2, B: 6 }, { voidedLater: true }), slice('left', { A: 3, D: 3, B: 14 })];
    const first = look(['gone', 'left'], ['A', 'D', 'B']);
    const guard = guardOf(undefined, slices, [first]);
    guard.know(['A', 'D', 'B'].map((code) => guard.figure(first, code)));
    guard.know([guard.figure(of('gone')), guard.figure(of('left'))]);
    expect(isSafe(guard, of('left'), 'B')).toBe(false);
  });
});

describe('what is known whatever is decided', () => {
  const known = () => {
    const guard = guardOf(undefined, [
      slice('q1', { A: 3, D: 1, B: 20 }),
      slice('q2', { C: 7, B: 30 }, { base: '2025-Q2' }),
    ]);
    guard.know([guard.figure(of('q1')), guard.figure(of('q1'), 'B')]);
    return guard;
  };

  it('keeps nothing from being shown that takes no more away', () => {
    expect(isSafe(known(), of('q2'), 'C', 'B')).toBe(true);
  });

  it('leaves what it leaves possible to be guarded', () => {
    // A and D are four, so D may still be 1 to 3; with A it would be known.
    expect(isSafe(known(), of('q1'), 'A')).toBe(false);
  });

  it('is assumed of a sum only where enough is left possible', () => {
    const guard = guardOf(undefined, [slice('q', { A: 3, D: 3, B: 20 })]);
    guard.assume(guard.figure(of('q'), 'A'));
    expect(isSafe(guard, of('q'), 'B')).toBe(true);
  });

  it('is held against later figures where it was assumed', () => {
    const of4 = [slice('q', { A: 3, D: 1, B: 20 })];
    expect(isSafe(guardOf(undefined, of4), of('q'), 'B')).toBe(true);
    const guard = guardOf(undefined, of4);
    guard.assume(guard.figure(of('q')));
    expect(isSafe(guard, of('q'), 'B')).toBe(false);
  });
});

describe('what a small group answered', () => {
  /** Whether C may be shown where the whole is, and B was: what is left are A and D. */
  const isSafeBeside = (slot: number, groups: Groups) => {
    const guard = guardOf(slot, [slice('q', groups)]);
    guard.weigh([guard.figure(of('q'))])?.();
    guard.weigh([guard.figure(of('q'), 'B')])?.();
    return isSafe(guard, of('q'), 'C');
  };

  it('is guarded where all are satisfied, also where another shown group says so of itself', () => {
    const groups = { A: [[3, 5, 1, 1]], D: [[3, 4, 1, 1]], B: [[20, 5, 1, 1]] } as const;
    expect(
      isSafeBeside(rating, {
        ...groups,
        C: [
          [10, 4, 1, 1],
          [4, 2, 1, 1],
        ],
      }),
    ).toBe(false);
    // Where somebody of A or D may have been the one who is not, it is safe.
    expect(
      isSafeBeside(rating, {
        ...groups,
        D: [[3, 2, 1, 1]],
        C: [
          [10, 4, 1, 1],
          [4, 2, 1, 1],
        ],
      }),
    ).toBe(true);
  });

  it('is guarded where nobody is satisfied', () => {
    const groups = { A: [[3, 1, 1, 1]], D: [[3, 3, 1, 1]], B: [[20, 2, 1, 1]] } as const;
    expect(
      isSafeBeside(rating, {
        ...groups,
        C: [
          [10, 4, 1, 1],
          [4, 2, 1, 1],
        ],
      }),
    ).toBe(false);
  });

  it('is not guarded of five: it is the opinion of a group', () => {
    expect(
      isSafeBeside(rating, {
        A: [[5, 5, 1, 1]],
        B: 20,
        C: [
          [10, 4, 1, 1],
          [4, 2, 1, 1],
        ],
      }),
    ).toBe(true);
  });

  it('may be anything of a group whose size is guarded too', () => {
    const mixed = [
      [1, 5, 1, 1],
      [1, 2, 2, 2],
    ] as const;
    const others = {
      B: [
        [20, 4, 1, 1],
        [20, 2, 2, 1],
      ],
      C: [
        [10, 4, 1, 1],
        [9, 1, 2, 1],
      ],
    } as const;
    for (const slot of [rating, single]) {
      expect(isSafeBeside(slot, { A: mixed, D: mixed, ...others })).toBe(false);
      expect(isSafeBeside(slot, { A: mixed, D: [...mixed, ...mixed], E: mixed, ...others })).toBe(true);
    }
  });

  it('is guarded where all chose the same of several options', () => {
    const others = {
      B: [[20, 4, 1, 1]],
      C: [
        [10, 4, 1, 1],
        [9, 4, 2, 1],
      ],
    } as const;
    expect(isSafeBeside(single, { A: [[3, 4, 1, 1]], D: [[3, 4, 1, 1]], ...others })).toBe(false);
    expect(isSafeBeside(single, { A: [[3, 4, 1, 1]], D: [[4, 4, 2, 1]], ...others })).toBe(true);
  });

  it('is guarded where nobody ticked one of the boxes, and so is how many ticked any', () => {
    const others = {
      B: [[20, 4, 1, 3]],
      C: [
        [10, 4, 1, 1],
        [9, 4, 1, 2],
      ],
    } as const;
    expect(isSafeBeside(multiple, { A: [[3, 4, 1, 1]], D: [[4, 4, 1, 1]], ...others })).toBe(false);
    expect(
      isSafeBeside(multiple, {
        A: [[3, 4, 1, 2]],
        D: [
          [4, 4, 1, 2],
          [1, 4, 1, 1],
        ],
        ...others,
      }),
    ).toBe(true);
    // Three and one who ticked both: each box may have one tick more in either, but neither can be five.
    expect(isSafeBeside(multiple, { A: [[3, 4, 1, 3]], D: [[1, 4, 1, 3]], ...others })).toBe(false);
  });
});
