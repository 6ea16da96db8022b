import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulateShrinkage } from '../../test/proof/simulate-shrinkage';
import { wilsonInterval } from './estimate';
import { type GroupShare, normalBelow, shrinkShares } from './grading-shrinkage';

const group = (satisfied: number, n: number): GroupShare => ({ satisfied, n });
const groups = fc.array(
  fc.integer({ min: 5, max: 400 }).chain((n) => fc.record({ n: fc.constant(n), satisfied: fc.nat(n) })),
  { minLength: 4, maxLength: 12 },
);

describe('figures drawn towards the common one', () => {
  it('draw a small group further than a large one, and nobody past the common figure', () => {
    const shrunk = shrinkShares([group(6, 6), group(190, 200), group(170, 200), group(180, 200), group(185, 200)]);
    const [small, large] = shrunk ?? [];
    expect(small?.pull).toBeGreaterThan((large?.pull ?? 1) + 0.3);
    // 6 of 6 is not 100 %.
    expect(small?.value).toBeLessThan(0.97);
    expect(small?.value).toBeGreaterThan(0.9);
    expect(Math.abs((large?.value ?? 0) - 0.95)).toBeLessThan(0.02);
  });

  it('are refused for fewer than four groups, whose spread nobody can tell', () => {
    expect(shrinkShares([group(5, 6), group(5, 6), group(5, 6)])).toBeUndefined();
  });

  it('lie in their interval, within 0 and 1, whatever the order of the groups', () => {
    fc.assert(
      fc.property(groups, (some) => {
        const shrunk = shrinkShares(some) ?? [];
        const reversed = (shrinkShares([...some].reverse()) ?? []).reverse();
        shrunk.forEach((each, at) => {
          expect(each.low).toBeLessThanOrEqual(each.value);
          expect(each.high).toBeGreaterThanOrEqual(each.value);
          expect(each.low >= 0 && each.high <= 1 && each.pull > 0 && each.pull < 1).toBe(true);
          expect(reversed[at]?.value).toBeCloseTo(each.value, 9);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('do not hang on the number of nodes', () => {
    const some = [group(9, 10), group(40, 60), group(300, 310), group(17, 20), group(5, 5), group(88, 100)];
    const fine = shrinkShares(some, 3_000) ?? [];
    (shrinkShares(some) ?? []).forEach((each, at) => {
      expect(Math.abs(each.value - (fine[at]?.value ?? 0))).toBeLessThan(2e-5);
      expect(Math.abs(each.low - (fine[at]?.low ?? 0))).toBeLessThan(1e-4);
      expect(Math.abs(each.high - (fine[at]?.high ?? 0))).toBeLessThan(1e-4);
    });
  });

  it('agree with a grid of both unknowns worked out another way', () => {
    // Two-dimensional brute force over μ and log A, straight from the model, without a formula of the code.
    const some = [group(45, 50), group(20, 30), group(98, 100), group(30, 40), group(9, 10)];
    const x = some.map(({ satisfied, n }) => Math.asin(Math.sqrt((satisfied + 0.375) / (n + 0.75))));
    const v = some.map(({ n }) => 1 / (4 * n + 2));
    let total = 0;
    const first = { theta: 0, square: 0 };
    for (let a = 1; a <= 3_000; a += 1) {
      const logA = -14 + (22 * a) / 3_000;
      const between = Math.exp(logA);
      for (let m = 0; m < 400; m += 1) {
        const centre = -2 + (6 * m) / 400;
        let log = logA; // dA = A d(log A)
        x.forEach((each, at) => {
          const variance = (v[at] ?? 1) + between;
          log -= 0.5 * (Math.log(variance) + (each - centre) ** 2 / variance);
        });
        const weight = Math.exp(log);
        const [x0 = 0, v0 = 1] = [x[0], v[0]];
        const mean = (x0 / v0 + centre / between) / (1 / v0 + 1 / between);
        const spread = 1 / (1 / v0 + 1 / between);
        total += weight;
        first.theta += (weight * (1 - Math.exp(-2 * spread) * Math.cos(2 * mean))) / 2;
      }
    }
    expect(shrinkShares(some)?.[0]?.value).toBeCloseTo(first.theta / total, 3);
  });

  it('come nearer the truth than the raw figures, and their intervals hold it, in a short simulation', () => {
    for (const world of ['alike', 'different'] as const) {
      const found = simulateShrinkage({ world, groups: 10, rounds: 40, seed: 20_251 });
      expect(found.squaredErrorRatio).toBeLessThan(0.95);
      expect(found.coverage).toBeGreaterThan(0.92);
      expect(found.meanWidthRatio).toBeLessThan(1);
    }
  });

  it('has a normal distribution that agrees with tables', () => {
    expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalBelow(-1.2815515655446004)).toBeCloseTo(0.1, 14);
    expect(normalBelow(0)).toBe(0.5);
    expect(normalBelow(-6)).toBeCloseTo(9.865876450376981e-10, 14);
  });

  it('are narrower on the whole than intervals of each group alone', () => {
    const some = [group(18, 20), group(17, 20), group(19, 20), group(16, 20), group(18, 20)];
    const width = (shrinkShares(some) ?? []).reduce((all, { low, high }) => all + high - low, 0);
    const alone = some.reduce((all, { satisfied, n }) => {
      const { low, high } = wilsonInterval(satisfied, n);
      return all + high - low;
    }, 0);
    expect(width).toBeLessThan(alone);
  });
});
