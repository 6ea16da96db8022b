import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestByChance } from './rank-chance';
import { rankConfidence, type RankFigure, type RankSet } from './rank-confidence';
import { pointRanks, shareFigure } from './rank-figures';

interface OracleSets {
  readonly name: string;
  readonly level: number;
  readonly values: readonly number[];
  readonly se: readonly number[];
  readonly covariance?: readonly (readonly number[])[];
  readonly simultaneous: readonly [readonly number[], readonly number[]];
  readonly marginal: readonly [readonly number[], readonly number[]];
}
const oracle = JSON.parse(readFileSync('test/fixtures/ranks/oracle.json', 'utf8')) as {
  readonly sets: readonly OracleSets[];
  readonly tukey: readonly { readonly size: number; readonly freedom: number | 'Inf'; readonly critical: number }[];
  readonly own: readonly { readonly se: readonly number[]; readonly critical: number }[];
};

const known = (value: number, se: number): RankFigure => ({ value, se, freedom: Infinity });
const inside = (inner: RankSet, outer: RankSet) => outer.from <= inner.from && inner.to <= outer.to;

describe('confidence sets of ranks', () => {
  // Both simulate their critical values, so a pair at the border may fall either way: ours at a level a little lower must lie
  // within theirs, ours at one a little higher must hold them.
  it.each(oracle.sets.map((each) => [each.name, each] as const))('agree with R csranks: %s', (_, each) => {
    const figures = each.values.map((value, at) => known(value, each.se[at] ?? 0));
    const at = (level: number) => rankConfidence(figures, { level, covariance: each.covariance, work: 100_000 }).sets;
    const [lower, upper] = [at(each.level - 0.012), at(each.level + 0.012)];
    for (const kind of ['simultaneous', 'marginal'] as const) {
      each.values.forEach((_value, unit) => {
        const theirs = { from: each[kind][0][unit] ?? 0, to: each[kind][1][unit] ?? 0 };
        expect(inside(lower[unit]?.[kind] as RankSet, theirs), `${kind} ${unit}`).toBe(true);
        expect(inside(theirs, upper[unit]?.[kind] as RankSet), `${kind} ${unit}`).toBe(true);
      });
    }
  });

  // R. A. Fisher and F. Yates, Statistical Tables, table VI (5 %, equal errors); the first by numerical integration in R.
  it.each([
    [3, 3.244],
    [6, 2.435],
    [8, 2.292],
    [12, 2.167],
  ])('have the critical value of Behrens and Fisher for two figures of %d degrees of freedom', (freedom, critical) => {
    const found = rankConfidence([0, 1].map((value) => ({ value, se: 1, freedom })));
    expect(Math.abs(found.critical / critical - 1)).toBeLessThan(0.02);
  });

  it.each(oracle.tukey)(
    'have the critical value of Tukey for $size equal figures, $freedom degrees of freedom',
    (each) => {
      const figures = Array.from({ length: each.size }, () => ({
        value: 0,
        se: 1,
        freedom: Number(each.freedom === 'Inf' ? Infinity : each.freedom),
      }));
      const covariance = figures.map((_, row) => figures.map((__, column) => (row === column ? 1 : 0)));
      const { critical, repetitions } = rankConfidence(figures, { covariance });
      expect(repetitions).toBeGreaterThan(5_000);
      expect(Math.abs(critical / each.critical - 1)).toBeLessThan(0.02);
      if (each.freedom === 'Inf') {
        expect(Math.abs(rankConfidence(figures).critical / each.critical - 1)).toBeLessThan(0.02);
      }
    },
  );

  it.each(oracle.own)('have the exact critical value for the pairs of one, errors $se', ({ se, critical }) => {
    const size = se.length;
    const pairs = { size, errors: se, freedoms: se.map(() => Infinity), covariance: undefined };
    const found = { apart: new Uint8Array(size * size), apartFor: new Uint8Array(size * size) };
    const squares = largestByChance(pairs, found, 5, 19_999).own[0]?.sort() ?? [];
    expect(Math.abs(Math.sqrt(squares[18_999] ?? 0) / critical - 1)).toBeLessThan(0.02);
  });

  const figure = fc.record({
    value: fc.double({ min: -5, max: 5, noNaN: true }),
    se: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 2, noNaN: true })),
    freedom: fc.constantFrom(2, 9.5, 30, Infinity),
  });
  const figures = fc.array(figure, { minLength: 1, maxLength: 9 });
  const quick = { work: 1 };

  it('hold the rank of every figure as it stands, the marginal set within the simultaneous one', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const { sets } = rankConfidence(given, quick);
        const ranks = pointRanks(given.map(({ value }) => value));
        given.forEach((_, at) => {
          const { marginal, simultaneous } = sets[at] ?? {
            marginal: { from: 0, to: 0 },
            simultaneous: { from: 0, to: 0 },
          };
          expect(inside(ranks[at] as RankSet, marginal)).toBe(true);
          expect(inside(marginal, simultaneous)).toBe(true);
          expect(simultaneous.from >= 1 && simultaneous.to <= given.length).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('do not depend on the order in which figures are given, nor on their unit and origin', () => {
    fc.assert(
      fc.property(figures, fc.nat(), (given, turn) => {
        const { sets } = rankConfidence(given, quick);
        const turned = given.map((_, at) => given[(at + turn) % given.length] as RankFigure);
        const again = rankConfidence(turned, quick).sets;
        given.forEach((_, at) => expect(again[at]).toEqual(sets[(at + turn) % given.length]));
        // Powers of two, so that nothing is rounded.
        const scaled = given.map((each) => ({ ...each, value: each.value * 4, se: each.se * 4 }));
        expect(rankConfidence(scaled, quick).sets).toEqual(sets);
      }),
      { numRuns: 25 },
    );
  });

  it('tell figures without error apart however little they differ', () => {
    const { sets } = rankConfidence([known(0, 0), known(1e-170, 0)], quick);
    expect(sets.map(({ simultaneous }) => simultaneous)).toEqual([
      { from: 2, to: 2 },
      { from: 1, to: 1 },
    ]);
  });

  it('give those with the same figures the same sets', () => {
    const given = [1, 1, 1, 0.4, 0.4, 0, 0, 0, 0].map((value) => known(value, 0.3));
    const { sets } = rankConfidence(given);
    given.forEach(({ value }, at) => expect(sets[at]).toEqual(sets[given.findIndex((other) => other.value === value)]));
  });

  it('give those with the same figures the same sets where chance alone would part them', () => {
    // Of few repetitions the first and the third differ in their marginal sets: both take the wider.
    const { sets } = rankConfidence(
      [2, 0, 2, 0, 3].map((value) => known(value, 0.3)),
      { work: 1 },
    );
    expect([sets[0], sets[2]].map((each) => each?.marginal)).toEqual([
      { from: 1, to: 3 },
      { from: 1, to: 3 },
    ]);
  });

  it('draw the same where figures are equal but their errors are not, in whatever order they are given', () => {
    const given = [known(0, 0.1), known(0, 1), known(2, 0.4), known(0, 0.5)];
    const { critical } = rankConfidence(given);
    expect(rankConfidence([...given].reverse()).critical).toBe(critical);
  });

  it('count a difference of steps from the larger of the two half steps on', () => {
    // The normal test alone tells two figures apart that differ by 2.77 and more.
    const apart = (difference: number, better: RankFigure['step'], worse: RankFigure['step']) => {
      const [first] = rankConfidence([
        { ...known(difference, 1), step: better },
        { ...known(0, 1), step: worse },
      ]).sets;
      return first?.simultaneous.to === 1;
    };
    const none = { down: 0, up: 0 };
    expect(apart(2.95, none, none)).toBe(true);
    expect(apart(2.95, { down: 0.5, up: 0 }, none)).toBe(false);
    expect(apart(2.95, none, { down: 0, up: 0.5 })).toBe(false);
    // Steps away from each other take nothing off, and two do not add up.
    expect(apart(2.95, { down: 0, up: 5 }, { down: 5, up: 0 })).toBe(true);
    expect(apart(3.2, { down: 0.25, up: 0 }, { down: 0, up: 0.25 })).toBe(true);
  });

  it('take from a difference the error that both figures share', () => {
    const alike = [
      [1, 0.99, 0],
      [0.99, 1, 0],
      [0, 0, 1],
    ];
    const given = [known(0.5, 1), known(0, 1), known(-20, 1)];
    expect(rankConfidence(given, { covariance: alike }).sets[0]?.simultaneous).toEqual({ from: 1, to: 1 });
    expect(rankConfidence(given).sets[0]?.simultaneous).toEqual({ from: 1, to: 2 });
  });

  it('take the fewest degrees of freedom of figures that come of one design', () => {
    const covariance = [
      [1, 0],
      [0, 1],
    ];
    const criticalOf = (...freedoms: number[]) =>
      rankConfidence(
        freedoms.map((freedom, value) => ({ value, se: 1, freedom })),
        { covariance },
      ).critical;
    expect(criticalOf(3, Infinity)).toBe(criticalOf(3, 3));
    expect(criticalOf(3, 3)).toBeGreaterThan(criticalOf(30, 30));
  });

  it('are one rank each where everything is known, and all ranks where nothing is', () => {
    const exact = rankConfidence([known(3, 0), known(1, 0), known(2, 0), known(2, 0)]).sets;
    expect(exact.map(({ simultaneous }) => simultaneous)).toEqual([
      { from: 1, to: 1 },
      { from: 4, to: 4 },
      { from: 2, to: 3 },
      { from: 2, to: 3 },
    ]);
    const vague = rankConfidence([known(3, 100), known(1, 100)]).sets;
    expect(vague.map(({ marginal }) => marginal)).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
    ]);
    expect(rankConfidence([known(1, 1)]).sets).toEqual([
      { marginal: { from: 1, to: 1 }, simultaneous: { from: 1, to: 1 } },
    ]);
    expect(rankConfidence([]).sets).toEqual([]);
  });

  it('are two known figures apart exactly where the normal test says so', () => {
    const apart = (difference: number) =>
      rankConfidence([known(difference, 1), known(0, 1)]).sets[0]?.marginal.to === 1;
    // 1.96 · √2 = 2.772; the simulated value has an error of about one percent.
    expect(apart(2.85)).toBe(true);
    expect(apart(2.7)).toBe(false);
  });

  it('are wider the fewer degrees of freedom there are', () => {
    const given = (freedom: number) => [4, 3, 2, 1, 0].map((value) => ({ value, se: 0.25, freedom }));
    const width = (freedom: number) =>
      rankConfidence(given(freedom), { work: 10_000 }).sets.reduce(
        (sum, { simultaneous: { from, to } }) => sum + to - from,
        0,
      );
    expect(width(Infinity)).toBe(0);
    expect(width(3)).toBeGreaterThan(0);
  });

  it('let steps after the first find more, never less', () => {
    // 0.9 from each neighbour: clear for the far ones at once; without those hypotheses the limit falls.
    const given = [0, 0.9, 1.8, 2.7, 3.6, 4.5, 5.4].map((value) => known(value, 0.23));
    const { critical } = rankConfidence(given);
    const squares = largestByChance(
      { size: 7, errors: given.map(({ se }) => se), freedoms: given.map(() => Infinity), covariance: undefined },
      { apart: new Uint8Array(49), apartFor: new Uint8Array(49) },
      1,
      9_999,
    ).all.sort();
    expect(critical).toBeLessThan(Math.sqrt(squares[9_499] ?? 0) - 0.1);
  });

  it('takes 200 units in a time that a page can wait for', () => {
    const given = Array.from({ length: 200 }, (_, at) => shareFigure({ satisfied: 150 + (at % 40), n: 200 }));
    const before = process.cpuUsage().user;
    expect(rankConfidence(given).sets).toHaveLength(200);
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
  });
});
