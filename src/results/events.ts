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

/** All ballots of all units were counted anew and compared with the roll-ups. Belongs to no unit: the log of the house. */
export function rollupsChecked(check: {
  readonly at: Date;
  readonly ballots: number;
  readonly groups: number;
  readonly differing: number;
}): LogEvent {
  const { at, ballots, groups, differing } = check;
  return {
    unitCode: '',
    type: 'rollups-checked',
    subject: 'all',
    actor: 'system',
    at,
    body: { ballots, groups, differing },
  };
}

/** The check found roll-ups of this period that are not what the ballots say; logged when it is first seen. */
export function rollupsDiffer(unitCode: string, periodId: string, at: Date): LogEvent {
  return { unitCode, type: 'rollups-differ', subject: periodId, actor: 'system', at, body: { periodId } };
}
