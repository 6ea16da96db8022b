import { describe, expect, it } from 'vitest';
import { combineHidden } from './combined-group';
import { estimateRow } from './estimate';
import type { CutGroup, ResultRow } from './period-results';

const names = [
  { scope: 'item', id: '1', title: 'Một', factorId: 'I' },
  { scope: 'item', id: '2', title: 'Hai', factorId: 'I' },
  { scope: 'factor', id: 'I', title: 'Nhóm I' },
  { scope: 'overall', id: 'overall', title: 'Chung' },
] as const;

function shown(at: number, distribution: readonly number[], missing = 0): ResultRow {
  const n = distribution.reduce((sum, count) => sum + count, 0);
  const estimate = estimateRow(distribution);
  if (estimate === undefined) throw new Error('no answers');
  const name = names[at] ?? names[0];
  return { ...name, suppressed: false, missing, notApplicable: 0, distribution, ...estimate, n };
}
const hidden = (): ResultRow[] => names.map((name) => ({ ...name, suppressed: true }));
const group = (code: string, ballots: number | null, rows: readonly ResultRow[]): CutGroup => ({
  code,
  title: code,
  ballots,
  rows,
});

const whole = {
  ballots: 50,
  rows: [
    shown(0, [1, 2, 3, 20, 22], 2),
    shown(1, [0, 0, 10, 20, 20]),
    shown(2, [1, 2, 13, 40, 42], 2),
    shown(3, [2, 3, 5, 20, 20]),
  ],
};
const large = group('A', 43, [
  shown(0, [0, 1, 2, 18, 20], 2),
  shown(1, [0, 0, 8, 17, 18]),
  shown(2, [0, 1, 10, 35, 38], 2),
  shown(3, [1, 2, 4, 18, 18]),
]);
const small = [group('B', null, hidden()), group('C', null, hidden())];

describe('the hidden groups of a cut together', () => {
  it('are the whole less the groups shown, line by line, with an interval', () => {
    const combined = combineHidden(whole, [large, ...small]);
    expect(combined).toMatchObject({ codes: ['B', 'C'], ballots: 7 });
    const [first, second, factor, overall] = combined?.rows ?? [];
    expect(first).toMatchObject({ n: 7, missing: 0, distribution: [1, 1, 1, 2, 2] });
    expect(second).toMatchObject({ n: 7, distribution: [0, 0, 2, 3, 2] });
    expect(overall).toMatchObject({ n: 7, distribution: [1, 1, 1, 2, 2], ...estimateRow([1, 1, 1, 2, 2]) });
    // Seven people gave fourteen answers; how alike theirs are is not known, so they count as seven.
    expect(factor).toMatchObject({
      n: 14,
      distribution: [1, 1, 3, 5, 4],
      byPerson: { people: 7, effectiveForShare: 7 },
    });
  });

  it('have no line where a line of the whole or of a group beside them is hidden, nor the factor it belongs to', () => {
    const [a = [], b, c, d] = [
      shown(0, [0, 1, 2, 18, 20], 2),
      { ...names[1], suppressed: true } as ResultRow,
      { ...names[2], suppressed: true } as ResultRow,
      shown(3, [1, 2, 4, 18, 18]),
    ];
    const combined = combineHidden(whole, [group('A', 43, [a, b, c, d] as ResultRow[]), ...small]);
    expect(combined?.rows.map(({ suppressed }) => suppressed)).toEqual([false, true, true, false]);
  });

  it('stand there only where there are two of them, with five ballots or more, beside one that is shown', () => {
    expect(combineHidden(whole, [large, small[0] as CutGroup])).toBeUndefined();
    expect(combineHidden(whole, small)).toBeUndefined();
    expect(combineHidden({ ...whole, ballots: 47 }, [large, ...small])).toBeUndefined();
    const overallHidden = {
      ...whole,
      rows: [...whole.rows.slice(0, 3), { ...names[3], suppressed: true } as ResultRow],
    };
    expect(combineHidden(overallHidden, [large, ...small])).toBeUndefined();
  });

  it('are never made of fewer than five answers', () => {
    const four = { ...whole, rows: [shown(0, [1, 2, 3, 19, 20], 5), ...whole.rows.slice(1)] };
    expect(combineHidden(four, [large, ...small])?.rows[0]?.suppressed).toBe(true);
  });
});
