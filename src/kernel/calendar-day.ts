import type { Branded } from './branded';
import { assert } from './result';

/** A Vietnamese calendar day, `YYYY-MM-DD` (UTC+7, no daylight saving). Compares as text. */
export type CalendarDay = Branded<string, 'CalendarDay'>;

const millisecondsPerDay = 86_400_000;
const vietnamOffsetMilliseconds = 7 * 3_600_000;

function midnightUtc(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Accepts `YYYY-MM-DD` and the Vietnamese `D/M/YYYY`; returns undefined for a day that does not exist. */
export function parseCalendarDay(text: string): CalendarDay | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : vietnamese
      ? [vietnamese[3], vietnamese[2], vietnamese[1]]
      : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const canonical = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${canonical}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== canonical) return undefined;
  return canonical as CalendarDay;
}

/** For days written in the program itself; throws on a day that does not exist. */
export function calendarDay(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  assert(day !== undefined, `not a calendar day: ${text}`);
  return day;
}

export function vietnameseDayOf(instant: Date): CalendarDay {
  return new Date(instant.getTime() + vietnamOffsetMilliseconds).toISOString().slice(0, 10) as CalendarDay;
}

/** The instant at which a Vietnamese day begins. */
export function startOfDay(day: CalendarDay): Date {
  return new Date(midnightUtc(day) - vietnamOffsetMilliseconds);
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(midnightUtc(day) + days * millisecondsPerDay).toISOString().slice(0, 10) as CalendarDay;
}

/** Whole days from `from` to `until`; negative when `until` is earlier. */
export function daysBetween(from: CalendarDay, until: CalendarDay): number {
  return Math.round((midnightUtc(until) - midnightUtc(from)) / millisecondsPerDay);
}

/** The Monday that begins the day's week (ISO 8601). */
export function weekStart(day: CalendarDay): CalendarDay {
  const weekday = new Date(midnightUtc(day)).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** `15/3/2025`, as Vietnamese offices write it. */
export function formatDay(day: CalendarDay): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)}/${Number(month)}/${year}`;
}

/** `ngày 05 tháng 02 năm 2023`: day below 10 and months 1 and 2 carry a zero (Nghị định 30/2020/NĐ-CP, phụ lục I). */
export function formatDayOfficially(day: CalendarDay): string {
  const [year, month, date] = day.split('-');
  assert(month !== undefined, 'calendar day without month');
  return `ngày ${date} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
}
