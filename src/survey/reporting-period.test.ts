import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type CalendarDay, calendarDay } from '../kernel/calendar-day';
import {
  basePeriodsOf,
  holds,
  isBasePeriod,
  lengthInDays,
  parsePeriodId,
  period,
  periodLabel,
  previousPeriod,
  quarterOf,
  quartersOf,
  reportingYearOf,
  windowPeriod,
  yearPeriod,
} from './reporting-period';

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(calendarDay('2000-01-01'), days));
const anyYear = fc.integer({ min: 2000, max: 2100 });

function tiles(
  parts: readonly { from: CalendarDay; until: CalendarDay }[],
  whole: { from: CalendarDay; until: CalendarDay },
) {
  expect(parts[0]?.from).toBe(whole.from);
  expect(parts.at(-1)?.until).toBe(whole.until);
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (next) expect(next.from).toBe(addDays(part.until, 1));
  }
}

test('quarters, halves and months each tile the reporting year, and years follow each other without a gap', () => {
  fc.assert(
    fc.property(anyYear, (year) => {
      const whole = yearPeriod(year);
      tiles(quartersOf(year), whole);
      tiles([period(`${year}-H1`), period(`${year}-H2`)], whole);
      tiles(
        Array.from({ length: 12 }, (_, index) => period(`${year}-M${String(index + 1).padStart(2, '0')}`)),
        whole,
      );
      tiles([period(`${year}-9M`), period(`${year}-Q4`)], whole);
      expect(yearPeriod(year + 1).from).toBe(addDays(whole.until, 1));
      expect([365, 366]).toContain(lengthInDays(whole));
    }),
  );
});

test('every day lies in exactly one quarter, the one of its reporting year', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const found = quarterOf(day);
      expect(holds(found, day)).toBe(true);
      const near = [-1, 0, 1].flatMap((offset) => quartersOf(reportingYearOf(day) + offset));
      expect(near.filter((candidate) => holds(candidate, day))).toEqual([found]);
    }),
  );
});

test('a longer period is tiled by its base periods, and an id is read back as written', () => {
  fc.assert(
    fc.property(anyYear, fc.constantFrom('', '-Q1', '-Q4', '-H1', '-H2', '-9M'), (year, part) => {
      const whole = period(`${year}${part}`);
      tiles(basePeriodsOf(whole), whole);
      expect(parsePeriodId(` ${whole.id.toLowerCase()} `)).toEqual(whole);
      expect(basePeriodsOf(whole).every(isBasePeriod)).toBe(true);
    }),
  );
});

test('the periods of Hương Trà 2025 are the days its plan names', () => {
  expect(period('2025-Q1')).toMatchObject({ from: '2024-12-15', until: '2025-03-14' });
  expect(period('2025-Q2')).toMatchObject({ from: '2025-03-15', until: '2025-06-14' });
  expect(period('2025-Q3')).toMatchObject({ from: '2025-06-15', until: '2025-09-14' });
  expect(period('2025')).toMatchObject({ from: '2024-12-15', until: '2025-12-14' });
  expect(quarterOf(calendarDay('2024-12-15')).id).toBe('2025-Q1');
  expect(quarterOf(calendarDay('2024-12-14')).id).toBe('2024-Q4');
});

test('an own window is its own base and has no period before it', () => {
  const window = windowPeriod(calendarDay('2021-10-26'), calendarDay('2021-11-05'));
  expect(window.id).toBe('W20211026-20211105');
  expect(basePeriodsOf(window)).toEqual([window]);
  expect(lengthInDays(window)).toBe(11);
  expect(previousPeriod(window)).toBeUndefined();
});

test('the period before is the same kind of period, across the year too', () => {
  expect(
    ['2025-Q1', '2025-Q3', '2025', '2025-H1', '2025-9M', '2025-M01'].map((id) => previousPeriod(period(id))?.id),
  ).toEqual(['2024-Q4', '2025-Q2', '2024', '2024-H2', '2024-9M', '2024-M12']);
});

test('a month has no base period: a ballot does not keep its month', () => {
  expect(basePeriodsOf(period('2025-M01'))).toEqual([]);
});

test('text that is no period is refused', () => {
  for (const text of [
    '',
    '2025-Q5',
    '2025-M13',
    '25-Q1',
    '2025Q1',
    'W20211105-20211026',
    'W20210230-20210301',
    '2025-Q1; DROP TABLE',
    '9999',
  ]) {
    expect(parsePeriodId(text), text).toBeUndefined();
  }
});

test('a period is named as offices name it', () => {
  expect(['2025-Q1', '2025-H2', '2025-9M', '2025', 'W20211026-20211105'].map((id) => periodLabel(period(id)))).toEqual([
    'Quý I năm 2025',
    '6 tháng cuối năm 2025',
    '9 tháng năm 2025',
    'Năm 2025',
    'Từ ngày 26/10/2021 đến ngày 5/11/2021',
  ]);
});
