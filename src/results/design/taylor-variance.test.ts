import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assert } from '../../kernel/result';
import { seededChance, shuffled } from '../../kernel/random';
import { estimateDomain } from './estimate-domain';
import { surveyDesign } from './build-design';
import type { DesignColumns, SurveyDesign } from './survey-design';

function designOf(columns: DesignColumns): SurveyDesign {
  const design = surveyDesign(columns);
  assert(design.ok, 'a design that can be');
  return design.value;
}

const taylor = { method: 'taylor', lonely: undefined } as const;
const jackknife = { method: 'jackknife', lonely: undefined } as const;

function meanOf(columns: DesignColumns, values: readonly number[], method: typeof taylor | typeof jackknife = taylor) {
  const sample = { rows: [...values.keys()], values: Float64Array.from(values) };
  return estimateDomain(designOf(columns), sample, { kind: 'mean' }, method);
}

const someValues = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 30 });

/** Every subset of `size` of the given items. */
function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the variance of a design', () => {
  it('is s² ÷ n · (1 − n/N) for a simple random sample', () => {
    fc.assert(
      fc.property(someValues, fc.integer({ min: 0, max: 40 }), (values, unseen) => {
        const n = values.length;
        const size = n + unseen;
        const centre = mean(values);
        const spread = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1);
        const { se } = meanOf({ rows: n, clusters: [], populations: [values.map(() => size)] }, values);
        expect(se).toBeCloseTo(Math.sqrt((spread / n) * (1 - n / size)), 9);
      }),
    );
  });

  it('is nothing when everybody was asked', () => {
    const { estimate, se } = meanOf({ rows: 3, clusters: [], populations: [[3, 3, 3]] }, [1, 2, 6]);
    expect({ estimate, se }).toEqual({ estimate: 3, se: 0 });
  });

  it('does not change with the order of the rows, nor with the unit of the weights', () => {
    fc.assert(
      fc.property(
        someValues,
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 9 }),
        (values, seed, times) => {
          const records = values.map((value, row) => ({ value, cluster: String(row % 3), w: 1 + (row % 4) }));
          const estimate = (rows: typeof records, unit: number) =>
            meanOf(
              {
                rows: rows.length,

                clusters: [rows.map(({ cluster }) => cluster)],
                populations: [],
                weights: rows.map(({ w }) => w * unit),
              },
              rows.map(({ value }) => value),
            );
          const one = estimate(records, 1);
          const other = estimate(shuffled(records, seededChance(seed)), times);
          expect(other.estimate).toBeCloseTo(one.estimate ?? NaN, 9);
          expect(other.se).toBeCloseTo(one.se ?? NaN, 9);
        },
      ),
    );
  });

  it('agrees with the jackknife exactly where the statistic is linear', () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const columns = { rows: values.length, clusters: [], populations: [values.map(() => values.length + 5)] };
        expect(meanOf(columns, values, jackknife).se).toBeCloseTo(meanOf(columns, values).se ?? NaN, 9);
      }),
    );
  });

  it('is right on average over all two-stage samples of a small population', () => {
    // Three clusters, two drawn; in each, two of its people: every possible sample, by hand.
    const population = [
      [3, 8, 1],
      [9, 4, 7, 2],
      [5, 5, 12],
    ];
    const totals: number[] = [];
    const variances: number[] = [];
    const chances: number[] = [];
    for (const [a = 0, b = 0] of subsets([0, 1, 2], 2)) {
      const inA = subsets(population[a] ?? [], 2);
      const inB = subsets(population[b] ?? [], 2);
      for (const first of inA)
        for (const second of inB) {
          const design = designOf({
            rows: 4,
            clusters: [
              ['a', 'a', 'b', 'b'],
              ['1', '2', '1', '2'],
            ],
            populations: [[3, 3, 3, 3], [a, a, b, b].map((cluster) => population[cluster]?.length ?? 0)],
          });
          const sample = { rows: [0, 1, 2, 3], values: Float64Array.from([...first, ...second]) };
          const { estimate, se } = estimateDomain(design, sample, { kind: 'total' }, taylor);
          totals.push(estimate ?? NaN);
          variances.push((se ?? NaN) ** 2);
          chances.push(1 / (3 * inA.length * inB.length));
        }
    }
    const expected = (figures: readonly number[]): number =>
      figures.reduce((sum, figure, at) => sum + figure * (chances[at] ?? 0), 0);
    const truth = population.flat().reduce((sum, value) => sum + value, 0);
    expect(expected(totals)).toBeCloseTo(truth, 9);
    expect(expected(variances)).toBeCloseTo(expected(totals.map((total) => (total - truth) ** 2)), 9);
  });
});

describe('a domain', () => {
  it('keeps the units outside it in the design: its total is the total of the values set to 0 outside', () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const design = designOf({ rows: values.length, clusters: [], populations: [values.map(() => 60)] });
        const rows = [...values.keys()].filter((row) => row % 2 === 0);
        const inside = Float64Array.from(rows, (row) => values[row] ?? 0);
        const zeroed = Float64Array.from(values, (value, row) => (row % 2 === 0 ? value : 0));
        const domain = estimateDomain(design, { rows, values: inside }, { kind: 'total' }, taylor);
        const whole = estimateDomain(design, { rows: [...values.keys()], values: zeroed }, { kind: 'total' }, taylor);
        expect(domain.estimate).toBeCloseTo(whole.estimate ?? NaN, 9);
        expect(domain.se).toBeCloseTo(whole.se ?? NaN, 9);
        expect(domain.df).toBe(whole.df);
      }),
    );
  });

  it('without anybody in it has no estimate', () => {
    const design = designOf({ rows: 3, clusters: [], populations: [] });
    const empty = estimateDomain(design, { rows: [], values: new Float64Array() }, { kind: 'mean' }, taylor);
    expect(empty).toEqual({ n: 0, estimate: null, se: null, low: null, high: null, df: 2, deff: null });
  });
});
