import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, calendarDay } from '../kernel/calendar-day';
import { expectedAtEnd, expectedFromTotal } from './pace';
import { lengthInDays, period } from './reporting-period';

const quarter = period('2025-Q2');

test('a steady pace is carried to the end: so many a day for every day of the period', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 91 }), (perDay, elapsed) => {
      const today = addDays(quarter.from, elapsed);
      fc.pre(today <= quarter.until);
      const days = Array.from({ length: elapsed }, (_, index) => ({
        day: addDays(quarter.from, index),
        count: perDay,
      }));
      expect(expectedAtEnd(quarter, days, today)).toBe(perDay * lengthInDays(quarter));
    }),
  );
});

test('what came in is never expected away, and after the end the count is the count', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.integer({ min: 0, max: 91 }), count: fc.nat(20) })),
      fc.integer({ min: 1, max: 91 }),
      (entries, elapsed) => {
        const days = entries.map(({ at, count }) => ({ day: addDays(quarter.from, at), count }));
        const today = addDays(quarter.from, elapsed);
        const soFar = days.filter(({ day }) => day <= today).reduce((sum, { count }) => sum + count, 0);
        if (today <= quarter.until) expect(expectedAtEnd(quarter, days, today) as number).toBeGreaterThanOrEqual(soFar);
        const all = days.filter(({ day }) => day <= quarter.until).reduce((sum, { count }) => sum + count, 0);
        expect(expectedAtEnd(quarter, days, addDays(quarter.until, 3))).toBe(all);
      },
    ),
  );
});

test('on the first day nothing can be expected yet', () => {
  expect(expectedAtEnd(quarter, [{ day: quarter.from, count: 5 }], quarter.from)).toBeUndefined();
});

test('days outside the period count for nothing', () => {
  const days = [{ day: addDays(quarter.from, -1), count: 100 }];
  expect(expectedAtEnd(quarter, days, addDays(quarter.from, 10))).toBe(0);
});

test('46 dossiers in the first half of 92 days become 92', () => {
  expect(expectedFromTotal(quarter, 46, addDays(quarter.from, 45))).toBe(92);
  expect(expectedFromTotal(quarter, 46, quarter.until)).toBe(46);
  expect(expectedFromTotal(quarter, 1, calendarDay('2025-01-01'))).toBeUndefined();
});
