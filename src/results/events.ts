import type { CalendarDay } from '../kernel/calendar-day';
import type { LogEvent } from '../log/entry';

/** The counts of a period were frozen at the end of the plan's cut-off day (invariant 4). */
export function cutOffTaken(
  unitCode: string,
  cutOff: { readonly periodId: string; readonly countsUntil: CalendarDay; readonly ballots: number },
  at: Date,
): LogEvent {
  const { periodId, countsUntil, ballots } = cutOff;
  return { unitCode, type: 'cut-off-taken', subject: periodId, actor: 'system', at, body: { countsUntil, ballots } };
}

/** The roll-ups of a base period were made anew from its ballots. `differed` true means that they had been wrong. */
export function rollupsRecounted(
  unitCode: string,
  recount: { readonly periodId: string; readonly ballots: number; readonly differed: boolean },
  at: Date,
): LogEvent {
  const { periodId, ballots, differed } = recount;
  return { unitCode, type: 'rollups-recounted', subject: periodId, actor: 'system', at, body: { ballots, differed } };
}
