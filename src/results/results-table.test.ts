import { describe, expect, it } from 'vitest';
import { writeCsv } from '../platform/write-table.server';
import { estimateRow } from './estimate';
import type { PeriodResults, ResultRow } from './period-results';
import { resultsTable } from './results-table';

function shownRow(scope: 'item' | 'overall', id: string, title: string, distribution: readonly number[]): ResultRow {
  const estimate = estimateRow(distribution);
  if (!estimate) throw new Error('no answers');
  return { scope, id, title, suppressed: false, missing: 2, notApplicable: 0, distribution, ...estimate };
}

const results: PeriodResults = {
  unitCode: 'QNG-HT' as PeriodResults['unitCode'],
  periodId: '2025-Q1' as PeriodResults['periodId'],
  basePeriods: ['2025-Q1' as PeriodResults['periodId']],
  countsUntil: null,
  form: { id: 'C', version: 1, title: 'Phiếu ngắn', source: '', scale: 'five' },
  otherForms: [],
  minimumGroup: 5,
  ballots: 12,
  possibleRepeats: 1,
  voids: { total: 0, byReason: [], overallWithVoided: { kind: 'none' } },
  rows: [
    shownRow('item', '1', '=HYPERLINK("http://x","Bấm")', [0, 0, 1, 4, 5]),
    shownRow('overall', 'overall', 'Chung', [1, 0, 0, 4, 5]),
  ],
  questions: [],
  cuts: [
    {
      by: 'field',
      groups: [
        {
          code: 'TP',
          title: 'Tư pháp',
          ballots: null,
          rows: [{ scope: 'overall', id: 'overall', title: 'Chung', suppressed: true }],
        },
      ],
    },
  ],
  changeFromLast: null,
};

describe('the table people take away', () => {
  const table = resultsTable(results, 'Xã Hương Trà', 'vi');
  const header = table.find((cells) => cells[0] === 'Phạm vi') ?? [];

  it('has a cell in every column of every line of figures', () => {
    for (const cells of table.slice(table.indexOf(header))) expect(cells).toHaveLength(header.length);
  });

  it('has no number in a hidden line', () => {
    const hidden = table.find((cells) => cells[1] === 'TP') ?? [];
    expect(hidden.some((cell) => typeof cell === 'number')).toBe(false);
    expect(hidden.at(-1)).toBe('đã ẩn');
  });

  it('holds every figure unrounded with its interval and names its method', () => {
    const overall = table.find((cells) => cells[4] === 'overall') ?? [];
    const at = header.indexOf('Hài lòng (A)');
    expect(overall[at]).toBe(90);
    expect(overall[at + 1]).toBeCloseTo(59.585, 3);
    expect(header[header.indexOf('Điểm TB (B)') + 1]).toBe('Điểm TB (B) thấp');
    expect(table.flat().some((cell) => typeof cell === 'string' && cell.includes('Wilson'))).toBe(true);
  });

  it('lets no text run as a formula in a spreadsheet', () => {
    expect(writeCsv(table).toString('utf8')).toContain(`"'=HYPERLINK(""http://x"",""Bấm"")"`);
  });
});
