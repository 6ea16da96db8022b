import { addDays, type CalendarDay, daysBetween } from '../kernel/calendar-day';
import { lengthInDays, type Period } from './reporting-period';

export interface DayCount {
  readonly day: CalendarDay;
  readonly count: number;
}

/** The pace is that of the last so many whole days, so that a slack Tết does not weigh on June. */
const paceDays = 30;

/**
 * The count at the period's end if it goes on as in the last 30 whole days (fewer at the period's beginning). Today is
 * not over: it counts as the larger of its count so far and the pace. Undefined before the first whole day is over.
 */
export function expectedAtEnd(period: Period, days: readonly DayCount[], today: CalendarDay): number | undefined {
  const inside = days.filter(({ day }) => period.from <= day && day <= period.until && day <= today);
  const sum = (counts: readonly DayCount[]) => counts.reduce((all, { count }) => all + count, 0);
  if (today > period.until) return sum(inside);
  const wholeDays = Math.min(paceDays, daysBetween(period.from, today));
  if (wholeDays < 1) return undefined;
  const since = addDays(today, -wholeDays);
  const pacePerDay = sum(inside.filter(({ day }) => since <= day && day < today)) / wholeDays;
  const soFarToday = sum(inside.filter(({ day }) => day === today));
  const daysAfterToday = daysBetween(today, period.until);
  return Math.round(sum(inside) - soFarToday + Math.max(soFarToday, pacePerDay) + pacePerDay * daysAfterToday);
}

/** The same from one figure: `count` so far, counted until and including `countedUntil`. */
export function expectedFromTotal(period: Period, count: number, countedUntil: CalendarDay): number | undefined {
  if (countedUntil >= period.until) return count;
  const days = daysBetween(period.from, countedUntil) + 1;
  if (days < 1) return undefined;
  return Math.round((count / days) * lengthInDays(period));
}
