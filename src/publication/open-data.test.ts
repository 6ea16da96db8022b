import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateFactor } from '../results/alikeness';
import { estimateRow } from '../results/estimate';
import { parseCsv } from '../platform/csv';
import { exampleSnapshot } from './example-snapshot';
import { csvCell, openDataColumns, openDataCsv, openDataJson } from './open-data';

function readBack(csv: string): Record<string, string>[] {
  const parsed = parseCsv(csv.replace(/^\uFEFF/, ''), ',', 10_000);
  if (!parsed.ok) throw new Error('CSV cannot be read');
  const [head, ...rows] = parsed.value;
  return rows.map((row) => Object.fromEntries(row.cells.map((cell, index) => [head?.cells[index] ?? '', cell])));
}

describe('open data', () => {
  const content = exampleSnapshot();
  const rows = readBack(openDataCsv(content));

  test('the index can be computed again from the CSV, line by line', () => {
    const shown = rows.filter((row) => row.suppressed === '0');
    expect(shown.length).toBeGreaterThan(3);
    for (const row of shown) {
      const counts = [1, 2, 3, 4, 5].map((point) => Number(row[`n${point}`]));
      const byPerson = {
        people: Number(row.people),
        effectiveForShare: Number(row.effective_n_share),
        effectiveForMean: Number(row.effective_n_mean),
      };
      const again = row.people === '' ? estimateRow(counts) : estimateFactor(counts, byPerson);
      expect(row.people === '').toBe(row.scope !== 'factor');
      expect(Number(row.n)).toBe(again?.n);
      expect(Number(row.satisfied_share)).toBe(again?.satisfiedShare.value);
      expect(Number(row.satisfied_share_low)).toBe(again?.satisfiedShare.low);
      expect(Number(row.mean_score)).toBe(again?.meanScore.value);
      expect(Number(row.mean_score_01_high)).toBe(again?.meanScore01.high);
    }
  });

  test('a hidden line carries no number at all', () => {
    const hidden = rows.filter((row) => row.suppressed === '1');
    expect(hidden.length).toBeGreaterThan(0);
    for (const row of hidden) {
      for (const column of openDataColumns.slice(openDataColumns.indexOf('n'))) expect(row[column]).toBe('');
    }
  });

  test('every line has every column', () => {
    for (const row of rows) expect(Object.keys(row)).toEqual([...openDataColumns]);
  });

  test('a text that begins like a formula is made harmless, whatever it is', () => {
    const formula = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝'), fc.string())
      .map(([sign, rest]) => sign + rest);
    fc.assert(fc.property(formula, (text) => /^"?'/.test(csvCell(text))));
    expect(csvCell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`);
    expect(csvCell(-1.5)).toBe('-1.5');
  });

  test('any text comes back from the CSV as it went in, but for the apostrophe', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[\r\n]/.test(text)),
        (text) => {
          const parsed = parseCsv(`${csvCell(text)},x`, ',', 10);
          if (!parsed.ok) throw new Error('CSV cannot be read');
          expect([text, `'${text}`]).toContain(parsed.value[0]?.cells[0]);
        },
      ),
    );
  });

  test('the JSON holds the figures and none of the report’s words or people', () => {
    const json = openDataJson(content, { on: '2025-03-15', page: 'https://example.vn' });
    expect(json).not.toHaveProperty('report');
    expect(JSON.stringify(json)).not.toContain('Hồ Minh Hiếu');
    expect(json.rows).toEqual(content.rows);
  });
});
