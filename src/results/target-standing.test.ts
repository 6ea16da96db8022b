import { describe, expect, it } from 'vitest';
import { estimateRow } from './estimate';
import { logGamma } from './student-t';
import { type TargetLine, targetLines, targetStanding } from './target-standing';

const shown = (distribution: readonly number[]) => ({
  suppressed: false as const,
  distribution,
  ...estimateRow(distribution)!,
});
const standing = (index: TargetLine['index'], hundredths: number, distribution: readonly number[]) =>
  targetLines({ [index]: hundredths }, shown(distribution))[0]?.standing;

describe('a target of "at least X"', () => {
  it('is met only by a whole interval at X or above, and missed only by a whole interval below', () => {
    expect(targetStanding({ low: 90, high: 95 }, 9000)).toBe('met');
    expect(targetStanding({ low: 89.999, high: 95 }, 9000)).toBe('unsure');
    // Who stands at X itself has reached it: an interval that ends there leaves it open.
    expect(targetStanding({ low: 80, high: 90 }, 9000)).toBe('unsure');
    expect(targetStanding({ low: 80, high: 89.999 }, 9000)).toBe('missed');
    expect(targetStanding({ low: 92.25, high: 92.25 }, 9225)).toBe('met');
  });

  it('is never judged by the figure alone: 19 of 20 satisfied neither meets nor misses 90 %', () => {
    expect(standing('satisfied-share', 9000, [0, 0, 1, 9, 10])).toBe('unsure');
    expect(standing('satisfied-share', 9000, [0, 0, 3, 8, 9])).toBe('unsure');
    expect(standing('satisfied-share', 9000, [0, 0, 10, 400, 590])).toBe('met');
    expect(standing('satisfied-share', 9000, [0, 0, 150, 400, 450])).toBe('missed');
  });

  it('of 100 % is missed by one who is not satisfied and never met by a sample', () => {
    expect(standing('satisfied-share', 10000, [0, 0, 0, 100, 900])).toBe('unsure');
    expect(standing('satisfied-share', 10000, [0, 0, 1, 99, 900])).toBe('missed');
  });

  it('is said with the number of the overall question hidden, without a standing', () => {
    expect(targetLines({ 'satisfied-share': 9000 }, { suppressed: true })).toEqual([
      { index: 'satisfied-share', hundredths: 9000, standing: null },
    ]);
  });

  it('is not spoken of where the plan sets none or the form has no overall question', () => {
    expect(targetLines(undefined, shown([1, 1, 1, 5, 5]))).toEqual([]);
    expect(targetLines({}, shown([1, 1, 1, 5, 5]))).toEqual([]);
    expect(targetLines({ 'satisfied-share': 9000 }, undefined)).toEqual([]);
  });

  it('holds each index against its own target only', () => {
    const lines = targetLines({ 'satisfied-share': 9900, 'mean-score': 5000 }, shown([0, 0, 30, 40, 130]));
    expect(lines.map(({ index, standing: said }) => [index, said])).toEqual([
      ['satisfied-share', 'missed'],
      ['mean-score', 'met'],
    ]);
  });

  it('is not met by five who all gave the best answer, though their answers do not vary', () => {
    expect(standing('mean-score', 9000, [0, 0, 0, 0, 5])).toBe('unsure');
    expect(standing('mean-score', 9000, [0, 0, 0, 0, 500])).toBe('met');
    expect(standing('mean-score', 9000, [5, 0, 0, 0, 0])).toBe('missed');
    expect(standing('mean-score', 9000, [0, 0, 8])).toBe('unsure');
  });
});

describe('of an office that stands exactly on its target', () => {
  it('it is said wrongly that it met or missed it in at most 2.5 of 100 cases each, counted over all samples', () => {
    for (const hundredths of [7000, 9000, 9500, 9800]) {
      for (const n of [5, 8, 9, 20, 45, 120]) {
        const said = { met: 0, missed: 0, unsure: 0 };
        for (let k = 0; k <= n; k += 1)
          said[standing('satisfied-share', hundredths, [n - k, 0, 0, 0, k])!] += binomial(n, k, hundredths / 10_000);
        expect(said.met).toBeLessThanOrEqual(0.025);
        expect(said.missed).toBeLessThanOrEqual(0.025);
      }
    }
  });

  it('the same holds of a mean where 2 of 100 people are at the other end of the scale', () => {
    // Mean 1 · 0.02 + 5 · 0.98 = 4.92, 98.4 of 100. The t interval alone would call it met in 18 of 100 samples of 200.
    const [n, hundredths] = [200, 9840];
    const said = { met: 0, missed: 0, unsure: 0 };
    for (let k = 0; k <= n; k += 1)
      said[standing('mean-score', hundredths, [n - k, 0, 0, 0, k])!] += binomial(n, k, 0.98);
    expect(said.met).toBeLessThanOrEqual(0.025);
    expect(said.missed).toBeLessThanOrEqual(0.025);
  });
});

function binomial(n: number, k: number, p: number): number {
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log(1 - p));
}
