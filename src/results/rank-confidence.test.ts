import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestByChance } from './rank-chance';
import { rankConfidence, type RankFigure, type RankSet } from './rank-confidence';
import { isSurely, meanFigure, pointRanks, shareFigure, tieBand } from './rank-figures';
import { rankSetsFromIntervals } from './rank-intervals';

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

describe('figures to be ranked', () => {
  const share = fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([n, part]) => ({ n, satisfied: Math.round(n * part) }));

  it('never have an error of zero, not even where all answered alike', () => {
    fc.assert(fc.property(share, (each) => shareFigure(each).se > 0));
    for (const counts of [
      [0, 0, 0, 0, 9],
      [9, 0, 0, 0, 0],
      [0, 0, 9, 0, 0],
      [0, 9, 0],
    ]) {
      expect(meanFigure(counts).se).toBeGreaterThan(0);
    }
  });

  it('hold the rank of the share as it is printed, though small shares are drawn to the middle', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 2, maxLength: 6 }), (given) => {
        const { sets } = rankConfidence(given.map(shareFigure), { work: 1 });
        pointRanks(given.map(({ satisfied, n }) => satisfied / n)).forEach((rank, at) => {
          const { from, to } = sets[at]?.marginal ?? { from: 0, to: 0 };
          // With ties any of the shared ranks will do.
          expect(from <= rank.to && rank.from <= to).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('share ranks where they are equal', () => {
    expect(pointRanks([5, 7, 7, 1])).toEqual([
      { from: 3, to: 3 },
      { from: 1, to: 2 },
      { from: 1, to: 2 },
      { from: 4, to: 4 },
    ]);
  });
});

describe('tie bands', () => {
  it('call nobody last unless every other was found better', () => {
    const shares = [19, 19, 18, 18, 17, 12].map((satisfied) => shareFigure({ satisfied, n: 20 }));
    const { sets } = rankConfidence(shares);
    // 60 % of twenty beside 85 % of twenty: the last by chance.
    expect(sets.some(({ simultaneous }) => isSurely('last', simultaneous, 6))).toBe(false);
    const clear = rankConfidence([...shares.slice(0, 5), shareFigure({ satisfied: 2, n: 20 })]).sets;
    expect(clear.map(({ simultaneous }) => isSurely('last', simultaneous, 6))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('sort every set into one of four', () => {
    expect(tieBand({ from: 1, to: 3 }, 5)).toBe('first');
    expect(tieBand({ from: 2, to: 4 }, 5)).toBe('middle');
    expect(tieBand({ from: 3, to: 5 }, 5)).toBe('last');
    expect(tieBand({ from: 1, to: 5 }, 5)).toBe('open');
  });
});

describe('sets from intervals', () => {
  it('are different where intervals that hold together do not meet', () => {
    // Two with 97.47 % each: half widths 2.2365.
    expect(rankSetsFromIntervals([known(4.5, 1), known(0, 1)])).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 2 },
    ]);
    expect(rankSetsFromIntervals([known(4.4, 1), known(0, 1)])).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
    ]);
  });

  it('are not narrower than those of differences where errors are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { minLength: 2, maxLength: 12 }), (values) => {
        const given = values.map((value) => known(value, 1));
        const { sets } = rankConfidence(given, { work: 1 });
        rankSetsFromIntervals(given).forEach((set, at) =>
          expect(inside(sets[at]?.simultaneous as RankSet, set)).toBe(true),
        );
      }),
      { numRuns: 20 },
    );
  });
});
