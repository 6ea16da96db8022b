import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import { readTable } from '../platform/spreadsheet-adapter.server';
import { changedCounts, countedUntilProblem } from './dossier-count-change';
import { parseCount, parsePeriodCell } from './dossier-count-cells';
import { expectedHeaders, type ImportContext, readDossierImport } from './import-dossier-counts';
import { period, windowPeriod } from './reporting-period';

const field = (code: string, name: string) => ({ code: code as FieldCode, name });
const context: ImportContext = {
  unitCode: 'QNG-HT',
  fields: [
    field('TP', 'Tư pháp'),
    field('CT', 'Chứng thực'),
    field('DD', 'Đất đai'),
    field('LD', 'Lao động và xã hội'),
    field('LD', 'Lao động'),
    field('NN', 'Nông nghiệp'),
  ],
  period: undefined,
  ownWindows: [],
  today: calendarDay('2025-10-20'),
};
const rowsOf = (...lines: string[]) => ({
  header: (lines[0] as string).split(','),
  rows: lines.slice(1).map((line, index) => ({ line: index + 2, cells: line.split(',') })),
});
const problemsOf = (table: ReturnType<typeof rowsOf>, extra: Partial<ImportContext> = {}) =>
  readDossierImport(table, { ...context, ...extra }).problems.map(({ type }) => type);

test('the long form is read, by code or by name of the field, in English or Vietnamese', () => {
  const english = readDossierImport(
    rowsOf('unit,period,field,channel,count', 'QNG-HT,2025-Q1,TP,direct,74', 'QNG-HT,2025-Q1,DD,online,12'),
    context,
  );
  const vietnamese = readDossierImport(
    rowsOf(
      'Mã đơn vị,Kỳ báo cáo,Lĩnh vực,Hình thức,Số hồ sơ',
      'QNG-HT,Quý I/2025,tư pháp,Trực tiếp,74',
      'QNG-HT,Q1/2025,ĐẤT ĐAI,Trực tuyến,12',
    ),
    context,
  );
  expect(english.problems).toEqual([]);
  expect(vietnamese).toEqual(english);
  expect(english.counts[0]).toEqual({ line: 2, periodId: '2025-Q1', fieldCode: 'TP', channel: 'direct', count: 74 });
});

test('the wide export of the dossier software gives three channels a line; its total line is left out', () => {
  const found = readDossierImport(
    rowsOf(
      'STT,Lĩnh vực,Trực tiếp,Bưu chính,Trực tuyến,Tổng',
      '1,Tư pháp,74,2,12,88',
      '2,Đất đai,30,,1,31',
      ',Tổng cộng,104,2,13,119',
    ),
    { ...context, period: period('2025-Q1').id },
  );
  expect(found.problems).toEqual([]);
  expect(found.totalLines).toBe(1);
  expect(found.counts.map(({ fieldCode, channel, count }) => `${fieldCode} ${channel} ${count}`)).toEqual([
    'TP direct 74',
    'TP postal 2',
    'TP online 12',
    'DD direct 30',
    'DD postal 0',
    'DD online 1',
  ]);
});

test('the example files of docs/formats/import.md are read without a problem and say the same', async () => {
  const read = async (name: string) => {
    const table = await readTable({ name, bytes: readFileSync(`examples/${name}`) }, { expectedHeaders });
    if (!table.ok) throw new Error(table.error.type);
    return readDossierImport(table.value, context);
  };
  const csv = await read('dossier-counts.csv');
  expect(csv.problems).toEqual([]);
  expect(csv.counts.length).toBeGreaterThan(10);
  expect((await read('dossier-counts.xlsx')).counts).toEqual(csv.counts);
});

test('the same field and channel twice in one period is refused and names both lines', () => {
  const found = readDossierImport(
    rowsOf('unit,period,field,channel,count', 'QNG-HT,2025-Q1,TP,direct,1', 'QNG-HT,2025-Q1,Tư pháp,Trực tiếp,1'),
    context,
  );
  expect(found.problems).toEqual([{ line: 3, type: 'row-twice', otherLine: 2 }]);
});

test('every bad cell is reported at once, with its line', () => {
  const found = readDossierImport(
    rowsOf(
      'unit,period,field,channel,count',
      'QNG-HT,2025,TP,direct,1',
      'QNG-HT,2026-Q1,TP,direct,1',
      'QNG-HT,,TP,direct,1',
      'QNG-HT,2025-Q1,XX,fax,-3',
      'QNG-HT,2025-03-01,TP,direct,45678.5',
      'QNG-HT,2025-Q1,TP,direct,2025-01-12',
      'QNG-HT,2025-Q1,TP,direct,',
    ),
    context,
  );
  expect(found.problems.map((problem) => `${'line' in problem ? problem.line : ''} ${problem.type}`)).toEqual([
    '2 period-not-base',
    '3 period-not-begun',
    '4 period-missing',
    '5 field-unknown',
    '5 channel-unknown',
    '5 count-negative',
    '6 period-is-date',
    '6 count-not-whole',
    '7 count-is-date',
    '8 count-missing',
  ]);
});

test('a file without the columns, or of another unit only, is refused; single foreign lines are left out and counted', () => {
  expect(problemsOf(rowsOf('a,b', '1,2'))).toEqual(['columns-missing']);
  expect(problemsOf(rowsOf('unit,period,field,channel,count', 'QNG-XX,2025-Q1,TP,direct,1'))).toEqual([
    'all-other-units',
  ]);
  const mixed = readDossierImport(
    rowsOf('unit,period,field,channel,count', 'QNG-XX,2025-Q1,TP,direct,1', 'qng-ht,2025-Q1,TP,direct,1'),
    context,
  );
  expect(mixed).toMatchObject({ problems: [], otherUnitLines: 1, counts: [{ count: 1 }] });
});

test('hostile text in any cell becomes a problem, never a figure and never a crash', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string(), fc.string(), fc.string(), fc.string(), fc.string()), { maxLength: 20 }),
      (lines) => {
        const table = {
          header: ['unit', 'period', 'field', 'channel', 'count'],
          rows: lines.map((cells, index) => ({ line: index + 2, cells })),
        };
        for (const { count } of readDossierImport(table, context).counts)
          expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
      },
    ),
  );
  expect(parseCount('=1+1').ok).toBe(false);
  expect(parseCount("1'; DROP TABLE unit").ok).toBe(false);
  expect(parseCount('99999999999999999999').ok).toBe(false);
});

test('a whole number is read in every spelling of it', () => {
  for (const [text, value] of [
    ['0', 0],
    ['1.234', 1234],
    ['1,234', 1234],
    ['1 234 567', 1_234_567],
    ['12.0', 12],
    [' 7 ', 7],
    ['007', 7],
  ] as const)
    expect(parseCount(text), text).toEqual({ ok: true, value });
  for (const text of ['1.5', '1,5', '1.2345', '12e3', 'NaN', '∞', '１２'])
    expect(parseCount(text).ok, text).toBe(false);
});

test('an own window may be named only where a plan has it', () => {
  const window = windowPeriod(calendarDay('2021-10-26'), calendarDay('2021-11-05')).id;
  expect(parsePeriodCell(window, context).ok).toBe(false);
  expect(parsePeriodCell(window, { ...context, ownWindows: [window] })).toEqual({ ok: true, value: window });
});

test('typing the same figures again changes nothing; a later day or another figure is a change', () => {
  const cell = {
    periodId: period('2025-Q3').id,
    fieldCode: 'TP' as FieldCode,
    channel: 'direct' as const,
    count: 5,
    countedUntil: calendarDay('2025-07-01'),
  };
  const standing = [{ ...cell, source: 'typed' as const, recordedAt: new Date(0), recordedBy: 'x', recorderName: 'x' }];
  expect(changedCounts(standing, [cell])).toEqual([]);
  expect(changedCounts(standing, [{ ...cell, count: 6 }])).toEqual([{ ...cell, count: 6, before: 5 }]);
  expect(changedCounts([], [cell])).toEqual([{ ...cell, before: undefined }]);
});

test('the day that figures reach to lies in the period and is not to come', () => {
  const today = calendarDay('2025-07-10');
  const third = period('2025-Q3');
  expect(countedUntilProblem(third, today, today)).toBeUndefined();
  expect(countedUntilProblem(third, calendarDay('2025-07-11'), today)?.type).toBe('counted-until-in-future');
  expect(countedUntilProblem(third, calendarDay('2025-06-14'), today)?.type).toBe('counted-until-outside');
  expect(countedUntilProblem(period('2025-Q4'), today, today)?.type).toBe('period-not-begun');
});
