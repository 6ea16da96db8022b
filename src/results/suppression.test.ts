import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { answerSlots } from '../survey/questionnaire';
import { period } from '../survey/reporting-period';
import { type ShownLines, sliceBases, viewsUntil } from './period-view';
import { type Decision, decideShown } from './suppression';
import { type CountableBallot, tallyLayout, tallyOf } from './tally';

const layout = tallyLayout(questionnaireC);
const slots = answerSlots(questionnaireC);
const overallSlot = slots.findIndex(({ questionId }) => questionId === 'overall');
const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'];

/** One group: how many are satisfied, how many are not. A plain number is shared out evenly. */
type Group = number | readonly [number, number];

function ballotsOf(code: string, group: Group): CountableBallot[] {
  const [satisfied, other] = typeof group === 'number' ? [Math.ceil(group / 2), Math.floor(group / 2)] : group;
  return Array.from({ length: satisfied + other }, (_, index) => ({
    channel: 'web',
    fieldCode: code,
    officialCode: null,
    possibleRepeat: false,
    answers: Uint8Array.from(slots, () => (index < satisfied ? 5 : 2)),
  }));
}

/** Rows are quarters, columns fields F0, F1, …. */
function decide(table: readonly (readonly Group[])[], until: string): Decision {
  const bases = table.map((row, index) => ({
    baseId: period(quarters[index] ?? '').id,
    tallies: tallyOf(
      layout,
      row.flatMap((group, field) => ballotsOf(`F${field}`, group)),
    ),
  }));
  const slices = sliceBases(bases, []);
  return decideShown({ layout, overallSlot, slices, views: viewsUntil(until, period(until), slices, []) });
}

function shownFields(decision: Decision, view: string, fields = 6): string[] {
  return Array.from({ length: fields }, (_, index) => `F${index}`).filter((code) =>
    decision.group('field', view, code),
  );
}

const quarter = (groups: readonly Group[]) => shownFields(decide([groups], '2025-Q1'), '2025-Q1');

describe('within one table', () => {
  it('hides the next smallest group beside a single small one', () => {
    expect(quarter([60, 20, 3])).toEqual(['F0']);
  });

  it('hides a third group where two small ones together are barely five: each is known to have at least one', () => {
    expect(quarter([60, 20, 3, 2])).toEqual(['F0']);
  });

  it('hides no third group where the small ones together leave room for five', () => {
    expect(quarter([60, 20, 3, 3])).toEqual(['F0', 'F1']);
  });

  it('hides no group for the sake of an empty one', () => {
    expect(quarter([60, 20, 0])).toEqual(['F0', 'F1']);
  });

  it('shows everything where every group has at least five people', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 5 }), (groups) => {
        const decision = decide([groups], '2025-Q1');
        expect(shownFields(decision, '2025-Q1')).toHaveLength(groups.length);
        expect(decision.whole(overallSlot, '2025-Q1')).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('hides a group that alone holds the dissatisfied, where the rest would be seen to be satisfied to a man', () => {
    // F2 and F3 are hidden together: eight people, all satisfied. So F0 goes too, and F1 may stay.
    expect(
      quarter([
        [50, 6],
        [20, 0],
        [5, 0],
        [3, 0],
      ]),
    ).toEqual(['F1', 'F2']);
  });

  it('shows what the whole says by itself: where everybody is satisfied, so is every group', () => {
    expect(
      quarter([
        [50, 0],
        [20, 0],
        [5, 0],
        [3, 0],
      ]),
    ).toEqual(['F0', 'F1']);
  });
});

/** One quarter of ballots that the table of evenly filled fields cannot say. */
function decideBallots(ballots: readonly CountableBallot[], repeats: readonly CountableBallot[] = []): Decision {
  const all = [...ballots, ...repeats.map((ballot) => ({ ...ballot, possibleRepeat: true }))];
  const slices = sliceBases([{ baseId: period('2025-Q1').id, tallies: tallyOf(layout, all) }], []);
  return decideShown({ layout, overallSlot, slices, views: viewsUntil('2025-Q1', period('2025-Q1'), slices, []) });
}

/** The same people, with `answer` to the question. */
const withAnswer = (ballots: readonly CountableBallot[], slot: number, answer: number): CountableBallot[] =>
  ballots.map((ballot) => ({ ...ballot, answers: ballot.answers.with(slot, answer) }));

describe('over all tables of a period', () => {
  it('hides a field whose ballots would tell how few the others had, even if those left the overall question open', () => {
    const blank = withAnswer([...ballotsOf('F1', 3), ...ballotsOf('F2', 2)], overallSlot, 0);
    expect(shownFields(decideBallots([...ballotsOf('F0', 20), ...blank]), '2025-Q1')).toEqual([]);
  });

  it('shows no question of a field that is hidden itself', () => {
    const shy = withAnswer(ballotsOf('F1', 20), overallSlot, 0);
    const decision = decideBallots([...ballotsOf('F0', 60), ...shy, ...ballotsOf('F2', 20)]);
    expect(shownFields(decision, '2025-Q1')).toEqual(['F0', 'F2']);
    expect(decision.row(0, 'field', '2025-Q1', 'F0')).toBe(true);
    expect(decision.row(0, 'field', '2025-Q1', 'F1')).toBe(false);
  });

  it('shows the larger group first, by the ballots that count, not by possible repeats', () => {
    const ballots = [...ballotsOf('F0', 60), ...ballotsOf('F1', 20), ...ballotsOf('F2', 3)];
    expect(shownFields(decideBallots(ballots, ballotsOf('F1', 50)), '2025-Q1')).toEqual(['F0']);
  });

  it('guards officials and channels as it guards fields', () => {
    const by = (official: string, channel: string, people: number) =>
      ballotsOf('F0', people).map((ballot) => ({ ...ballot, officialCode: official, channel }));
    const decision = decideBallots([...by('O0', 'web', 60), ...by('O1', 'kiosk', 20), ...by('O2', 'paper', 3)]);
    const shown = (cut: 'official' | 'channel', codes: readonly string[]) =>
      codes.filter((code) => decision.group(cut, '2025-Q1', code));
    expect(shown('official', ['O0', 'O1', 'O2'])).toEqual(['O0']);
    expect(shown('channel', ['web', 'kiosk', 'paper'])).toEqual(['web']);
  });
});

describe('the whole', () => {
  it('is hidden where one cut objects: 4 and 1 of five are each known to be less than five', () => {
    expect(decide([[4, 1]], '2025-Q1').whole(overallSlot, '2025-Q1')).toBe(false);
    expect(decide([[5]], '2025-Q1').whole(overallSlot, '2025-Q1')).toBe(true);
  });
});

describe('over time', () => {
  it('hides the half-year of a group whose one quarter was small: the other quarter is its difference', () => {
    const decision = decide(
      [
        [60, 3, 9],
        [60, 20, 30],
      ],
      '2025-H1',
    );
    expect(decision.group('field', '2025-Q2', 'F1')).toBe(true);
    expect(decision.group('field', '2025-H1', 'F1')).toBe(false);
  });

  it('shows the year of a field that is small in every quarter', () => {
    const decision = decide(
      quarters.map(() => [60, 30, 4, 4]),
      '2025',
    );
    for (const id of quarters) expect(shownFields(decision, id)).toEqual(['F0', 'F1']);
    expect(decision.group('field', '2025-H1', 'F2')).toBe(true);
  });

  it('decides a quarter without looking at later ones: what was shown stays shown', () => {
    const tables = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(tables, (table) => {
        if ((table[0] ?? []).every((people) => people === 0)) return;
        const first = shownFields(decide(table.slice(0, 1), '2025-Q1'), '2025-Q1');
        expect(shownFields(decide(table, '2025'), '2025-Q1')).toEqual(first);
      }),
      { numRuns: 30 },
    );
  }, 30_000);
});

describe('beside what was published before', () => {
  const baseId = period('2025-Q1').id;
  const tallies = tallyOf(layout, [...ballotsOf('F0', 60), ...ballotsOf('F1', 20), ...ballotsOf('F2', 3)]);
  /** The page of the quarter after a publication of the same ballots that showed these lines. */
  function after(shown: ShownLines, bases = [{ baseId, tallies }]): Decision {
    const published = [{ id: 'first', at: '2025-03-20T08:00', bases, shown }];
    const slices = sliceBases(bases, [], published);
    const views = viewsUntil('2025-Q1', period('2025-Q1'), slices, [], published);
    return decideShown({ layout, overallSlot, slices, views });
  }

  it('still shows no group of three that a publication showed by mistake', () => {
    const decision = after({ whole: () => true, groups: () => ['F0', 'F2'], row: () => true });
    expect(decision.group('field', 'published first', 'F2')).toBe(true);
    expect(decision.group('field', '2025-Q1', 'F2')).toBe(false);
    // What is known anyway hides nothing more.
    expect(shownFields(decision, '2025-Q1')).toEqual(['F0', 'F1']);
  });

  it('shows no whole of three either', () => {
    const three = [{ baseId, tallies: tallyOf(layout, ballotsOf('F0', 3)) }];
    const decision = after({ whole: () => true, groups: () => [], row: () => false }, three);
    expect(decision.whole(overallSlot, 'published first')).toBe(true);
    expect(decision.whole(overallSlot, '2025-Q1')).toBe(false);
  });

  it('takes for known only the lines that the publication showed', () => {
    const hidden = after({ whole: () => false, groups: () => [], row: () => false });
    expect(hidden.whole(overallSlot, 'published first')).toBe(false);
    const [first, second] = [0, 1].map((item) => slots.findIndex(({ index }) => index === item));
    const shown = after({
      whole: () => true,
      groups: (cut) => (cut === 'field' ? ['F0', 'F1'] : []),
      row: (slot, cut, code) => slot === overallSlot || (slot === first && cut === 'field' && code === 'F1'),
    });
    // Of the first question F1 was shown, so that F0 would give F2 away; of the second neither was, and F0 comes first.
    expect(shown.row(first ?? 0, 'field', '2025-Q1', 'F1')).toBe(true);
    expect(shown.row(first ?? 0, 'field', '2025-Q1', 'F0')).toBe(false);
    expect(shown.row(second ?? 0, 'field', '2025-Q1', 'F0')).toBe(true);
    expect(shown.row(second ?? 0, 'field', '2025-Q1', 'F1')).toBe(false);
  });
});

describe('of ballots that came after a cut-off', () => {
  const baseId = period('2025-Q1').id;
  const countsUntil = calendarDay('2025-03-10');
  /** The first quarter as it stood at the cut-off and what came later, and whole quarters after it. */
  function decideLate(
    early: readonly CountableBallot[],
    late: readonly CountableBallot[],
    second: readonly CountableBallot[] = [],
  ): Decision {
    const cutOffs = [{ periodId: baseId, countsUntil, bases: [{ baseId, tallies: tallyOf(layout, early) }] }];
    const first = { baseId, tallies: tallyOf(layout, [...early, ...late]) };
    const bases =
      second.length === 0 ? [first] : [first, { baseId: period('2025-Q2').id, tallies: tallyOf(layout, second) }];
    const until = second.length === 0 ? '2025-Q1' : '2025-H1';
    const slices = sliceBases(bases, cutOffs);
    return decideShown({ layout, overallSlot, slices, views: viewsUntil(until, period(until), slices, cutOffs) });
  }
  const blank = (slot: number, code: string, people: number) => withAnswer(ballotsOf(code, people), slot, 0);

  it('is the number known, so that nothing is shown that says what the few before them answered', () => {
    // Two before, five later: seven answers in all would be those of the five and of the two.
    const decision = decideLate(ballotsOf('F1', 2), ballotsOf('F0', 5));
    expect([overallSlot, 0].map((slot) => decision.whole(slot, '2025-Q1'))).toEqual([false, false]);
    expect(shownFields(decision, '2025-Q1')).toEqual([]);
  });

  it('is nothing hidden for the sake of what that number says anyway', () => {
    const decision = decideLate(ballotsOf('F1', 4), [...ballotsOf('F1', 2), ...blank(overallSlot, 'F1', 4)]);
    expect(shownFields(decision, '2025-Q1')).toEqual(['F1']);
  });

  it('is no group shown of a question whose whole is hidden', () => {
    const early = [...blank(0, 'F0', 5), ...ballotsOf('F1', 2)];
    const decision = decideLate(early, [...ballotsOf('F0', 6), ...ballotsOf('F1', 6)]);
    expect([overallSlot, 0].map((slot) => decision.whole(slot, '2025-Q1'))).toEqual([true, false]);
    expect(shownFields(decision, '2025-Q1')).toEqual(['F0', 'F1']);
    expect(decision.row(0, 'field', '2025-Q1', 'F1')).toBe(false);
  });

  it('is the whole of one period held against those of others', () => {
    const early = [...ballotsOf('F0', 1), ...ballotsOf('F1', 3)];
    const late = [...ballotsOf('F0', 2), ...blank(overallSlot, 'F0', 3), ...ballotsOf('F1', 2)];
    const decision = decideLate(early, late, [...ballotsOf('F0', 3), ...ballotsOf('F1', 2)]);
    expect(decision.whole(overallSlot, '2025-Q1')).toBe(true);
    expect(decision.whole(overallSlot, '2025-H1')).toBe(false);
    expect(shownFields(decision, '2025-H1')).toEqual([]);
  });
});
