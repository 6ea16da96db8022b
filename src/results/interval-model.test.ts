import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultsText } from '../ui/text/results';
import { boundsWithoutModel, quotaIntervalModel } from './interval-model';

describe('what an interval of ballots assumes', () => {
  it('is always said to be a model, never a sample, in words that both languages have', () => {
    const { isProbabilitySample, statements } = quotaIntervalModel({
      overall: { satisfiedShare: 80, answers: 200 },
      dossiers: 480,
      hasFactors: true,
    });
    expect(isProbabilitySample).toBe(false);
    expect(statements[0]).toBe('no-sample');
    for (const text of [resultsText.vi, resultsText.en])
      for (const statement of statements) expect(text.model.statements[statement].length).toBeGreaterThan(40);
  });

  it('leaves without any model only what can be counted: 160 satisfied of 480 dossiers, 280 unknown', () => {
    expect(boundsWithoutModel({ satisfiedShare: 80, answers: 200 }, 480)).toEqual({
      low: (160 / 480) * 100,
      high: (440 / 480) * 100,
      answers: 200,
      dossiers: 480,
    });
  });

  it('has bounds that hold the share of those who answered, and close on it when everybody did', () => {
    const count = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 100 }), (answers, silent, satisfiedShare) => {
        const bounds = boundsWithoutModel({ satisfiedShare, answers }, answers + silent);
        expect(bounds?.low).toBeLessThanOrEqual(satisfiedShare + 1e-9);
        expect(bounds?.high).toBeGreaterThanOrEqual(satisfiedShare - 1e-9);
        const all = boundsWithoutModel({ satisfiedShare, answers }, answers);
        expect(all?.low).toBeCloseTo(satisfiedShare, 9);
        expect(all?.high).toBeCloseTo(satisfiedShare, 9);
      }),
    );
  });

  it('has none where the dossiers are not entered, or fewer than the answers', () => {
    const overall = { satisfiedShare: 80, answers: 200 };
    expect(quotaIntervalModel({ overall, dossiers: undefined, hasFactors: false }).withoutModel).toBeUndefined();
    expect(quotaIntervalModel({ overall, dossiers: 199, hasFactors: false }).withoutModel).toBeUndefined();
    expect(quotaIntervalModel({ overall: undefined, dossiers: 480, hasFactors: false }).withoutModel).toBeUndefined();
  });
});
