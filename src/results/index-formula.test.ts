import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import { period } from '../survey/reporting-period';
import { estimateRow } from './estimate';
import { indexFormulaOn, periodIndex } from './index-formula';
import { compositeIndex, equalWeights, statedWeights } from './index-formula-composite';
import type { PeriodResults, ResultRow } from './period-results';
import { resultsJson } from './results-json';
import { isOwnChoice } from './rule-mark';

function row(scope: 'factor' | 'overall', id: string, distribution: readonly number[], missing = 0): ResultRow {
  const estimate = estimateRow(distribution);
  if (!estimate) throw new Error('no answers');
  return { scope, id, title: id, suppressed: false, missing, notApplicable: 0, distribution, ...estimate };
}

describe('the index of a period', () => {
  it('is the satisfied share until 2021 and the mean from 2022 on, each by the paper of its day', () => {
    const of = (id: string) => indexFormulaOn(period(id).until);
    expect(of('2021')).toMatchObject({ id: 'share-2017', method: 'satisfied-share' });
    expect(of('2022-Q1')).toMatchObject({ id: 'mean-2022', method: 'mean-score' });
    expect(of('2023')?.citation).toContain('1001/QĐ-BNV');
    expect(of('2023-Q3')?.id).toBe('mean-2022');
    expect(of('2016')?.id).toBe('share-2012');
    expect(indexFormulaOn(calendarDay('2012-12-27'))).toBeUndefined();
  });

  it('carries formula, n, interval and missing share; the same answers give another index by another formula', () => {
    const rows = [row('overall', 'overall', [1, 0, 4, 10, 5], 5)];
    const before = periodIndex({ rows }, period('2021').until);
    const after = periodIndex({ rows }, period('2022').until);
    expect(before).toMatchObject({ value: 75, n: 20, missingShare: 0.2 });
    expect(after?.value).toBeCloseTo(78, 10);
    expect(before && before.low < 75 && before.high > 75).toBe(true);
  });

  it('says that none of these formulas is verified, so that papers call it the unit’s own choice', () => {
    for (const id of ['2016', '2021', '2022', '2025']) {
      const formula = indexFormulaOn(period(id).until);
      expect(formula && isOwnChoice(formula.mark)).toBe(true);
    }
  });

  it('is not given where the overall question is hidden', () => {
    const hidden: ResultRow = { scope: 'overall', id: 'overall', title: '', suppressed: true };
    expect(periodIndex({ rows: [hidden] }, period('2025').until)).toBeUndefined();
  });

  it('works on a scale of three points', () => {
    const index = periodIndex({ rows: [row('overall', 'overall', [2, 6, 2])] }, period('2025').until);
    expect(index?.value).toBeCloseTo((2 / 3) * 100, 10);
  });
});

describe('a composite', () => {
  const rows = [row('factor', 'I', [0, 0, 10, 10, 0]), row('factor', 'II', [0, 0, 0, 10, 10], 20)];

  it('is the weighted sum of its factors, equal weights unless stated', () => {
    expect(compositeIndex(rows, equalWeights(rows))).toMatchObject({
      satisfiedShare: { value: 75 },
      n: 40,
      missingShare: 20 / 60,
    });
    const stated = statedWeights('I=3, II=1', rows);
    expect(stated.ok && compositeIndex(rows, stated.value)?.satisfiedShare.value).toBeCloseTo(62.5, 10);
    const decimal = statedWeights('I=0,75;II=0,25', rows);
    expect(decimal.ok && compositeIndex(rows, decimal.value)?.satisfiedShare.value).toBeCloseTo(62.5, 10);
  });

  it('refuses weights that leave a factor out, name a stranger, repeat one, are negative or all zero', () => {
    for (const text of ['I=1', 'I=1,III=1', 'I=1,I=2,II=1', 'I=-1,II=1', 'I=0,II=0', '', 'I,II', 'I=1,II=1,'])
      expect(statedWeights(text, rows)).toMatchObject({ ok: false, error: { factors: ['I', 'II'] } });
  });

  it('is not given where a factor is hidden, and its weight goes to nobody, unless it is zero', () => {
    const hidden: ResultRow[] = [rows[0] as ResultRow, { scope: 'factor', id: 'II', title: '', suppressed: true }];
    expect(compositeIndex(hidden, equalWeights(hidden))).toBeUndefined();
    const without = statedWeights('I=1,II=0', hidden);
    expect(without.ok && compositeIndex(hidden, without.value)?.satisfiedShare.value).toBe(50);
  });

  it('of factors that are all the same is that factor, interval and all; else it lies between the least and the greatest', () => {
    const counts = fc
      .array(fc.nat(40), { minLength: 5, maxLength: 5 })
      .filter((each) => each.some((count) => count > 0));
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (a, b, wa, wb) => {
        const same = [row('factor', 'I', a), row('factor', 'II', a)];
        const single = estimateRow(a);
        expect(compositeIndex(same, equalWeights(same))?.meanScore.low).toBeCloseTo(single?.meanScore.low ?? -1, 9);
        const two = [row('factor', 'I', a), row('factor', 'II', b)];
        const weights = statedWeights(`I=${wa},II=${wb}`, two);
        const value = weights.ok ? (compositeIndex(two, weights.value)?.meanScore.value ?? -1) : -1;
        const ends = [a, b].map((each) => estimateRow(each)?.meanScore.value ?? 0);
        expect(value).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...ends) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('has an interval that holds the truth in at least 95 of 100 samples, also of people who answer both factors alike', () => {
    for (const alike of [true, false]) {
      const chance = seededChance(alike ? 11 : 12);
      let held = 0;
      for (let round = 0; round < 2_000; round += 1) {
        const counts = [new Array<number>(5).fill(0), new Array<number>(5).fill(0)];
        for (let person = 0; person < 60; person += 1) {
          const first = 1 + Math.max(chance(5), chance(5));
          const second = alike ? first : 1 + Math.max(chance(5), chance(5));
          [first, second].forEach((answer, factor) => (((counts[factor] as number[])[answer - 1] as number) += 1));
        }
        const both = counts.map((each, at) => row('factor', at === 0 ? 'I' : 'II', each));
        const { low, high } = compositeIndex(both, equalWeights(both))?.meanScore ?? { low: 0, high: 0 };
        // The greater of two fair answers: (1·1 + 3·2 + 5·3 + 7·4 + 9·5) ÷ 25 = 3.8 of 5.
        if (low <= 76 && 76 <= high) held += 1;
      }
      expect(held / 2_000).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / 2_000));
    }
  });
});

describe('the JSON of the results command', () => {
  const head = {
    unitCode: 'QNG-HT' as PeriodResults['unitCode'],
    periodId: period('2021').id,
    form: { id: 'C', version: 1, title: '', source: '', scale: 'five' as const },
  };
  const rows = [
    row('factor', 'I', [0, 0, 10, 10, 0], 5),
    row('factor', 'II', [0, 0, 0, 10, 10]),
    row('overall', 'overall', [0, 0, 5, 5, 10], 5),
  ];

  it('labels the index with the formula of its day, and gives the weights of the composite', () => {
    const json = resultsJson({ ...head, rows });
    expect(json.index).toMatchObject({
      formula: 'share-2017',
      method: 'satisfied-share',
      ownChoice: true,
      value: 75,
      n: 20,
      missingShare: 0.2,
    });
    expect(json.composite).toMatchObject({ weights: { I: 0.5, II: 0.5 }, stated: false, ownChoice: true });
    expect(json.rows.map(({ missingShare }) => missingShare)).toEqual([0.2, 0, 0.2]);
  });

  it('holds no number where what it needs is hidden', () => {
    const hidden = rows.map(({ scope, id, title }): ResultRow => ({ scope, id, title, suppressed: true }));
    expect(resultsJson({ ...head, rows: hidden })).toMatchObject({ index: null, composite: null });
    expect(resultsJson({ ...head, rows: hidden }).rows.every(({ missingShare }) => missingShare === null)).toBe(true);
  });
});
