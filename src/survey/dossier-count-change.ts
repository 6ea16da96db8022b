import type { CalendarDay } from '../kernel/calendar-day';
import type { DossierCount, DossierCountRecord } from './dossier-count';
import type { Period } from './reporting-period';

export interface NewCount extends DossierCount {
  readonly countedUntil: CalendarDay;
}

export interface CountChange extends NewCount {
  /** The figure that stands; undefined where the cell had none. */
  readonly before: number | undefined;
}

const cellOf = ({ periodId, fieldCode, channel }: DossierCount) => `${periodId} ${fieldCode} ${channel}`;

/** Only what differs, in figure or in the day it reaches to: typing the same numbers again records nothing. */
export function changedCounts(standing: readonly DossierCountRecord[], wanted: readonly NewCount[]): CountChange[] {
  const known = new Map(standing.map((record) => [cellOf(record), record]));
  return wanted.flatMap((count): CountChange[] => {
    const old = known.get(cellOf(count));
    if (old && old.count === count.count && old.countedUntil === count.countedUntil) return [];
    return [{ ...count, before: old?.count }];
  });
}

export type CountedUntilProblem =
  | { readonly type: 'counted-until-outside'; readonly from: CalendarDay; readonly until: CalendarDay }
  | { readonly type: 'counted-until-in-future'; readonly today: CalendarDay }
  | { readonly type: 'period-not-begun'; readonly periodId: string; readonly begins: CalendarDay };

export function countedUntilProblem(
  period: Period,
  day: CalendarDay,
  today: CalendarDay,
): CountedUntilProblem | undefined {
  if (period.from > today) return { type: 'period-not-begun', periodId: period.id, begins: period.from };
  if (day > today) return { type: 'counted-until-in-future', today };
  if (day < period.from || day > period.until)
    return { type: 'counted-until-outside', from: period.from, until: period.until };
  return undefined;
}
