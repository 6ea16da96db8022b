import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable } from './spreadsheet-adapter.server';
import { neutralCell, writeCsv, writeWorkbook } from './write-table.server';

test('no cell of an exported CSV begins like a formula, and a number stays a number', () => {
  fc.assert(fc.property(fc.string(), (text) => !/^[=@\t\r\n|\uFF0B\uFF0D\uFF1D\uFF20]/.test(neutralCell(text))));
  expect(
    ['=1+1', '+84 905', '-x', '@SUM(A1)', '-5', '+3,5', 'Tư pháp', '\n=1+1', '\uFF1D1+1'].map(neutralCell),
  ).toEqual(["'=1+1", "'+84 905", "'-x", "'@SUM(A1)", '-5', '+3,5', 'Tư pháp', "'\n=1+1", "'\uFF1D1+1"]);
});

test('what is written as CSV or XLSX is read back as the same table', async () => {
  const rows = [
    ['mã', 'tên, "chức danh"', 'số'],
    ['CB01', 'Nguyễn Văn An; công chức', 7],
    ['CB02', null, 0.25],
  ];
  const expected = {
    header: rows[0],
    rows: [{ cells: ['CB01', 'Nguyễn Văn An; công chức', '7'] }, { cells: ['CB02', '', '0.25'] }],
  };
  for (const bytes of [writeCsv(rows), await writeWorkbook('Cán bộ: [1]', rows)]) {
    expect(await readTable({ name: 'x', bytes })).toMatchObject({ ok: true, value: expected });
  }
});
