import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assert } from '../../kernel/result';
import type { Reweighting } from './adjustment';
import { calibration } from './calibration';
import { type Margin, nonResponse, postStratification, raking } from './post-strata';

const rows = 24;
const weightsBefore = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: rows, maxLength: rows });

function marginOf(groups: number, totals: readonly number[]): Margin {
  const groupOf = Int32Array.from({ length: rows }, (_, row) => row % groups);
  return { groupOf, totals, names: totals.map((_, at) => String(at)) };
}

function done(reweighting: Reweighting, weights: readonly number[]) {
  const found = reweighting(Float64Array.from(weights));
  assert(found.ok, 'totals that can be met');
  return found.value;
}

function sumIn({ groupOf }: Margin, group: number, values: Float64Array): number {
  return values.reduce((sum, value, row) => sum + (groupOf[row] === group ? value : 0), 0);
}

describe('adjusted weights', () => {
  const totals = fc.array(fc.integer({ min: 50, max: 400 }), { minLength: 3, maxLength: 3 });

  it('of post-stratification meet their totals, and leave their shape within a group', () => {
    fc.assert(
      fc.property(weightsBefore, totals, (before, known) => {
        const margin = marginOf(3, known);
        const { weights } = done(postStratification(margin), before);
        for (const [group, total] of known.entries()) expect(sumIn(margin, group, weights)).toBeCloseTo(total, 8);
        expect((weights[0] ?? 0) / (weights[3] ?? 0)).toBeCloseTo((before[0] ?? 0) / (before[3] ?? 0), 9);
      }),
    );
  });

  it('of raking meet both margins, those of calibration every total, whatever the distance', () => {
    fc.assert(
      fc.property(weightsBefore, fc.integer({ min: 90, max: 110 }), (before, percent) => {
        const whole = before.reduce((sum, weight) => sum + weight, 0);
        const parts = (shares: readonly number[]) => shares.map((share) => (share * whole * percent) / 100);
        const margins = [marginOf(3, parts([0.3, 0.4, 0.3])), marginOf(2, parts([0.45, 0.55]))];
        const raked = done(raking(margins, { epsilon: 1e-12, rounds: 2000 }), before).weights;
        for (const margin of margins)
          for (const [group, total] of margin.totals.entries())
            expect(Math.abs(sumIn(margin, group, raked) / total - 1)).toBeLessThan(1e-8);
        const columns = [
          new Float64Array(rows).fill(1),
          Float64Array.from({ length: rows }, (_, row) => 1 + (row % 5)),
        ];
        const sums = columns.map((column) => column.reduce((sum, value, row) => sum + value * (before[row] ?? 0), 0));
        const wanted = [(sums[0] ?? 0) * (percent / 100), (sums[1] ?? 0) * (percent / 100 + 0.01)];
        for (const kind of ['linear', 'raking', 'logit'] as const) {
          const range = kind === 'logit' ? { low: 0.2, high: 4 } : { low: -Infinity, high: Infinity };
          const { weights } = done(calibration({ columns, totals: wanted }, { kind, ...range }), before);
          for (const [at, column] of columns.entries()) {
            const found = column.reduce((sum, value, row) => sum + value * (weights[row] ?? 0), 0);
            expect(Math.abs(found / (wanted[at] ?? NaN) - 1)).toBeLessThan(3e-7);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('of non-response move the weight of each cell to those who answered', () => {
    fc.assert(
      fc.property(weightsBefore, (before) => {
        const cells = marginOf(3, [0, 0, 0]);
        const answered = before.map((_, row) => row % 4 !== 1);
        const { weights } = done(nonResponse(cells, answered), before);
        for (let cell = 0; cell < 3; cell += 1)
          expect(sumIn(cells, cell, weights)).toBeCloseTo(sumIn(cells, cell, Float64Array.from(before)), 8);
        expect(answered.every((is, row) => is || weights[row] === 0)).toBe(true);
      }),
    );
  });
});

describe('what an adjustment leaves to vary', () => {
  it('is nothing of what was known, and the same again if taken out twice', () => {
    fc.assert(
      fc.property(
        weightsBefore,
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: rows, maxLength: rows }),
        (before, y) => {
          const margin = marginOf(3, [100, 200, 300]);
          const { weights, linearised } = done(postStratification(margin), before);
          const known = Float64Array.from(weights, (weight, row) => weight * (row % 3 === 1 ? 7 : 0));
          for (const left of linearised(known)) expect(left).toBeCloseTo(0, 8);
          const once = linearised(Float64Array.from(weights, (weight, row) => weight * (y[row] ?? 0)));
          for (const [row, left] of linearised(once).entries()) expect(left).toBeCloseTo(once[row] ?? NaN, 7);
        },
      ),
    );
  });

  it('of a calibration on dummies of groups is that of post-stratification to them', () => {
    fc.assert(
      fc.property(weightsBefore, (before) => {
        const margin = marginOf(3, [100, 250, 300]);
        const columns = [0, 1, 2].map((group) => Float64Array.from(margin.groupOf, (own) => (own === group ? 1 : 0)));
        const free = { kind: 'linear', low: -Infinity, high: Infinity } as const;
        const calibrated = done(calibration({ columns, totals: margin.totals }, free), before);
        const grouped = done(postStratification(margin), before);
        const scores = Float64Array.from(grouped.weights, (weight, row) => weight * ((row * 7) % 11));
        const other = calibrated.linearised(scores);
        for (const [row, left] of grouped.linearised(scores).entries()) expect(other[row]).toBeCloseTo(left, 7);
        for (const [row, weight] of grouped.weights.entries()) expect(calibrated.weights[row]).toBeCloseTo(weight, 8);
      }),
    );
  });
});
