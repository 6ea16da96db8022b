import {
  basePeriodsOf,
  holds,
  type Period,
  period as periodOf,
  type PeriodId,
  quarterOf,
  reportingYearOf,
} from '../survey/reporting-period';
import type { CalendarDay } from '../kernel/calendar-day';

/** The periods a reader may choose, the latest first: every base period with ballots, and every longer one that sums two or more. */
export function periodChoices(bases: readonly PeriodId[]): Period[] {
  const own = bases.map((id) => periodOf(id));
  const years = [...new Set(own.filter(({ id }) => !id.startsWith('W')).map(({ until }) => reportingYearOf(until)))];
  const longer = years
    .flatMap((year) => [`${year}-H1`, `${year}-9M`, `${year}-H2`, `${year}`])
    .map(periodOf)
    .filter((each) => basePeriodsOf(each).filter(({ id }) => bases.includes(id)).length >= 2);
  // Of two that end on one day the shorter comes first.
  return [...own, ...longer].sort((a, b) => compare(b.until, a.until) || compare(b.from, a.from));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The period shown where none is asked for: the running one where it has ballots, else the latest that has. */
export function defaultPeriod(choices: readonly Period[], today: CalendarDay): Period | undefined {
  const running = choices.find(({ id }) => id === quarterOf(today).id);
  return running ?? choices.find((each) => basePeriodsOf(each).length === 1 && !holds(each, today)) ?? choices[0];
}
