import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadHighs } from '../../test/proof/highs';
import { FeasibleRegion } from './feasible-region';

const systems = fc
  .record({
    truth: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 12 }),
    picks: fc.array(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), { maxLength: 8 }),
  })
  .map(({ truth, picks }) => ({
    truth,
    sums: picks.map((pick) => truth.flatMap((_, at) => (pick[at] ? [at] : []))).filter((sum) => sum.length > 0),
  }));

const highs = await loadHighs();

describe('what a reader must hold possible of a count', () => {
  it('is at most what HiGHS finds for the same sums, and reaches it', () => {
    fc.assert(
      fc.property(systems, ({ truth, sums }) => {
        const bounds = { low: truth.map((value) => Math.min(1, value)), high: truth.map(() => 100) };
        const region = new FeasibleRegion(Float64Array.from(truth), bounds, sums);
        const totalOf = (sum: readonly number[], point: ArrayLike<number>) =>
          sum.reduce((total, at) => total + (point[at] ?? 0), 0);
        truth.forEach((_, at) => {
          const point = region.climb([at], 50);
          for (const sum of sums) expect(totalOf(sum, point)).toBeCloseTo(totalOf(sum, truth), 6);
          truth.forEach((value, other) => expect(point[other]).toBeGreaterThanOrEqual(Math.min(1, value) - 1e-6));
          const lines = sums.map((sum) => ` ${sum.map((each) => `+ x${each}`).join(' ')} = ${totalOf(sum, truth)}`);
          const limits = truth.map((value, each) => ` ${Math.min(1, value)} <= x${each} <= 100`);
          const { ObjectiveValue: best } = highs.solve(
            ['Maximize', ` x${at}`, 'Subject To', ...lines, 'Bounds', ...limits, 'End'].join('\n'),
          );
          expect(point[at]).toBeCloseTo(Math.min(50, best), 6);
        });
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
