import { describe, expect, it } from 'vitest';
import { type PublishedOverall, rankingTable, rankUnits, targetCounts } from './unit-ranks';

const unit = (code: string) => ({ code, name: `Xã ${code}` });
const published = (code: string, distribution: readonly number[] | null, formVersion = 1): PublishedOverall => ({
  unitCode: code,
  snapshotId: `S-${code}`,
  formId: 'A',
  formVersion,
  distribution,
  targets: null,
});

describe('units against one another', () => {
  const units = ['A', 'B', 'C', 'D', 'E', 'F'].map(unit);
  const given = [
    published('A', [0, 0, 5, 50, 45]),
    published('B', [0, 0, 5, 45, 50]),
    published('C', [20, 40, 20, 10, 10]),
    published('D', null),
    published('E', [0, 0, 0, 0, 40], 2),
  ];

  it('are ranked by what they published, and who cannot be compared is named with the reason', () => {
    const { ranked, unranked, form } = rankUnits(units, given, 'satisfied-share');
    expect(form).toEqual({ id: 'A', version: 1 });
    expect(ranked.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
    expect(ranked[0]).toMatchObject({
      n: 100,
      rank: { from: 1, to: 2 },
      simultaneous: { from: 1, to: 2 },
      band: 'first',
    });
    expect(ranked[2]).toMatchObject({ simultaneous: { from: 3, to: 3 }, surely: 'last', band: 'last' });
    expect(unranked).toEqual([
      { code: 'D', name: 'Xã D', reason: 'hidden' },
      { code: 'E', name: 'Xã E', reason: 'other-form' },
      { code: 'F', name: 'Xã F', reason: 'not-published' },
    ]);
  });

  it('call nobody last where chance explains the difference', () => {
    const close = [published('A', [0, 0, 2, 9, 9]), published('B', [0, 1, 3, 9, 7]), published('C', [0, 1, 4, 8, 7])];
    for (const method of ['satisfied-share', 'mean-score'] as const) {
      const { ranked } = rankUnits(units.slice(0, 3), close, method);
      expect(ranked.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
      expect(ranked.map(({ surely }) => surely)).toEqual([null, null, null]);
    }
  });

  it('may change places between the methods, which are never mixed', () => {
    const two = [published('A', [0, 0, 40, 0, 60]), published('B', [0, 0, 30, 70, 0])];
    expect(rankUnits(units.slice(0, 2), two, 'satisfied-share').ranked[0]?.code).toBe('B');
    expect(rankUnits(units.slice(0, 2), two, 'mean-score').ranked[0]?.code).toBe('A');
  });

  it('are handed out as the columns that hailong ranks reads', () => {
    const [header, first] = rankingTable(rankUnits(units, given, 'satisfied-share'));
    expect(header?.slice(0, 4)).toEqual(['unit', 'name', 'satisfied', 'answers']);
    expect(first?.slice(0, 4)).toEqual(['A', 'Xã A', 95, 100]);
  });

  it('are each held against the target of their own plan for the method asked, and counted', () => {
    const share = { index: 'satisfied-share', hundredths: 9000 } as const;
    const withTargets = given.map((each) => {
      if (each.unitCode === 'A') return { ...each, targets: [{ ...share, standing: 'unsure' as const }] };
      return each.unitCode === 'C' ? { ...each, targets: [{ ...share, standing: 'missed' as const }] } : each;
    });
    const { ranked } = rankUnits(units, withTargets, 'satisfied-share');
    expect(ranked.map(({ target }) => target?.standing ?? null)).toEqual(['unsure', null, 'missed']);
    expect(targetCounts(ranked)).toEqual({ met: 0, missed: 1, unsure: 1, none: 1 });
    expect(targetCounts(rankUnits(units, withTargets, 'mean-score').ranked)).toBeUndefined();
  });

  it('are nothing where nobody has published', () => {
    expect(rankUnits(units, [], 'satisfied-share')).toMatchObject({ ranked: [], form: null });
  });
});
