import type { CalendarDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import type { PeriodId } from '../survey/reporting-period';
import type { Channel } from './channel';

/** Ballots accepted on one day: the only place where days live, and no answer with them (invariant 2). */
export interface DayCounter {
  readonly periodId: PeriodId;
  readonly day: CalendarDay;
  readonly channel: Channel;
  /** Undefined for ballots that name no field. */
  readonly fieldCode: FieldCode | undefined;
  readonly count: number;
}
