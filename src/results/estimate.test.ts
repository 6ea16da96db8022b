import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateRow, meanInterval, normalQuantile975, wilsonInterval } from './estimate';
import { studentTQuantile } from './student-t';

interface Oracle {
  readonly z: number;
  readonly rows: readonly {
    readonly counts: number[];
    readonly n: number;
    readonly share: number[];
    readonly mean: number[];
  }[];
  readonly quantiles: readonly (readonly [number, number])[];
}
const oracle = JSON.parse(readFileSync('test/fixtures/estimates/oracle.json', 'utf8')) as Oracle;
const countsOfFive = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 5 });
const someAnswers = countsOfFive.filter((counts) => counts.some((count) => count > 0));

describe('the estimate of a row', () => {
  it('agrees with R: prop.test without correction for shares, t.test for means', () => {
    for (const { counts, n, share, mean } of oracle.rows) {
      const points = counts.length;
      const row = estimateRow(counts);
      expect(row?.n).toBe(n);
      const inside = (score: number) => Math.min(points, Math.max(1, score));
      const close = (found: number | undefined, wanted: number) => expect(found).toBeCloseTo(wanted, 8);
      close(row?.satisfiedShare.value, (share[0] ?? NaN) * 100);
      close(row?.satisfiedShare.low, (share[1] ?? NaN) * 100);
      close(row?.satisfiedShare.high, (share[2] ?? NaN) * 100);
      close(row?.meanScore.value, ((mean[0] ?? NaN) / points) * 100);
      close(row?.meanScore.low, (inside(mean[1] ?? NaN) / points) * 100);
      close(row?.meanScore.high, (inside(mean[2] ?? NaN) / points) * 100);
      close(row?.meanScore01.low, ((inside(mean[1] ?? NaN) - 1) / (points - 1)) * 100);
    }
  });

  it("uses Student's t quantiles that agree with R to ten digits, also for broken degrees of freedom", () => {
    expect(normalQuantile975).toBeCloseTo(oracle.z, 14);
    for (const [freedom, quantile] of oracle.quantiles) {
      expect(Math.abs(studentTQuantile(0.975, freedom) / quantile - 1)).toBeLessThan(1e-10);
    }
  });

  it('gives 8 satisfied of 10 the textbook interval 0.490 to 0.943', () => {
    const { value, low, high } = wilsonInterval(8, 10);
    expect([value, Number(low.toFixed(3)), Number(high.toFixed(3))]).toEqual([0.8, 0.49, 0.943]);
  });

  it('holds every value inside its interval and every interval inside its scale', () => {
    fc.assert(
      fc.property(someAnswers, (counts) => {
        const row = estimateRow(counts);
        if (!row) throw new Error('answers without an estimate');
        const within = ({ value, low, high }: { value: number; low: number; high: number }, least: number) => {
          expect(low).toBeGreaterThanOrEqual(least - 1e-9);
          expect(low).toBeLessThanOrEqual(value + 1e-9);
          expect(high).toBeGreaterThanOrEqual(value - 1e-9);
          expect(high).toBeLessThanOrEqual(100 + 1e-9);
        };
        within(row.satisfiedShare, 0);
        within(row.meanScore, 20);
        within(row.meanScore01, 0);
      }),
    );
  });

  it('is the mirror image when the scale is turned round', () => {
    fc.assert(
      fc.property(someAnswers, (counts) => {
        const mean = meanInterval(counts);
        const turned = meanInterval([...counts].reverse());
        expect(turned.value).toBeCloseTo(6 - mean.value, 9);
        expect(turned.low).toBeCloseTo(6 - mean.high, 9);
      }),
    );
  });

  it('narrows when every count is doubled, and keeps its value', () => {
    fc.assert(
      fc.property(someAnswers, (counts) => {
        const once = estimateRow(counts);
        const twice = estimateRow(counts.map((count) => count * 2));
        if (!once || !twice) throw new Error('answers without an estimate');
        expect(twice.satisfiedShare.value).toBeCloseTo(once.satisfiedShare.value, 9);
        const width = ({ low, high }: { low: number; high: number }) => high - low;
        expect(width(twice.satisfiedShare)).toBeLessThan(width(once.satisfiedShare));
        expect(width(twice.meanScore)).toBeLessThanOrEqual(width(once.meanScore) + 1e-9);
      }),
    );
  });

  it('never mixes the methods: 1, 3 and 5 give 33.3 by A, 60 by B and 50 by B from zero', () => {
    const row = estimateRow([1, 0, 1, 0, 1]);
    expect(row?.satisfiedShare.value).toBeCloseTo(100 / 3, 12);
    expect(row?.meanScore.value).toBeCloseTo(60, 12);
    expect(row?.meanScore01.value).toBeCloseTo(50, 12);
  });

  it('counts "hài lòng" and "rất hài lòng" of three points as satisfied', () => {
    const row = estimateRow([1, 1, 2]);
    expect(row?.satisfiedShare.value).toBeCloseTo(75, 12);
    expect(row?.meanScore.value).toBeCloseTo(75, 12);
    expect(row?.meanScore01.value).toBeCloseTo(62.5, 12);
  });

  it('says nothing without answers', () => {
    expect(estimateRow([0, 0, 0, 0, 0])).toBeUndefined();
  });
});
