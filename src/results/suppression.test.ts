import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { answerSlots } from '../survey/questionnaire';
import { period } from '../survey/reporting-period';
import { sliceBases, viewsUntil } from './period-view';
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
