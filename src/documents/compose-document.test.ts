import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { composeDocument, officialNumber, placeAndDate, romanNumeral } from './compose-document';
import { exampleIssuance } from './example-figures';
import type { Block, Issuance, OfficialDocument } from './official-document';

function composed(body: readonly Block[], issuance: Partial<Issuance> = {}, more: Partial<OfficialDocument> = {}) {
  return composeDocument({
    kind: 'plan',
    issuance: { ...exampleIssuance, ...issuance },
    subject: 'Tổ chức đánh giá',
    bases: [],
    body,
    appendices: [],
    ...more,
  });
}

function lines(body: readonly Block[]): string[] {
  return composed(body).blocks.map((block) =>
    block.type === 'heading'
      ? block.text
      : block.type === 'paragraph'
        ? block.runs.map((run) => run.text).join('')
        : block.type,
  );
}

/** Any letters of the basic plane, with controls and what XML forbids; halves of pairs have their own example. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes.filter((code) => code < 0xd800 || code > 0xdfff)));

describe('head of a paper', () => {
  test('a number below 10 carries a zero and no blanks stand around its signs', () => {
    expect(officialNumber(7, 'BC', 'UBND')).toBe('Số: 07/BC-UBND');
    expect(officialNumber(31, 'KH', 'UBND')).toBe('Số: 31/KH-UBND');
    expect(officialNumber(112, 'TTr', 'VP')).toBe('Số: 112/TTr-VP');
    expect(officialNumber(undefined, 'BC', 'UBND')).toMatch(/^Số: \u00a0+\/BC-UBND$/);
  });

  test('day below 10 and months 1 and 2 carry a zero, other months none', () => {
    expect(placeAndDate('An Mỹ', calendarDay('2023-02-05'), undefined)).toBe('An Mỹ, ngày 05 tháng 02 năm 2023');
    expect(placeAndDate('An Mỹ', calendarDay('2025-03-14'), undefined)).toBe('An Mỹ, ngày 14 tháng 3 năm 2025');
    expect(placeAndDate('An Mỹ', calendarDay('2025-12-01'), undefined)).toBe('An Mỹ, ngày 01 tháng 12 năm 2025');
  });

  test('a day left to the registry leaves room to write it', () => {
    expect(placeAndDate('An Mỹ', undefined, 2025)).toMatch(/^An Mỹ, ngày\u00a0+tháng\u00a0+năm 2025$/);
  });

  test('a number of another form is printed as the registry wrote it', () => {
    expect(composed([], { numberText: 'Số: 31a/KH-UBND' }).number).toBe('Số: 31a/KH-UBND');
  });

  test('the name of the agency breaks before the kind of unit', () => {
    expect(composed([]).agency).toBe('ỦY BAN NHÂN DÂN\nXÃ HƯƠNG TRÀ');
    expect(composed([], { agency: 'Sở Nội vụ' }).agency).toBe('SỞ NỘI VỤ');
  });

  test('bases end with ";", the last with ".", however they were typed', () => {
    expect(composed([], {}, { bases: ['Căn cứ một;', 'Căn cứ hai.', '', 'Căn cứ ba'] }).bases).toEqual([
      'Căn cứ một;',
      'Căn cứ hai;',
      'Căn cứ ba.',
    ]);
  });

  test('minutes carry no place and day', () => {
    expect(composed([], {}, { kind: 'minutes' }).placeAndDate).toBeNull();
    expect(composed([], {}, { kind: 'minutes' }).number).toBe('Số: 07/BB-UBND');
  });
});

describe('body of a paper', () => {
  test('headings, clauses and points are numbered by the program, so that no number comes twice', () => {
    expect(
      lines([
        { type: 'heading', level: 1, text: 'Mục đích' },
        { type: 'heading', level: 2, text: 'Một' },
        { type: 'clause', level: 3, text: 'điểm' },
        { type: 'clause', level: 3, text: 'điểm' },
        { type: 'heading', level: 2, text: 'Hai' },
        { type: 'clause', level: 3, text: 'điểm' },
        { type: 'heading', level: 1, text: 'Nội dung' },
        { type: 'clause', level: 2, text: 'Lãnh đạo UBND xã' },
        { type: 'paragraph', text: 'Hết' },
      ]),
    ).toEqual([
      'I. MỤC ĐÍCH',
      '1. Một',
      'a) điểm',
      'b) điểm',
      '2. Hai',
      'a) điểm',
      'II. NỘI DUNG',
      '1. Lãnh đạo UBND xã',
      'Hết./.',
    ]);
  });

  test('points run a, b, c, d, đ, e, g: the Vietnamese alphabet without f, j, w, z', () => {
    const points = lines(Array.from({ length: 25 }, (): Block => ({ type: 'clause', level: 3, text: 'x' })));
    expect(points.slice(0, 8).map((line) => line.slice(0, line.indexOf(')')))).toEqual([
      'a',
      'b',
      'c',
      'd',
      'đ',
      'e',
      'g',
      'h',
    ]);
    expect(points[23]).toBe('aa) x');
  });

  test('Roman numerals follow the rule of subtraction', () => {
    expect([1, 4, 9, 14, 40, 99].map(romanNumeral)).toEqual(['I', 'IV', 'IX', 'XIV', 'XL', 'XCIX']);
  });

  test('the text ends "./." exactly once, whatever stood there', () => {
    for (const end of ['', '.', './.', ';', ' .', ',']) {
      expect(lines([{ type: 'paragraph', text: `Nghiêm túc thực hiện${end}` }])).toEqual(['Nghiêm túc thực hiện./.']);
    }
    expect(lines([{ type: 'list', items: ['một;', 'hai.'] }])).toEqual(['- một;', '- hai./.']);
    expect(lines([{ type: 'paragraph', text: [{ text: 'Đậm', bold: true }, { text: ' hết.' }] }])).toEqual([
      'Đậm hết./.',
    ]);
  });

  test('short table rows are filled and long ones lose nothing', () => {
    const [table] = composed([
      {
        type: 'table',
        caption: 'x',
        columns: [
          { title: 'A', align: 'left' },
          { title: 'B', align: 'left' },
        ],
        rows: [{ cells: ['1'] }, { cells: ['1', '2', '3'] }],
      },
    ]).blocks;
    expect(table?.type === 'table' && table.rows.map((row) => row.cells)).toEqual([
      ['1', ''],
      ['1', '2 3'],
    ]);
    expect(table?.type === 'table' && table.caption).toBe('Bảng 1. x');
  });

  test('decomposed letters are composed, so that words are found and set as one letter', () => {
    expect(lines([{ type: 'paragraph', text: 'Hương Trà'.normalize('NFD') }])).toEqual(['Hương Trà./.']);
  });

  test('composing keeps every visible letter of any text, and takes out only what paper and XML cannot hold', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [block] = composed([{ type: 'paragraph', text: [{ text: `[${text}]` }] }]).blocks;
        const printed = block?.type === 'paragraph' ? block.runs.map((run) => run.text).join('') : '';
        expect(printed).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff\u202e]/);
        const visible = (value: string): string => value.normalize('NFC').replace(/[\p{C}\s]/gu, '');
        expect(visible(printed)).toContain(visible(text));
      }),
      { numRuns: 60 },
    );
  });
});

describe('foot and appendices of a paper', () => {
  test('recipients end with ";", the file copy stands last with "."', () => {
    expect(composed([], { recipients: ['Lưu: VT, VX.', '- UBND huyện;', 'Phòng Nội vụ'] }).recipients).toEqual([
      '- UBND huyện;',
      '- Phòng Nội vụ;',
      '- Lưu: VT, VX.',
    ]);
    expect(composed([], { recipients: [] }).recipients).toEqual(['- Lưu: VT.']);
  });

  test('one appendix has no number, several have Roman ones, and each names the paper it belongs to', () => {
    const one = { title: 'Phân bổ', body: [] };
    expect(composed([], {}, { appendices: [one] }).appendices[0]).toMatchObject({
      label: 'Phụ lục',
      title: 'PHÂN BỔ',
      attachedTo: '(Kèm theo Kế hoạch số 07/KH-UBND ngày 15 tháng 6 năm 2025 của Ủy ban nhân dân xã Hương Trà)',
    });
    expect(
      composed([], { agency: 'ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ' }, { appendices: [one, one] }).appendices.map(
        ({ label }) => label,
      ),
    ).toEqual(['Phụ lục I', 'Phụ lục II']);
    expect(
      composed([], { agency: 'ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ' }, { appendices: [one] }).appendices[0]?.attachedTo,
    ).toContain('của Ủy ban nhân dân xã Hương Trà)');
  });
});
