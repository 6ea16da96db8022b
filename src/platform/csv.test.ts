import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectDelimiter, parseCsv } from './csv';
import { decodeText } from './decode-text';

const cell = fc.string({ unit: fc.constantFrom('a', 'ế', ',', ';', '"', '\n', ' ', '1'), maxLength: 6 });
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('CSV', () => {
  test('what is written quoted is read back, whatever stands in the cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        (rows, delimiter) => {
          const text = rows.map((cells) => cells.map(quote).join(delimiter)).join('\n');
          const read = parseCsv(text, delimiter as ',', 100);
          expect(read.ok && read.value.map((row) => row.cells)).toEqual(rows);
        },
      ),
    );
  });

  test('the separator is found by the first line, also inside quotes and by sep=', () => {
    expect(detectDelimiter('a,b,c\n1;2;3;4;5')).toBe(',');
    expect(detectDelimiter('"a,b,c,d";x\n')).toBe(';');
    expect(detectDelimiter('a\tb\n')).toBe('\t');
    expect(detectDelimiter('sep=;\na,b;c\n')).toBe(';');
    expect(detectDelimiter('Báo cáo quý\nđơn vị;kỳ\n')).toBe(';');
  });

  test('each record names the line of the file it begins at', () => {
    const read = parseCsv('a,b\n"1\n2",3\n\n4,5\n', ',', 10);
    expect(read.ok && read.value).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1\n2', '3'] },
      { line: 5, cells: ['4', '5'] },
    ]);
  });

  test('a quote never closed is named by its line, and more rows than allowed are refused', () => {
    expect(parseCsv('a,b\n1,"2\n3,4', ',', 10)).toEqual({ ok: false, error: { type: 'unclosed-quote', line: 2 } });
    expect(parseCsv('a\nb\nc\n', ',', 2)).toEqual({ ok: false, error: { type: 'too-many-rows', limit: 2 } });
  });
});

describe('text of unknown encoding', () => {
  const text = 'đơn vị,kỳ\nQNG-HT,Hộ tịch chứng thực\n';
  const utf16 = Buffer.from(text, 'utf16le');
  const windows1258 = (sample: string): Uint8Array => {
    const table = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1)
      table.set(new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte);
    // Code page 1258 has the vowels with hat, breve and horn whole, the tones as following marks.
    const marks = /[\u0300\u0301\u0303\u0309\u0323]/g;
    return Uint8Array.from(
      [...sample].flatMap((letter) => {
        const decomposed = letter.normalize('NFD');
        const tone = decomposed.match(marks) ?? [];
        const base = decomposed.replace(marks, '').normalize('NFC');
        return [base, ...tone].map((part) => table.get(part) ?? 0x3f);
      }),
    );
  };

  test.each([
    ['utf-8', Buffer.from(text), 'utf-8'],
    ['utf-8 with a mark', Buffer.from('\ufeff' + text), 'utf-8'],
    ['utf-16 little-endian with a mark', Buffer.concat([Buffer.of(0xff, 0xfe), utf16]), 'utf-16le'],
    ['utf-16 big-endian with a mark', Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(utf16).swap16()]), 'utf-16be'],
    ['utf-16 without a mark', utf16, 'utf-16le'],
    ['Windows-1258', windows1258(text), 'windows-1258'],
  ])('%s is read', (_, bytes, encoding) => {
    const decoded = decodeText(bytes);
    expect(decoded?.encoding).toBe(encoding);
    expect(decoded?.text.normalize('NFC')).toBe(text);
  });

  test('bytes that are no text are refused', () => {
    expect(decodeText(Uint8Array.of(1, 0, 2, 3, 0, 0, 0, 9, 200, 3))).toBeUndefined();
  });
});
