import { writeXlsx } from 'hucre/xlsx';
import { deflateRawSync, crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toTcvn3, toVni } from './legacy-vietnamese';
import { columnsOf, type SpreadsheetProblem } from './spreadsheet';
import { readTable } from './spreadsheet-adapter.server';
import { convertTable } from './table-from-sheet';

type Cells = (string | number | boolean | Date | null)[][];
type Sheet = Parameters<typeof writeXlsx>[0]['sheets'][number];

async function xlsx(rows: Cells, more: Partial<Sheet> = {}): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: 'Trang 1', rows, ...more }] });
}

async function read(bytes: Uint8Array, limits: Parameters<typeof readTable>[1] = {}) {
  const table = await readTable({ name: 'tep.xlsx', bytes }, limits);
  if (!table.ok) throw new Error(JSON.stringify(table.error));
  return table.value;
}

async function refusal(
  bytes: Uint8Array,
  limits: Parameters<typeof readTable>[1] = {},
): Promise<SpreadsheetProblem | undefined> {
  const table = await readTable({ name: 'tep.xlsx', bytes }, limits);
  return table.ok ? undefined : table.error;
}

/** A zip of one or more deflated entries; `declare` lets an entry lie about its size. */
function zip(entries: { name: string; data: Buffer; declare?: number }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declare } of entries) {
    const packed = deflateRawSync(data);
    const crc = (zlibCrc32 as ((data: Buffer) => number) | undefined)?.(data) ?? 0;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(declare ?? data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(Buffer.concat([central, Buffer.from(name)]));
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

describe('readTable', () => {
  test('a workbook is read as text: numbers, days, truth values, and the lines people see', async () => {
    const table = await read(
      await xlsx([
        ['mã', 'ngày', 'số'],
        ['A1', new Date(Date.UTC(2025, 2, 14)), 12.5],
        [null, null, null],
        ['A2', '15/3/2025', 0.1 + 0.2],
      ]),
    );
    expect(table.header).toEqual(['mã', 'ngày', 'số']);
    expect(table.rows).toEqual([
      { line: 2, cells: ['A1', '2025-03-14', '12.5'] },
      { line: 4, cells: ['A2', '15/3/2025', '0.3'] },
    ]);
    expect(table.warnings).toEqual([]);
  });

  test('CSV with a comma, a semicolon and a tab give the same table', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const text = [
        ['unit', 'count'],
        ['QNG-HT', '7'],
      ]
        .map((cells) => cells.join(delimiter))
        .join('\r\n');
      expect((await read(Buffer.from(text))).rows).toEqual([{ line: 2, cells: ['QNG-HT', '7'] }]);
    }
  });

  test('decomposed letters are composed, invisible ones dropped', async () => {
    const table = await read(Buffer.from(`\ufefftên,x\n${'Hộ tịch'.normalize('NFD')}\u200b ,\u00a0a\u00a0 b\n`));
    expect(table.rows[0]?.cells).toEqual(['Hộ tịch', 'a b']);
  });

  test('the header is found below the title lines of an official table', async () => {
    const bytes = await xlsx([
      ['UBND XÃ HƯƠNG TRÀ'],
      ['Thống kê quý I'],
      [],
      ['Đơn vị', 'Kỳ', 'Số hồ sơ'],
      ['QNG-HT', '2025-Q1', 7],
    ]);
    const table = await read(bytes, { expectedHeaders: ['unit', 'đơn vị', 'kỳ', 'số hồ sơ'] });
    expect(table.header).toEqual(['Đơn vị', 'Kỳ', 'Số hồ sơ']);
    expect(table.rows).toEqual([{ line: 5, cells: ['QNG-HT', '2025-Q1', '7'] }]);
    expect(table.warnings).toContainEqual({ type: 'lines-above-header', count: 2 });
    expect(
      columnsOf(table.header, { unit: ['unit', 'don vi'], count: ['count', 'so_ho_so'], field: ['field'] }),
    ).toEqual({ unit: 0, count: 2, field: -1 });
  });

  test('a formula is never evaluated: its kept value is taken with a warning, and without one the file is refused', async () => {
    const kept = new Map([['1,1', { value: 2, type: 'formula' as const, formula: '1+1', formulaResult: 2 }]]);
    const table = await read(
      await xlsx(
        [
          ['a', 'b'],
          ['x', 2],
        ],
        { cells: kept },
      ),
    );
    expect(table.rows[0]?.cells).toEqual(['x', '2']);
    expect(table.warnings).toContainEqual({ type: 'formula-values-used', count: 1, cell: 'B2' });
    const bare = new Map([['1,1', { value: null, type: 'formula' as const, formula: 'HYPERLINK("http://x")' }]]);
    expect(
      await refusal(
        await xlsx(
          [
            ['a', 'b'],
            ['x', null],
          ],
          { cells: bare },
        ),
      ),
    ).toEqual({ type: 'formula-without-value', cell: 'B2', count: 1 });
  });

  test('cells merged downwards are filled and named; text beginning with = stays text', async () => {
    const bytes = await xlsx(
      [
        ['lĩnh vực', 'n'],
        ['Tư pháp', '=1+1'],
        [null, 2],
      ],
      { merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }] },
    );
    const table = await read(bytes);
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['Tư pháp', '=1+1'],
      ['Tư pháp', '2'],
    ]);
    expect(table.warnings).toContainEqual({ type: 'merged-cells', count: 1, filled: 1, cell: 'A2' });
  });

  test.each([
    ['TCVN3', toTcvn3, 'tcvn3'],
    ['VNI', toVni, 'vni'],
  ] as const)('text typed in %s is recognised in XLSX and CSV, and offered converted', async (_, type, encoding) => {
    const typed = (text: string): string => type(text) ?? '';
    const rows = [
      ['tên', 'n'],
      ['hộ tịch chứng thực', '1'],
      ['đất đai môi trường', '2'],
    ].map((cells) => cells.map(typed));
    const csv = Buffer.from(rows.map((cells) => cells.join(';')).join('\n'), 'latin1');
    for (const bytes of [await xlsx(rows), csv]) {
      const table = await read(bytes);
      expect(table.legacyEncoding).toBe(encoding);
      expect(table.warnings).toContainEqual({ type: 'legacy-encoding', encoding });
      expect(convertTable(table, encoding).rows.map((row) => row.cells[0])).toEqual([
        'hộ tịch chứng thực',
        'đất đai môi trường',
      ]);
    }
  });

  test('empty, truncated, old, locked and foreign files are told apart', async () => {
    const whole = await xlsx([['a'], ['b']]);
    expect(await refusal(new Uint8Array(0))).toEqual({ type: 'empty-file' });
    expect(await refusal(Buffer.from('\n\n , ,\n'))).toEqual({ type: 'no-rows' });
    expect(await refusal(whole.slice(0, whole.length / 2))).toEqual({ type: 'damaged-file' });
    expect(await refusal(whole.slice(0, whole.length - 30))).toEqual({ type: 'damaged-file' });
    expect(await refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 1, 2]))).toEqual({ type: 'old-excel-file' });
    const locked = await writeXlsx({
      sheets: [{ name: 'S', rows: [['a']] }],
      encryption: { password: 'x', spinCount: 1000 },
    });
    expect(await refusal(locked)).toEqual({ type: 'encrypted-file' });
    expect(await refusal(zip([{ name: 'word/document.xml', data: Buffer.from('<w/>') }]))).toEqual({
      type: 'not-a-spreadsheet',
    });
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3]))).toEqual({
      type: 'not-a-spreadsheet',
    });
  });

  test('a workbook whose inside is nonsense is damaged, and the server lives on', async () => {
    const bytes = zip([
      { name: 'xl/workbook.xml', data: Buffer.from('<workbook><sheets><sheet') },
      { name: '[Content_Types].xml', data: Buffer.from('<Types') },
    ]);
    expect(await refusal(bytes)).toEqual({ type: 'damaged-file' });
  });

  test('a bomb is refused before it unpacks, whether it admits its size or lies', async () => {
    // Only the declared size is looked at: were it unpacked, its thousand bytes would not fit what it says.
    const honest = zip([{ name: 'xl/workbook.xml', data: Buffer.alloc(1000), declare: 2_000_000_000 }]);
    expect(await refusal(honest)).toEqual({ type: 'unpacks-too-large', limitMegabytes: 150 });
    const lying = zip([{ name: 'xl/workbook.xml', data: Buffer.alloc(5 * 1_048_576), declare: 1000 }]);
    expect(await refusal(lying)).toMatchObject({ type: 'damaged-file' });
    const half = zip(['a', 'b', 'c'].map((name) => ({ name, data: Buffer.alloc(1_048_576) })));
    expect(await refusal(half, { maxUnpackedBytes: 2 * 1_048_576 })).toEqual({
      type: 'unpacks-too-large',
      limitMegabytes: 2,
    });
  });

  test('a million rows are refused with the number allowed, as XLSX and as CSV', async () => {
    const sheet = `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(1_000_000)}</sheetData></worksheet>`;
    const bytes = zip([
      { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') },
      { name: 'xl/worksheets/sheet1.xml', data: Buffer.from(sheet) },
    ]);
    expect(await refusal(bytes)).toEqual({ type: 'too-many-rows', limit: 100_000 });
    expect(await refusal(Buffer.from('a,b\n'.repeat(1_000_000)))).toEqual({ type: 'too-many-rows', limit: 100_000 });
    expect(await refusal(Buffer.from('a\nb\nc\nd'), { maxRows: 2 })).toEqual({ type: 'too-many-rows', limit: 2 });
    expect(await refusal(await xlsx([['a'], ['b'], ['c'], ['d']]), { maxRows: 2 })).toEqual({
      type: 'too-many-rows',
      limit: 2,
    });
  });

  test('one cell far out in the sheet does not make a huge table', async () => {
    const far = `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`;
    const whole = await xlsx([['a'], ['b']]);
    expect(await refusal(await replaceSheet(whole, far))).toBeDefined();
  });

  test('a parser that would take too long or too much memory is stopped', async () => {
    const rows: Cells = Array.from({ length: 20_000 }, (_, row) =>
      Array.from({ length: 20 }, (__, column) => `ô ${row} ${column} ${'x'.repeat(20)}`),
    );
    const bytes = await xlsx(rows);
    expect(await refusal(bytes, { timeoutMilliseconds: 20 })).toEqual({ type: 'took-too-long' });
    expect(await refusal(bytes, { workerMemoryMegabytes: 16 })).toEqual({
      type: 'unpacks-too-large',
      limitMegabytes: 150,
    });
  }, 60_000);

  test('other sheets and cells beside the table are named', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Ẩn', rows: [['z']], hidden: true },
        {
          name: 'Quý 1',
          rows: [
            ['a', 'b'],
            ['1', '2', 'ghi chú'],
          ],
        },
        { name: 'Quý 2', rows: [['a'], ['1']] },
      ],
    });
    const table = await read(bytes);
    expect(table.sheet).toBe('Quý 1');
    expect(table.warnings).toEqual([
      { type: 'other-sheets-ignored', names: ['Quý 2'] },
      { type: 'cells-outside-header', count: 1, line: 2 },
    ]);
  });
});

async function replaceSheet(workbook: Uint8Array, sheet: string): Promise<Buffer> {
  const { inflateRawSync } = await import('node:zlib');
  const bytes = Buffer.from(workbook);
  const entries: { name: string; data: Buffer }[] = [];
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const data = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    entries.push({ name, data: name.startsWith('xl/worksheets/sheet') ? Buffer.from(sheet) : data });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return zip(entries);
}
