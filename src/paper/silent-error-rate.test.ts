import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundWithoutErrorPercent,
  chanceOfAtMost,
  isOverLimit,
  rowsToCheck,
  upperBoundOfErrors,
  upperBoundPercent,
} from './silent-error-rate';

/** Every way to draw `checked` of `rows`, counted one by one: the oracle for small numbers. */
function countedChance(errors: number, rows: number, wrong: number, checked: number): number {
  let all = 0;
  let few = 0;
  for (let set = 0; set < 2 ** rows; set += 1) {
    const drawn = Array.from({ length: rows }, (_, at) => (set >> at) & 1);
    if (drawn.reduce((sum, one) => sum + one, 0) !== checked) continue;
    all += 1;
    if (drawn.slice(0, wrong).reduce((sum, one) => sum + one, 0) <= errors) few += 1;
  }
  return few / all;
}

const batch = fc
  .integer({ min: 1, max: 3000 })
  .chain((rows) => fc.record({ rows: fc.constant(rows), checked: fc.integer({ min: 1, max: rows }) }))
  .chain(({ rows, checked }) =>
    fc.record({
      rows: fc.constant(rows),
      checked: fc.constant(checked),
      errors: fc.integer({ min: 0, max: Math.min(checked, 6) }),
    }),
  );

describe('the chance of few errors in the part read again', () => {
  it('is what counting every possible part gives', () => {
    for (const [errors, rows, wrong, checked] of [
      [0, 8, 2, 3],
      [1, 9, 4, 5],
      [2, 10, 3, 4],
      [0, 6, 6, 2],
    ] as const) {
      expect(chanceOfAtMost(errors, rows, wrong, checked)).toBeCloseTo(countedChance(errors, rows, wrong, checked), 12);
    }
  });
});

describe('the upper bound of the silent error rate', () => {
  it('rules out one wrong row more, and does not rule out itself', () => {
    fc.assert(
      fc.property(batch, ({ rows, checked, errors }) => {
        const bound = upperBoundOfErrors(rows, checked, errors);
        expect(bound).toBeGreaterThanOrEqual(errors);
        expect(chanceOfAtMost(errors, rows, bound, checked)).toBeGreaterThan(0.05);
        if (bound < rows - (checked - errors))
          expect(chanceOfAtMost(errors, rows, bound + 1, checked)).toBeLessThanOrEqual(0.05);
      }),
      { numRuns: 60 },
    );
  });

  it('never falls with an error more, never rises with a row more checked without error, and is exact when all are', () => {
    fc.assert(
      fc.property(batch, ({ rows, checked, errors }) => {
        const bound = upperBoundOfErrors(rows, checked, errors);
        if (errors < checked) expect(upperBoundOfErrors(rows, checked, errors + 1)).toBeGreaterThanOrEqual(bound);
        if (checked < rows) expect(upperBoundOfErrors(rows, checked + 1, errors)).toBeLessThanOrEqual(bound);
        expect(upperBoundOfErrors(rows, rows, errors)).toBe(errors);
      }),
      { numRuns: 60 },
    );
  });

  it('comes near the rule of three, and near Clopper–Pearson, in a very large batch', () => {
    // One-sided 95 % Clopper–Pearson bounds for 0, 1 and 2 errors in 598: 1 - 0.05^(1/598), and from R's qbeta(0.95, x + 1, n - x).
    expect(upperBoundPercent(100_000, 598, 0)).toBeCloseTo(0.4997, 2);
    expect(upperBoundPercent(100_000, 598, 1)).toBeCloseTo(0.7907, 2);
    expect(upperBoundPercent(100_000, 598, 2)).toBeCloseTo(1.0492, 2);
  });

  it('is unknown where nothing was checked', () => {
    expect(upperBoundPercent(100, 0, 0)).toBeUndefined();
    expect(upperBoundPercent(0, 0, 0)).toBeUndefined();
  });
});

describe('the number of rows to read again', () => {
  it('is the fewest that bound the rate at half a per cent without an error', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 20_000 }), (rows) => {
        const checked = rowsToCheck(rows);
        const bound = (taken: number) => (upperBoundOfErrors(rows, taken, 0) / rows) * 100;
        expect(bound(checked)).toBeLessThanOrEqual(boundWithoutErrorPercent);
        expect(bound(checked - 1)).toBeGreaterThan(boundWithoutErrorPercent);
      }),
      { numRuns: 30 },
    );
  });

  it('is every row of a small batch, and some 600 of a large one', () => {
    expect(rowsToCheck(0)).toBe(0);
    expect(rowsToCheck(150)).toBe(150);
    expect(rowsToCheck(5_000)).toBeLessThan(600);
    // Without a finite population: ln 0.05 / ln 0.995 = 598.
    expect(rowsToCheck(100_000)).toBeGreaterThan(590);
    expect(rowsToCheck(100_000)).toBeLessThanOrEqual(598);
  });

  it('tolerates one error in that part of a large batch; two send the batch to people, until all of it is read', () => {
    const checked = rowsToCheck(5_000);
    expect([0, 1, 2].map((errors) => isOverLimit(5_000, checked, errors))).toEqual([false, false, true]);
    expect(isOverLimit(5_000, 5_000, 80)).toBe(false);
  });
});
