import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { readTable } from '../platform/spreadsheet-adapter.server';
import {
  canonicalLines,
  checkBallotTable,
  countLines,
  type ImportKnowledge,
  lookupKey,
  readBallotTable,
  unitsNamed,
} from './import-ballots';

const header = ['unit', 'period', 'channel', 'field', 'official', 'form', 'version', 'q1', 'q2', 'q3', 'overall'];
const good = ['QNG-HT', '2025-Q1', 'paper', 'TP', 'CB01', 'K', '1', '5', '4', '', '3'];

const knowledge: ImportKnowledge = {
  today: calendarDay('2025-10-20'),
  units: new Map([
    [
      'QNG-HT',
      {
        mayImport: true,
        fields: new Map([
          [lookupKey('TP'), 'TP'],
          [lookupKey('Tư pháp'), 'TP'],
        ]),
        officials: new Map([[lookupKey('CB01'), 'CB01']]),
        forms: new Map([
          ['K', new Map([[1, { items: 3, length: 5, points: 5 }]])],
          ['B3', new Map([[2, { items: 2, length: 3, points: 3 }]])],
        ]),
        publishedPeriods: new Set(['2024-Q4']),
      },
    ],
    [
      'QNG-XX',
      { mayImport: false, fields: new Map(), officials: new Map(), forms: new Map(), publishedPeriods: new Set() },
    ],
  ]),
};

function check(rows: readonly (readonly string[])[], names: readonly string[] = header) {
  const table = readBallotTable({ header: names, rows: rows.map((cells, index) => ({ line: index + 2, cells })) });
  if (!table.ok) throw new Error(table.error.type);
  return checkBallotTable(table.value, knowledge);
}
function problemsOf(changed: Partial<Record<string, string>>): string[] {
  const cells = good.map((cell, index) => changed[header[index] ?? ''] ?? cell);
  return check([cells]).rejected.flatMap((line) => line.problems.map((problem) => problem.type));
}

describe('the columns of a ballot file', () => {
  const rows = [{ line: 2, cells: good }];

  it('are found by name in any order and in Vietnamese', () => {
    const names = [
      'Mã đơn vị',
      'Kỳ',
      'Kênh',
      'Lĩnh vực',
      'Công chức',
      'Mẫu phiếu',
      'Phiên bản',
      'Câu 1',
      'Câu 2',
      'Câu 03',
      'Đánh giá chung',
    ];
    expect(check([good], names).accepted).toEqual(check([good]).accepted);
    expect(check([[...good].reverse()], [...header].reverse()).accepted).toEqual(check([good]).accepted);
  });

  it('must all be there, once, with q1 to qN without a gap', () => {
    const without = (name: string) =>
      readBallotTable({ header: header.map((one) => (one === name ? 'x' : one)), rows });
    expect(without('period')).toEqual({ ok: false, error: { type: 'ballot-columns-missing', columns: 'period' } });
    expect(without('q2')).toEqual({ ok: false, error: { type: 'ballot-columns-missing', columns: 'q2' } });
    expect(readBallotTable({ header: [...header, 'q3'], rows })).toEqual({
      ok: false,
      error: { type: 'ballot-column-twice', column: 'q3' },
    });
    expect(readBallotTable({ header: [...header, 'Unit'], rows })).toEqual({
      ok: false,
      error: { type: 'ballot-column-twice', column: 'unit' },
    });
    expect(readBallotTable({ header, rows: [] })).toEqual({ ok: false, error: { type: 'ballot-file-empty' } });
  });
});

describe('a line of a ballot file', () => {
  it('becomes a ballot with one byte a slot, the overall answer after the items, an empty cell no answer', () => {
    expect(check([good]).accepted[0]).toMatchObject({
      line: 2,
      unitCode: 'QNG-HT',
      periodId: '2025-Q1',
      channel: 'paper',
      fieldCode: 'TP',
      officialCode: 'CB01',
      formId: 'K',
      formVersion: 1,
      answers: Uint8Array.of(5, 4, 0, 3, 0),
    });
  });

  it('may leave field and official out, and name a field in words', () => {
    expect(problemsOf({ field: '', official: '' })).toEqual([]);
    expect(problemsOf({ field: 'TƯ PHÁP' })).toEqual([]);
  });

  it('may write the quarter as Vietnamese offices do', () => {
    for (const period of ['Quý I/2025', 'quý 1 năm 2025', 'Q1/2025', ' 2025-q1 '])
      expect(problemsOf({ period })).toEqual([]);
    expect(problemsOf({ period: 'Quý V/2025' })).toEqual(['unknown-period']);
  });

  it('is rejected with its reason: unit, period, channel, field, official, form, version', () => {
    expect(problemsOf({ unit: 'HUE-HT' })).toEqual(['unknown-unit']);
    expect(problemsOf({ unit: 'QNG-XX', field: '', official: '' })).toContain('unit-not-yours');
    expect(problemsOf({ period: 'quý 1' })).toEqual(['unknown-period']);
    expect(problemsOf({ period: '2025' })).toEqual(['not-a-base-period']);
    expect(problemsOf({ period: '2025-M01' })).toEqual(['not-a-base-period']);
    expect(problemsOf({ period: '2026-Q1' })).toEqual(['period-not-begun']);
    expect(problemsOf({ period: '2024-Q4' })).toEqual(['period-published']);
    expect(problemsOf({ channel: 'fax' })).toEqual(['unknown-channel']);
    expect(problemsOf({ field: 'YT' })).toEqual(['unknown-field']);
    expect(problemsOf({ official: 'CB99' })).toEqual(['unknown-official']);
    expect(problemsOf({ form: 'Z' })).toEqual(['unknown-form']);
    expect(problemsOf({ version: '2' })).toEqual(['wrong-version']);
    expect(problemsOf({ version: '' })).toEqual(['wrong-version']);
  });

  it('is rejected for every answer off the scale of its own form', () => {
    for (const answer of ['0', '6', '-1', '4,5', '5.5', 'x', '=1+1', '55'])
      expect(problemsOf({ q2: answer })).toEqual(['off-scale']);
    expect(problemsOf({ q1: '9', overall: '7' })).toEqual(['off-scale', 'off-scale']);
    expect(problemsOf({ form: 'B3', version: '2', q1: '3', q2: '3', overall: '4' })).toEqual(['off-scale']);
  });

  it('is rejected for an answer to a question its form does not have', () => {
    expect(problemsOf({ form: 'B3', version: '2', q1: '3', q2: '3', q3: '1', overall: '3' })).toEqual([
      'too-many-answers',
    ]);
  });

  it('takes whole numbers as a spreadsheet stores them', () => {
    expect(problemsOf({ q1: '4.0', version: '1.0' })).toEqual([]);
  });

  it('is accepted or rejected, never both, never dropped, and the preview adds up', () => {
    const cell = (valid: string) =>
      fc.oneof({ weight: 8, arbitrary: fc.constant(valid) }, { weight: 1, arbitrary: fc.string({ maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(fc.tuple(...good.map(cell)), { minLength: 1, maxLength: 20 }), (rows) => {
        const { accepted, rejected } = check(rows);
        expect([...accepted, ...rejected].map((one) => one.line).sort((a, b) => a - b)).toEqual(
          rows.map((_, index) => index + 2),
        );
        expect(rejected.every((line) => line.problems.length > 0)).toBe(true);
        expect(countLines(accepted).reduce((sum, count) => sum + count.ballots, 0)).toBe(accepted.length);
      }),
    );
  });
});

describe('knowing a file again', () => {
  it('does not depend on the order of columns, the case of codes or how numbers are written', () => {
    const other = good.map((cell, index) =>
      header[index] === 'unit' ? 'qng-ht' : header[index] === 'q1' ? '5.0' : cell,
    );
    expect(canonicalLines(check([[...other].reverse()], [...header].reverse()).accepted)).toBe(
      canonicalLines(check([good]).accepted),
    );
  });

  it('sees any change of any answer', () => {
    const answer = fc.constantFrom('', '1', '2', '3', '4', '5');
    fc.assert(
      fc.property(fc.tuple(answer, answer, answer, answer), fc.tuple(answer, answer, answer, answer), (one, other) => {
        const text = (answers: readonly string[]) =>
          canonicalLines(check([[...good.slice(0, 7), ...answers]]).accepted);
        expect(text(one) === text(other)).toBe(one.join('|') === other.join('|'));
      }),
    );
  });

  it('lists the units a table names once each', () => {
    const table = readBallotTable({
      header,
      rows: [good, good, ['qng-xx', ...good.slice(1)]].map((cells, index) => ({ line: index + 2, cells })),
    });
    expect(table.ok && unitsNamed(table.value)).toEqual(['QNG-HT', 'QNG-XX']);
  });
});

describe('the example files', () => {
  const choices = (codes: readonly string[]) => new Map(codes.map((code) => [lookupKey(code), code]));
  const known: ImportKnowledge = {
    today: calendarDay('2025-10-20'),
    units: new Map([
      [
        'QNG-HT',
        {
          mayImport: true,
          fields: choices(['TP', 'CT', 'DD']),
          officials: choices(['CB01', 'CB02', 'CB03']),
          forms: new Map([['A', new Map([[1, { items: 21, length: 22, points: 5 }]])]]),
          publishedPeriods: new Set<string>(),
        },
      ],
    ]),
  };
  async function example(name: string) {
    const sheet = await readTable({ name, bytes: readFileSync(join(import.meta.dirname, '../../examples', name)) });
    const table = sheet.ok ? readBallotTable(sheet.value) : sheet;
    if (!table.ok) throw new Error(table.error.type);
    return checkBallotTable(table.value, known);
  }

  it('hold 60 ballots of form A, the same as CSV and as XLSX', async () => {
    const csv = await example('ballots.csv');
    expect(csv).toMatchObject({ rejected: [] });
    expect(csv.accepted).toHaveLength(60);
    expect(canonicalLines((await example('ballots.xlsx')).accepted)).toBe(canonicalLines(csv.accepted));
  });
});
