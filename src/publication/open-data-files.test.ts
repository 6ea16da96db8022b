import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../platform/csv';
import { dataDictionary, dictionaryCsv } from './data-dictionary';
import { exampleSnapshot } from './example-snapshot';
import { openDataColumns, openDataCsv, openDataRows } from './open-data';
import { openDataParquet } from './open-data-parquet';
import { openDataSav } from './open-data-sav';
import { savFile, type SavVariable } from './sav-file';
import { type SavContent, readSav } from '../../test/fixtures/read-sav';

const folder = join(import.meta.dirname, '../../test/fixtures/open-data');
const content = exampleSnapshot();
const rows = openDataRows(content);

function table(text: string): readonly (readonly string[])[] {
  const parsed = parseCsv(text.replace(/^\uFEFF/, ''), ',', 10_000);
  if (!parsed.ok) throw new Error('CSV cannot be read');
  return parsed.value.map(({ cells }) => cells);
}

describe('the files of the open data', () => {
  test('are byte for byte the stored ones', () => {
    expect(openDataCsv(content)).toBe(readFileSync(join(folder, 'example.csv'), 'utf8'));
    expect(Buffer.from(openDataSav(content)).equals(readFileSync(join(folder, 'example.sav')))).toBe(true);
  });

  test('R computed every figure of the CSV again, to 1e-9', () => {
    const [head = [], ...lines] = table(readFileSync(join(folder, 'figures.csv'), 'utf8'));
    const shown = rows.filter((cells) => cells[openDataColumns.indexOf('suppressed')] === 0);
    expect(lines).toHaveLength(shown.length);
    head.slice(3).forEach((column, at) => {
      const place = openDataColumns.findIndex((each) => each === column);
      shown.forEach((cells, line) => expect(Number(lines[line]?.[at + 3])).toBeCloseTo(Number(cells[place]), 9));
    });
  });

  test('PSPP read from the SPSS file what stands in the tables', () => {
    const [head, ...lines] = table(readFileSync(join(folder, 'read-back.csv'), 'utf8'));
    expect(head).toEqual([...openDataColumns]);
    expect(lines).toHaveLength(rows.length);
    rows.forEach((cells, line) =>
      cells.forEach((cell, at) => {
        const read = lines[line]?.[at] ?? '';
        if (typeof cell === 'number') expect(Number(read)).toBeCloseTo(cell, 9);
        else expect(read.trimEnd()).toBe(cell ?? '');
      }),
    );
  });

  test('Parquet comes back as it went in, null where there is no number', async () => {
    const bytes = openDataParquet(content);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const read = await parquetReadObjects({ file });
    expect(read.map((row) => openDataColumns.map((column) => row[column]))).toEqual(rows);
  });

  test('no file carries a number of a hidden line', () => {
    const hidden = rows.filter((cells) => cells[openDataColumns.indexOf('suppressed')] === 1);
    expect(hidden.length).toBeGreaterThan(0);
    const numbers = openDataColumns.indexOf('n');
    for (const cells of hidden) expect(cells.slice(numbers).every((cell) => cell === null)).toBe(true);
    const sav = readSav(openDataSav(content));
    const inSav = sav.cases.filter((cells) => cells[openDataColumns.indexOf('suppressed')] === 1);
    expect(inSav).toHaveLength(hidden.length);
    for (const cells of inSav) expect(cells.slice(numbers).every((cell) => cell === null)).toBe(true);
  });

  test('the dictionary explains every column in both languages, and SPSS gets its words', () => {
    expect(dataDictionary.map(({ column }) => column)).toEqual([...openDataColumns]);
    for (const { label } of dataDictionary) expect(label.vi !== '' && label.en !== '').toBe(true);
    expect(table(dictionaryCsv())).toHaveLength(openDataColumns.length + 1);
    const sav = readSav(openDataSav(content));
    expect(sav.variables.map(({ name, label }) => [name, label])).toEqual(
      dataDictionary.map(({ column, label }) => [column, label.vi]),
    );
    expect(sav.valueLabels.get('cut')?.get('field')).toBe('Lĩnh vực');
    expect(sav.valueLabels.get('suppressed')?.get(1)).toBe('Không công bố');
  });
});

describe('an SPSS file', () => {
  const cells = fc.tuple(
    fc.string({ unit: 'grapheme', maxLength: 90 }),
    fc.option(fc.double({ noNaN: true }), { nil: null }),
  );
  const variables: readonly SavVariable[] = [
    { name: 'words', label: 'Chữ', kind: 'text', decimals: 0, values: [] },
    { name: 'figure', label: 'Số', kind: 'number', decimals: 2, values: [{ value: 1, label: 'một' }] },
  ];
  const written = (data: readonly (readonly [string, number | null])[]): SavContent =>
    readSav(savFile(variables, data));

  test('gives back any text up to 255 bytes and any finite number', () => {
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 6 }), (data) => {
        const usable = data
          .map(([text, figure]): [string, number | null] => [
            text.replaceAll('\0', ''),
            figure !== null && Number.isFinite(figure) && figure > -Number.MAX_VALUE ? figure : null,
          ])
          .filter(([text]) => new TextEncoder().encode(text).length <= 255);
        expect(written(usable).cases).toEqual(usable.map(([text, figure]) => [text.replace(/ +$/, ''), figure]));
      }),
    );
  });

  test('cuts a longer text between letters', () => {
    const [[text] = []] = written([['ệ'.repeat(100), 1]]).cases;
    expect(text).toBe('ệ'.repeat(85));
  });
});
