import { addDays, type CalendarDay, calendarDay, daysBetween, parseCalendarDay } from '../kernel/calendar-day';
import type { Branded } from '../kernel/branded';
import { assert } from '../kernel/result';
import type { Locale } from '../ui/locale';
import { surveyText } from '../ui/text/survey';

/**
 * `2025-Q1`, `2025-H1`, `2025-9M`, `2025`, `2025-M01`, or a plan's own window `W20211026-20211105`.
 * Thông tư 01/2020/TT-VPCP: a month runs from the 15th of the month before to the 14th.
 */
export type PeriodId = Branded<string, 'PeriodId'>;

/** Both days belong to the period. */
export interface Period {
  readonly id: PeriodId;
  readonly from: CalendarDay;
  readonly until: CalendarDay;
}

type Shape =
  | { readonly kind: 'year' | 'nine-months'; readonly year: number }
  | { readonly kind: 'quarter' | 'half' | 'month'; readonly year: number; readonly part: number }
  | { readonly kind: 'window'; readonly from: CalendarDay; readonly until: CalendarDay };

function shapeOf(text: string): Shape | undefined {
  const named = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(9M)|M(0[1-9]|1[0-2])))?$/.exec(text);
  if (named) {
    const [, yearText, quarterText, half, nine, month] = named;
    const year = Number(yearText);
    if (year < 1990 || year > 2200) return undefined;
    if (quarterText) return { kind: 'quarter', year, part: Number(quarterText) };
    if (half) return { kind: 'half', year, part: Number(half) };
    if (month) return { kind: 'month', year, part: Number(month) };
    return { kind: nine ? 'nine-months' : 'year', year };
  }
  const window = /^W(\d{4})(\d{2})(\d{2})-(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!window) return undefined;
  const from = parseCalendarDay(`${window[1]}-${window[2]}-${window[3]}`);
  const until = parseCalendarDay(`${window[4]}-${window[5]}-${window[6]}`);
  if (from === undefined || until === undefined || from > until) return undefined;
  return { kind: 'window', from, until };
}

/** First and last month (1–12) of the reporting year that a named period covers. */
function monthsOf(shape: Exclude<Shape, { kind: 'window' }>): readonly [number, number] {
  switch (shape.kind) {
    case 'year':
      return [1, 12];
    case 'nine-months':
      return [1, 9];
    case 'half':
      return [shape.part * 6 - 5, shape.part * 6];
    case 'quarter':
      return [shape.part * 3 - 2, shape.part * 3];
    case 'month':
      return [shape.part, shape.part];
  }
}

/** The 15th of the month before month `month` (1–13) of `year`: where reporting month `month` begins. */
function monthBegin(year: number, month: number): CalendarDay {
  const text = month === 1 ? `${year - 1}-12-15` : `${year}-${String(month - 1).padStart(2, '0')}-15`;
  return calendarDay(text);
}

function periodOfShape(id: string, shape: Shape): Period {
  if (shape.kind === 'window') return { id: id as PeriodId, from: shape.from, until: shape.until };
  const [first, last] = monthsOf(shape);
  return {
    id: id as PeriodId,
    from: monthBegin(shape.year, first),
    until: addDays(monthBegin(shape.year, last + 1), -1),
  };
}

/** Accepts the ids above in any case, with spaces around; undefined for anything else. */
export function parsePeriodId(text: string): Period | undefined {
  const id = text.trim().toUpperCase();
  const shape = shapeOf(id);
  return shape && periodOfShape(id, shape);
}

/** For ids that were parsed before (from the database or the program itself); throws on anything else. */
export function period(id: string): Period {
  const parsed = parsePeriodId(id);
  assert(parsed !== undefined, `not a period: ${id}`);
  return parsed;
}

/** A plan's own window, both days included. */
export function windowPeriod(from: CalendarDay, until: CalendarDay): Period {
  return period(`W${from.replaceAll('-', '')}-${until.replaceAll('-', '')}`);
}

export function quarter(year: number, part: 1 | 2 | 3 | 4): Period {
  return period(`${year}-Q${part}`);
}

/** The reporting year a day belongs to: 15 December 2024 belongs to 2025. */
export function reportingYearOf(day: CalendarDay): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= '12-15' ? year + 1 : year;
}

export function quarterOf(day: CalendarDay): Period {
  const year = reportingYearOf(day);
  const found = quartersOf(year).find((candidate) => holds(candidate, day));
  assert(found !== undefined, `day ${day} in no quarter of ${year}`);
  return found;
}

export function quartersOf(year: number): Period[] {
  return ([1, 2, 3, 4] as const).map((number) => quarter(year, number));
}

export function yearPeriod(year: number): Period {
  return period(String(year));
}

export function holds(candidate: Period, day: CalendarDay): boolean {
  return candidate.from <= day && day <= candidate.until;
}

export function lengthInDays(candidate: Period): number {
  return daysBetween(candidate.from, candidate.until) + 1;
}

/** Two years: a longer window is no period of a report, and stays its own base. */
const longestSumOfQuartersDays = 732;

/**
 * The periods that ballots carry (quarters; an own window is its own base), in order, whose sum is `whole`. A window made
 * of two or more whole quarters is their sum, so that a report can be asked for any run of quarters.
 * Empty for a month: a ballot does not keep its month, so a month has no figures (invariant 2).
 */
export function basePeriodsOf(whole: Period): Period[] {
  const shape = shapeOf(whole.id);
  assert(shape !== undefined, `not a period: ${whole.id}`);
  if (shape.kind === 'window') return wholeQuartersOf(whole) ?? [whole];
  if (shape.kind === 'month') return [];
  const [first, last] = monthsOf(shape);
  return quartersOf(shape.year).slice((first - 1) / 3, last / 3);
}

/** The quarters that fill a window exactly, where it takes at least two of them. */
function wholeQuartersOf({ from, until }: Period): Period[] | undefined {
  const years = [reportingYearOf(from), reportingYearOf(from) + 1, reportingYearOf(until)];
  const inside = [...new Set(years)]
    .flatMap((year) => quartersOf(year))
    .filter((each) => from <= each.from && each.until <= until);
  const fills = inside.length > 1 && inside[0]?.from === from && inside.at(-1)?.until === until;
  return fills && daysBetween(from, until) < longestSumOfQuartersDays ? inside : undefined;
}

export function isBasePeriod(candidate: Period): boolean {
  const bases = basePeriodsOf(candidate);
  return bases.length === 1 && bases[0]?.id === candidate.id;
}

/** The period of the same kind just before; undefined for an own window. */
export function previousPeriod(candidate: Period): Period | undefined {
  const shape = shapeOf(candidate.id);
  assert(shape !== undefined, `not a period: ${candidate.id}`);
  switch (shape.kind) {
    case 'window':
      return undefined;
    case 'year':
      return yearPeriod(shape.year - 1);
    case 'nine-months':
      return period(`${shape.year - 1}-9M`);
    case 'quarter':
      return shape.part > 1 ? period(`${shape.year}-Q${shape.part - 1}`) : period(`${shape.year - 1}-Q4`);
    case 'half':
      return shape.part > 1 ? period(`${shape.year}-H1`) : period(`${shape.year - 1}-H2`);
    case 'month':
      return shape.part > 1
        ? period(`${shape.year}-M${String(shape.part - 1).padStart(2, '0')}`)
        : period(`${shape.year - 1}-M12`);
  }
}

/** `Quý I năm 2025`, `6 tháng đầu năm 2025`, `Từ ngày 26/10/2021 đến ngày 5/11/2021`. */
export function periodLabel(candidate: Period, locale: Locale = 'vi'): string {
  const shape = shapeOf(candidate.id);
  assert(shape !== undefined, `not a period: ${candidate.id}`);
  const text = surveyText[locale].period;
  switch (shape.kind) {
    case 'window':
      return text.window(shape.from, shape.until);
    case 'year':
      return text.year(shape.year);
    case 'nine-months':
      return text.nineMonths(shape.year);
    case 'quarter':
      return text.quarter(shape.year, shape.part);
    case 'half':
      return text.half(shape.year, shape.part);
    case 'month':
      return text.month(shape.year, shape.part);
  }
}

/** The own windows among the ids, each once. */
export function windowIds(ids: readonly PeriodId[]): PeriodId[] {
  return [...new Set(ids.filter((id) => shapeOf(id)?.kind === 'window'))];
}
