import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assert } from '../../kernel/result';
import { surveyDesign } from './build-design';
import { domainEstimates } from './domain-contrast';
import { estimateDomain } from './estimate-domain';
import type { PpsMethod } from './survey-design';

/** Every subset of `size` of the numbers below `of`. */
function subsets(of: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: Math.max(0, of - from) }, (_, step) => from + step).flatMap((first) =>
    subsets(of, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

/** Conditional Poisson sampling of three out of six: each sample with a chance proportional to the product of its odds. */
function conditionalPoisson(odds: readonly number[]) {
  const samples = subsets(odds.length, 3);
  const products = samples.map((sample) => sample.reduce((product, unit) => product * (odds[unit] ?? 0), 1));
  const whole = products.reduce((sum, product) => sum + product, 0);
  const chances = products.map((product) => product / whole);
  const joint = odds.map((_, i) =>
    odds.map((__, j) =>
      samples.reduce((sum, s, at) => sum + (s.includes(i) && s.includes(j) ? (chances[at] ?? 0) : 0), 0),
    ),
  );
  return { samples, chances, joint };
}

function estimateOf(sample: readonly number[], joint: readonly number[][], y: readonly number[], kind: 'ht' | 'yg') {
  const pps: PpsMethod = { kind, joint: sample.map((i) => sample.map((j) => joint[i]?.[j] ?? NaN)), tolerance: 0 };
  const design = surveyDesign({ rows: sample.length, clusters: [], populations: [], pps });
  assert(design.ok, 'a design that can be');
  const values = Float64Array.from(sample, (unit) => y[unit] ?? NaN);
  const taylor = { method: 'taylor', lonely: undefined } as const;
  const domain = { rows: [...sample.keys()], values };
  const { estimates, covariance } = domainEstimates(design.value, [domain], { kind: 'total' }, taylor);
  return { total: estimates[0] ?? NaN, variance: covariance[0]?.[0] ?? NaN };
}

describe('unequal probabilities without replacement', () => {
  it('are right on average over all samples: the total, and its variance after Horvitz–Thompson and Yates–Grundy', () => {
    const odds = [0.3, 0.8, 1, 1.7, 2.5, 0.6];
    const y = [3, 9, 8, 14, 30, 7];
    const { samples, chances, joint } = conditionalPoisson(odds);
    const mean = (figures: readonly number[]) =>
      figures.reduce((sum, figure, at) => sum + figure * (chances[at] ?? 0), 0);
    const truth = y.reduce((sum, value) => sum + value, 0);
    for (const kind of ['ht', 'yg'] as const) {
      const found = samples.map((sample) => estimateOf(sample, joint, y, kind));
      const totals = found.map(({ total }) => total);
      expect(mean(totals)).toBeCloseTo(truth, 9);
      // Single variances may be below 0 in both forms.
      const variances = found.map(({ variance }) => variance);
      expect(mean(variances)).toBeCloseTo(mean(totals.map((total) => (total - truth) ** 2)), 8);
    }
  });

  it('after Yates and Grundy have no error where values are proportional to probabilities', () => {
    const { samples, joint } = conditionalPoisson([0.5, 1, 2, 0.7, 1.1, 3]);
    const y = joint.map((row, at) => 10 * (row[at] ?? 0));
    for (const sample of samples) expect(estimateOf(sample, joint, y, 'yg').variance).toBeCloseTo(0, 9);
  });

  it('are those of a simple random sample where all are equal, by every method', () => {
    const someValues = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(someValues, fc.integer({ min: 1, max: 30 }), (values, unseen) => {
        const n = values.length;
        const size = n + unseen;
        const se = (columns: Parameters<typeof surveyDesign>[0]) => {
          const design = surveyDesign(columns);
          assert(design.ok, 'a design that can be');
          const sample = { rows: [...values.keys()], values: Float64Array.from(values) };
          return (
            estimateDomain(design.value, sample, { kind: 'mean' }, { method: 'taylor', lonely: undefined }).se ?? NaN
          );
        };
        const simple = se({ rows: n, clusters: [], populations: [values.map(() => size)] });
        const probabilities = [values.map(() => n / size)];
        const joint = values.map((_, i) =>
          values.map((__, j) => (i === j ? n / size : (n * (n - 1)) / (size * (size - 1)))),
        );
        const methods: PpsMethod[] = [
          { kind: 'brewer' },
          { kind: 'overton', form: 'yates-grundy' },
          { kind: 'overton', form: 'horvitz-thompson' },
          { kind: 'ht', joint, tolerance: 0 },
          { kind: 'yg', joint, tolerance: 0 },
        ];
        for (const pps of methods)
          expect(se({ rows: n, clusters: [], populations: [], probabilities, pps })).toBeCloseTo(simple, 6);
      }),
      { numRuns: 40 },
    );
  });
});
