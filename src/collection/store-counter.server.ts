import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import type { Queryable } from '../platform/database.server';
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

export async function readDayCounters(
  tx: Queryable,
  unitCode: string,
  periodIds: readonly PeriodId[],
): Promise<DayCounter[]> {
  const found = await sql<{
    period_id: PeriodId;
    day: CalendarDay;
    channel: Channel;
    field_code: FieldCode | '';
    count: number;
  }>`
    select period_id, day, channel, field_code, sum(count) as count from day_counter
    where unit_code = ${unitCode} and period_id = any(${[...periodIds]}::text[]) group by period_id, day, channel, field_code order by day, channel, field_code
  `.execute(tx);
  return found.rows.map((row) => ({
    periodId: row.period_id,
    day: row.day,
    channel: row.channel,
    fieldCode: row.field_code === '' ? undefined : row.field_code,
    count: row.count,
  }));
}
