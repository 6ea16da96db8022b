import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDay, weekStart } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import { acceptedBallot } from '../../test/fixtures/accepted-ballot';
import { batchSize, type JournalRow, mixBatch, movableToday, weekKey } from './move-batch';

const rows: fc.Arbitrary<JournalRow[]> = fc
  .array(
    fc.record({ day: fc.integer({ min: 0, max: 20 }), withWeek: fc.boolean(), answer: fc.integer({ min: 0, max: 5 }) }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ day, withWeek, answer }) =>
      acceptedBallot({ day: addDays(calendarDay('2025-01-06'), day), withWeek, answers: Uint8Array.of(answer) }),
    ),
  );

function mixed(batch: readonly JournalRow[], inTable = new Map<string, number>(), seed = 1) {
  let made = 0;
  return mixBatch(batch, inTable, seededChance(seed), () => `${(made += 1)}`);
}

describe('a batch on its way into the ballot table', () => {
  it('loses nothing and gains nothing', () => {
    fc.assert(
      fc.property(rows, fc.integer(), (batch, seed) => {
        const answers = (list: readonly { answers: Uint8Array }[]) => list.map((ballot) => ballot.answers[0]).sort();
        expect(answers(mixed(batch, new Map(), seed))).toEqual(answers(batch));
      }),
    );
  });

  it('shows a week only where 5 ballots of the unit carry it', () => {
    fc.assert(
      fc.property(rows, (batch) => {
        const shown = mixed(batch).flatMap(({ week }) => (week ? [week as string] : []));
        for (const week of shown) expect(shown.filter((other) => other === week).length).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it('shows the week of a single ballot where 5 carry it already', () => {
    const day = calendarDay('2025-01-15');
    const row = acceptedBallot({ day });
    expect(mixed([row], new Map([[weekKey(row.periodId, weekStart(day)), 4]]))[0]?.week).toBeUndefined();
    expect(mixed([row], new Map([[weekKey(row.periodId, weekStart(day)), 5]]))[0]?.week).toBe('2025-01-13');
  });

  it('comes out in any order, as chance will', () => {
    const batch = [1, 2, 3].map((answer) => acceptedBallot({ answers: Uint8Array.of(answer) }));
    const orders = Array.from({ length: 80 }, (_, seed) =>
      mixed(batch, new Map(), seed)
        .map(({ answers }) => answers[0])
        .join(''),
    );
    expect(new Set(orders).size).toBe(6);
  });

  it('carries neither day nor client-made id', () => {
    expect(Object.keys(mixed([acceptedBallot()])[0]!)).not.toContain('day');
  });

  it("leaves less than a batch of today's rows behind", () => {
    fc.assert(
      fc.property(fc.nat(10_000), (waiting) => {
        const moved = movableToday(waiting);
        expect(moved % batchSize).toBe(0);
        expect(waiting - moved).toBeLessThan(batchSize);
      }),
    );
  });
});
