import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankConfidence, type RankFigure, type RankSet } from './rank-confidence';
import { choleskyRoot, jointDraws } from './rank-draws';
import { isSurely, meanFigure, pointRanks, shareFigure, tieBand } from './rank-figures';
import { rankSetsFromIntervals } from './rank-intervals';

const known = (value: number, se: number): RankFigure => ({ value, se, freedom: Infinity });
const inside = (inner: RankSet, outer: RankSet) => outer.from <= inner.from && inner.to <= outer.to;

describe('chance alone', () => {
  it('mistakes a variance of one or three degrees of freedom as χ² says', () => {
    // Quartile, median and ninth decile of χ² ÷ df, by R's qchisq.
    for (const [freedom, quantiles] of [
      [1, [0.101531, 0.454936, 2.705543]],
      [3, [0.404178, 0.788658, 2.083796]],
    ] as const) {
      const next = jointDraws([[1]], freedom, 7);
      const ratios = Array.from({ length: 20_000 }, () => next().ratio);
      [0.25, 0.5, 0.9].forEach((probability, at) => {
        const below = ratios.filter((ratio) => ratio < (quantiles[at] ?? 0)).length / ratios.length;
        expect(Math.abs(below - probability)).toBeLessThan(0.015);
      });
    }
  });

  it('is drawn for figures that have no error of their own, or none beside the others', () => {
    for (const matrix of [
      [
        [1, 1],
        [1, 1],
      ],
      [
        [0, 0],
        [0, 1],
      ],
      // Shares 20, 30 and 50 % of one sample add up to one; rounded, the last pivot is a little below zero.
      [0.2, 0.3, 0.5].map((p, row, all) => all.map((q, column) => (row === column ? p * (1 - p) : -p * q))),
    ]) {
      const root = choleskyRoot(matrix);
      matrix.forEach((row, i) =>
        row.forEach((value, j) => {
          const product = row.reduce((sum, _, k) => sum + (root[i]?.[k] ?? 0) * (root[j]?.[k] ?? 0), 0);
          expect(product).toBeCloseTo(value, 12);
        }),
      );
    }
  });
});

describe('figures to be ranked', () => {
  it('are shares on the scale of Anscombe with half the way to the next count, by R', () => {
    const { value, se, freedom, step } = shareFigure({ satisfied: 8, n: 10 });
    expect([value, se, step?.down, step?.up]).toEqual(
      [1.08146911201714, 0.154303349962092, 0.0541879694093264, 0.0584868314525009].map((each) =>
        expect.closeTo(each, 12),
      ),
    );
    expect(freedom).toBe(Infinity);
    expect(shareFigure({ satisfied: 10, n: 10 }).step).toEqual({ down: expect.closeTo(0.101442934443481, 12), up: 0 });
  });

  it('are means with half an answer more at either end in their variance, and n − 1 degrees of freedom', () => {
    // Nine answers of 5: variance of half a 1 and nine and a half 5 is 7.6 ÷ 9.
    expect(meanFigure([0, 0, 0, 0, 9])).toEqual({ value: 5, se: expect.closeTo(0.306312194490894, 12), freedom: 8 });
  });

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

  it('call nobody first or last who is alone', () => {
    for (const place of ['first', 'last'] as const) expect(isSurely(place, { from: 1, to: 1 }, 1)).toBe(false);
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

  it('are wider where errors are estimated, and share a rank where two figures are the same', () => {
    const few = (value: number): RankFigure => ({ value, se: 1, freedom: 2 });
    expect(rankSetsFromIntervals([few(4.5), few(0)])[0]).toEqual({ from: 1, to: 2 });
    expect(rankSetsFromIntervals([known(2, 0), known(2, 0)])).toEqual([
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
