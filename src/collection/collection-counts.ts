import type { CalendarDay } from '../kernel/calendar-day';

/** A day's accepted ballots as the counters hold them; no answer stands with them. */
interface DayCount {
  readonly day: CalendarDay;
  readonly channel: string;
  readonly fieldCode: string | undefined;
  readonly count: number;
}

export interface CountRow {
  /** Channel or field code; empty where no field was named. */
  readonly code: string;
  readonly today: number;
  readonly period: number;
}

/** Accepted ballots by channel or by field: today's, and those of all days together. */
export function countBy(counts: readonly DayCount[], key: 'channel' | 'fieldCode', today: CalendarDay): CountRow[] {
  const rows = new Map<string, CountRow>();
  for (const line of counts) {
    const code = line[key] ?? '';
    const before = rows.get(code) ?? { code, today: 0, period: 0 };
    const ofToday = line.day === today ? line.count : 0;
    rows.set(code, { code, today: before.today + ofToday, period: before.period + line.count });
  }
  return [...rows.values()].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

export function totalOf(rows: readonly CountRow[]): { readonly today: number; readonly period: number } {
  const sum = (pick: (row: CountRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return { today: sum((row) => row.today), period: sum((row) => row.period) };
}
