import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { changeDirection, differenceOfMeans, differenceOfShares, differencePValue, meanOfAnswers } from './difference';

interface Oracle {
  readonly differences: readonly { later: number[]; earlier: number[]; share: number[]; mean: number[] }[];
}
const oracle = JSON.parse(readFileSync('test/fixtures/estimates/oracle.json', 'utf8')) as Oracle;
const shareOf = (counts: readonly number[]) => ({
  successes: (counts[3] ?? 0) + (counts[4] ?? 0),
  n: counts.reduce((sum, count) => sum + count, 0),
});

describe('the change between two periods', () => {
  it("agrees with R: Newcombe's square-and-add of prop.test limits, Welch's t.test", () => {
    for (const { later, earlier, share, mean } of oracle.differences) {
      const shares = differenceOfShares(shareOf(later), shareOf(earlier));
      const means = differenceOfMeans(meanOfAnswers(later), meanOfAnswers(earlier));
      [shares.value, shares.low, shares.high].forEach((figure, index) =>
        expect(figure).toBeCloseTo(share[index] ?? NaN, 10),
      );
      [means.value, means.low, means.high].forEach((figure, index) =>
        expect(figure).toBeCloseTo(mean[index] ?? NaN, 9),
      );
    }
  });

  it("gives Newcombe's published example (a), 56 of 70 against 48 of 80: 0.0524 to 0.3339", () => {
    const { value, low, high } = differenceOfShares({ successes: 56, n: 70 }, { successes: 48, n: 80 });
    expect(value).toBeCloseTo(0.2, 12);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339']);
  });

  it('has a p-value below 0.05 exactly where the interval leaves zero out, and the same in both directions', () => {
    const group = fc
      .record({ n: fc.integer({ min: 5, max: 400 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
      .map(({ n, share }) => ({ n, successes: Math.round(n * share) }));
    fc.assert(
      fc.property(group, group, (later, earlier) => {
        const p = differencePValue(later, earlier);
        expect(p < 0.05).toBe(changeDirection(differenceOfShares(later, earlier)) !== 'uncertain');
        expect(differencePValue(earlier, later)).toBeCloseTo(p, 12);
        expect(p >= 0 && p <= 1).toBe(true);
      }),
    );
  });

  it('speaks of better or worse only when the interval leaves zero out', () => {
    expect(changeDirection({ value: 2, low: 0.1, high: 4 })).toBe('better');
    expect(changeDirection({ value: -2, low: -4, high: -0.1 })).toBe('worse');
    expect(changeDirection({ value: 2, low: -0.1, high: 4 })).toBe('uncertain');
  });
});
