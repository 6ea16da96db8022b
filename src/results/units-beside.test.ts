import { describe, expect, it } from 'vitest';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { period } from '../survey/reporting-period';
import { assembleResults, type ResultsInput } from './assemble-results';
import { decisionKey } from './decision-cache';
import { overallRow } from './period-results';
import { type BaseTallies, type PublishedLook, sliceBases, viewsUntil } from './period-view';
import { publishedLines, shownLines } from './published-lines';
import { type CountableBallot, tallyLayout, tallyOf } from './tally';
import { type CombinedUnits, type LinkedUnit, linkedUnits, mayCombine, mayRelease, unitsBeside } from './units-beside';
import { noVoids } from './void-effect';

const layout = tallyLayout(questionnaireC);
const overallSlot = layout.slots.findIndex(({ part }) => part === 'overall');

/** Satisfied, dissatisfied, and ballots that left all open, of one quarter. */
type Quarter = readonly [satisfied: number, dissatisfied: number, open?: number];

function baseOf(baseId: string, [satisfied, dissatisfied, open = 0]: Quarter, fields = 1): BaseTallies {
  const answers = [
    ...Array<number>(satisfied).fill(5),
    ...Array<number>(dissatisfied).fill(2),
    ...Array<number>(open).fill(0),
  ];
  const ballots = answers.map((answer, at): CountableBallot => ({
    channel: 'web',
    fieldCode: `F${at % fields}`,
    officialCode: null,
    possibleRepeat: false,
    answers: Uint8Array.from(layout.slots, () => answer),
  }));
  return { baseId: period(baseId).id, tallies: tallyOf(layout, ballots) };
}

type Beside = ResultsInput['beside'];

function resultsOf(
  unitCode: string,
  bases: readonly BaseTallies[],
  periodId: string,
  looks: readonly PublishedLook[],
  beside?: Beside,
) {
  return assembleResults({
    unitCode: unitCode as ResultsInput['unitCode'],
    period: period(periodId),
    countsUntil: null,
    form: questionnaireC,
    otherForms: [],
    bases,
    cutOffs: [],
    published: looks,
    ...(beside && { beside }),
    voided: noVoids,
    possibleRepeats: 0,
    cuts: ['field', 'channel'],
    officials: [],
    titleOf: (_, code) => code,
  });
}

/** Publishes the periods one after the other, each unit by itself as long as nothing stands beside it. */
function published(
  unitCode: string,
  bases: readonly BaseTallies[],
  periods: readonly string[],
  beside?: Beside,
): LinkedUnit {
  const looks: PublishedLook[] = [];
  for (const periodId of periods) {
    const results = resultsOf(unitCode, bases, periodId, looks, beside);
    const of = bases.filter(({ baseId }) => results.basePeriods.includes(baseId));
    const at = `2025-${String(looks.length).padStart(2, '0')}`;
    looks.push({ id: periodId, at, bases: of, shown: shownLines(publishedLines(results), layout) });
  }
  return { unitCode, looks };
}

const lineOf = (periodId: string, ...unitCodes: readonly string[]): CombinedUnits => ({
  id: `${periodId} ${unitCodes.join('')}`,
  members: unitCodes.map((unitCode) => ({ unitCode, lookId: periodId })),
});

const inFirst = (unitCode: string, quarter: Quarter) => published(unitCode, [baseOf('2025-Q1', quarter)], ['2025-Q1']);
const may = (units: readonly LinkedUnit[], wanted: CombinedUnits, lines: readonly CombinedUnits[] = []) =>
  mayCombine(layout, overallSlot, units, lines, wanted);

describe('small units in one line', () => {
  const [a, b, c] = [inFirst('A', [2, 1]), inFirst('B', [1, 2]), inFirst('C', [2, 2])];

  it('stand together where they are enough', () => {
    expect(may([a, b, c], lineOf('2025-Q1', 'A', 'B', 'C'))).toBe(true);
  });

  it('are at least three, however many answers two have', () => {
    expect(may([a, inFirst('B', [9, 8])], lineOf('2025-Q1', 'A', 'B'))).toBe(false);
  });

  it('are five or more for any one of them, that knows its own', () => {
    const four = inFirst('D', [2, 2]);
    expect(may([inFirst('A', [1, 1]), inFirst('B', [1, 1]), four], lineOf('2025-Q1', 'A', 'B', 'D'))).toBe(false);
    expect(may([inFirst('A', [1, 1]), inFirst('B', [2, 1]), four], lineOf('2025-Q1', 'A', 'B', 'D'))).toBe(true);
  });

  it('are not shown where nobody could be otherwise for what one of them has published since', () => {
    // Of B and C everybody was dissatisfied in the half-year, as everybody could read: the satisfied of the line are A's.
    const bases = [baseOf('2025-Q1', [0, 3]), baseOf('2025-Q2', [0, 4])];
    const units = [inFirst('A', [2, 0]), ...['B', 'C'].map((code) => published(code, bases, ['2025-Q1', '2025-H1']))];
    expect(overallRow(resultsOf('B', bases, '2025-H1', []))?.suppressed).toBe(false);
    expect(may(units, lineOf('2025-Q1', 'A', 'B', 'C'))).toBe(false);
  });

  it('may be satisfied to a man: the line says so by itself', () => {
    expect(
      may([inFirst('A', [3, 0]), inFirst('B', [3, 0]), inFirst('C', [4, 0])], lineOf('2025-Q1', 'A', 'B', 'C')),
    ).toBe(true);
  });

  it('are not shown where a second line leaves one of them as the difference', () => {
    // The half-year of D and E is known, and so is their second quarter: what is left is A, B and C, of one quarter more.
    const year = (code: string, first: Quarter, second: Quarter) =>
      published(code, [baseOf('2025-Q1', first), baseOf('2025-Q2', second)], ['2025-Q1', '2025-Q2']);
    const units = [year('A', [2, 0], [0, 1]), year('B', [1, 2], [3, 0]), year('C', [2, 2], [2, 1])];
    const first = lineOf('2025-Q1', 'A', 'B', 'C');
    expect(may(units, first)).toBe(true);
    // The same people again, without A: A's two are had by subtraction.
    expect(
      may(units, { id: 'x', members: [...lineOf('2025-Q1', 'B', 'C').members, { unitCode: 'A', lookId: '2025-Q2' }] }, [
        first,
      ]),
    ).toBe(false);
  });

  it('are not shown where a void took people of two publications, so that nobody can tell whose the counts are', () => {
    const nothing = { whole: () => false, groups: () => [], row: () => false };
    const looksOf = (voided: Quarter, left: Quarter): LinkedUnit => {
      const gone = baseOf('2025-Q1', voided).tallies.map((tally) => ({ ...tally, set: 'counted' as const }));
      const stages = [
        baseOf('2025-Q1', [6, 0]),
        baseOf('2025-Q1', [6, 4]),
        { ...baseOf('2025-Q1', left), voided: gone },
      ];
      const looks = stages.map((base, at) => ({ id: `${at}`, at: `2025-0${at}`, bases: [base], shown: nothing }));
      return { unitCode: 'A', looks };
    };
    const members = [{ unitCode: 'A', lookId: '2' }, ...lineOf('2025-Q1', 'B', 'C').members];
    const both = [inFirst('B', [2, 2]), inFirst('C', [2, 2])];
    // Six were satisfied before, four dissatisfied came later.
    expect(may([looksOf([5, 0], [1, 4]), ...both], { id: 'one', members })).toBe(true);
    expect(may([looksOf([2, 3], [4, 1]), ...both], { id: 'two', members })).toBe(false);
  });
});

describe('a unit that stands in a line', () => {
  const first = (quarter: Quarter) => baseOf('2025-Q1', quarter);
  const a = inFirst('A', [2, 0]);
  const line = lineOf('2025-Q1', 'A', 'B', 'C');
  const dissatisfied = [first([0, 3]), baseOf('2025-Q2', [0, 4])];
  const before = (code: string) => published(code, dissatisfied, ['2025-Q1']);

  it('does not publish what would give away another', () => {
    expect(may([a, before('B'), before('C')], line)).toBe(true);
    const beside = { others: [a, before('C')], lines: [line] };
    const ofB = resultsOf('B', dissatisfied, '2025-H1', before('B').looks, beside);
    expect(overallRow(ofB)?.suppressed).toBe(false);
    // B has said it of its own people; if C said so too, the two satisfied could only be of A.
    const b: LinkedUnit = {
      unitCode: 'B',
      looks: [
        ...before('B').looks,
        { id: '2025-H1', at: '2025-02', bases: dissatisfied, shown: shownLines(publishedLines(ofB), layout) },
      ],
    };
    const ofC = (others: readonly LinkedUnit[], lines: readonly CombinedUnits[]) =>
      overallRow(resultsOf('C', dissatisfied, '2025-H1', before('C').looks, { others, lines }));
    expect(ofC([a, before('B')], [line])?.suppressed).toBe(false);
    expect(ofC([a, b], [line])?.suppressed).toBe(true);
    expect(ofC([a, b], [])?.suppressed).toBe(false);
  });

  it('is not released as it was frozen where others have published in between what gives one of them away', () => {
    const frozen = (code: string) => published(code, dissatisfied, ['2025-Q1', '2025-H1']);
    const look = frozen('C').looks[1];
    const release = (others: readonly LinkedUnit[], lines: readonly CombinedUnits[]) =>
      look && mayRelease(layout, overallSlot, [...others, before('C')], lines, { unitCode: 'C', look });
    expect(release([a, before('B')], [line])).toBe(true);
    expect(release([a, frozen('B')], [line])).toBe(false);
    expect(release([a, frozen('B')], [])).toBe(true);
  });

  it('hides what would give away groups inside another unit, which as a whole is none of the small ones', () => {
    // The line of the quarter: 8 satisfied, 6 not. Once C and D say that all of theirs were satisfied, the 6 are B's, and
    // so is what each of its three fields said.
    const six = published('B', [baseOf('2025-Q1', [0, 6], 3)], ['2025-Q1']);
    const halves = [baseOf('2025-Q1', [4, 0]), baseOf('2025-Q2', [4, 0])];
    const c = published('C', halves, ['2025-Q1', '2025-H1']);
    const d = published('D', halves, ['2025-Q1']);
    const joined = lineOf('2025-Q1', 'B', 'C', 'D');
    expect(six.looks[0]?.shown.whole(overallSlot)).toBe(false);
    expect(c.looks.map(({ shown }) => shown.whole(overallSlot))).toEqual([false, true]);
    expect(may([six, published('C', halves, ['2025-Q1']), d], joined)).toBe(true);
    const ofD = (others: readonly LinkedUnit[], lines: readonly CombinedUnits[]) =>
      overallRow(resultsOf('D', halves, '2025-H1', d.looks, { others, lines }));
    expect(ofD([six, c], [])?.suppressed).toBe(false);
    expect(ofD([six, c], [joined])?.suppressed).toBe(true);
    const look = published('D', halves, ['2025-Q1', '2025-H1']).looks[1];
    const release = (lines: readonly CombinedUnits[]) =>
      look && mayRelease(layout, overallSlot, [six, c, d], lines, { unitCode: 'D', look });
    expect(release([])).toBe(true);
    expect(release([joined])).toBe(false);
  });

  it('answers other questions as if it stood alone: the line says nothing of them', () => {
    const beside = { others: [a, before('C')], lines: [line] };
    const items = (results: ReturnType<typeof resultsOf>) => results.rows.filter(({ scope }) => scope === 'item');
    const alone = resultsOf('B', dissatisfied, '2025-H1', before('B').looks);
    expect(items(resultsOf('B', dissatisfied, '2025-H1', before('B').looks, beside))).toEqual(items(alone));
  });

  it('is decided anew once the line or what others published is another', () => {
    const looks = before('B').looks;
    const slices = sliceBases(dissatisfied, [], looks);
    const views = viewsUntil('2025-H1', period('2025-H1'), slices, [], looks);
    const keyWith = (others: readonly LinkedUnit[], lines: readonly CombinedUnits[]) => {
      const beside = unitsBeside({ unitCode: 'B', slices, views }, others, lines, layout, overallSlot);
      return decisionKey({ layout, overallSlot, slices, views, beside });
    };
    const c = published('C', dissatisfied, ['2025-Q1', '2025-H1']);
    const keys = [
      decisionKey({ layout, overallSlot, slices, views }),
      keyWith([a, before('C')], [line]),
      keyWith([a, c], [line]),
      keyWith([a, before('C'), inFirst('D', [1, 1])], [lineOf('2025-Q1', 'A', 'B', 'C', 'D')]),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('units that must be decided together', () => {
  it('are all that stand in a line with one that stands in a line with them', () => {
    const lines = [lineOf('2025-Q1', 'A', 'B'), lineOf('2025-Q2', 'B', 'C'), lineOf('2025-Q2', 'D', 'E')];
    expect([...linkedUnits([{ unitCode: 'A' }], lines)].sort()).toEqual(['A', 'B', 'C']);
    expect([...linkedUnits([{ unitCode: 'F' }], lines)]).toEqual(['F']);
  });
});
