import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import type { Queryable } from '../platform/database.server';
import type { DossierChannel, DossierCountRecord } from './dossier-count';
import type { PeriodId } from './reporting-period';

interface CountRow {
  period_id: PeriodId;
  field_code: FieldCode;
  channel: DossierChannel;
  count: number;
  counted_until: CalendarDay;
  source: 'typed' | 'imported';
  recorded_at: Date;
  recorded_by: string;
  recorder_name: string;
}

function recordOf(row: CountRow): DossierCountRecord {
  return {
    periodId: row.period_id,
    fieldCode: row.field_code,
    channel: row.channel,
    count: row.count,
    countedUntil: row.counted_until,
    source: row.source,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    recorderName: row.recorder_name,
  };
}

/** The figures that count today: the latest record of each cell, of the base periods given. */
export async function readDossierCounts(
  tx: Queryable,
  unitCode: string,
  periodIds: readonly PeriodId[],
): Promise<DossierCountRecord[]> {
  const found = await sql<CountRow>`
    select distinct on (period_id, field_code, channel)
      period_id, field_code, channel, count, counted_until, source, recorded_at, recorded_by, recorder_name
    from dossier_count where unit_code = ${unitCode} and period_id = any(${[...periodIds]})
    order by period_id, field_code, channel, entry desc
  `.execute(tx);
  return found.rows.map(recordOf);
}

/** Every record of one period, the newest first: what was corrected, when and by whom. */
export async function readDossierCountHistory(
  tx: Queryable,
  unitCode: string,
  periodId: PeriodId,
): Promise<DossierCountRecord[]> {
  const found = await sql<CountRow>`
    select period_id, field_code, channel, count, counted_until, source, recorded_at, recorded_by, recorder_name
    from dossier_count where unit_code = ${unitCode} and period_id = ${periodId} order by entry desc limit 500
  `.execute(tx);
  return found.rows.map(recordOf);
}

export interface NewDossierCount {
  readonly id: string;
  readonly periodId: PeriodId;
  readonly fieldCode: FieldCode;
  readonly channel: DossierChannel;
  readonly count: number;
  readonly countedUntil: CalendarDay;
}

export async function insertDossierCounts(
  tx: Queryable,
  unitCode: string,
  batch: {
    readonly batchId: string;
    readonly source: 'typed' | 'imported';
    readonly at: Date;
    readonly by: string;
    readonly byName: string;
  },
  counts: readonly NewDossierCount[],
): Promise<void> {
  if (counts.length === 0) return;
  const { batchId, source, at, by, byName } = batch;
  await sql`
    insert into dossier_count (unit_code, id, batch_id, period_id, field_code, channel, count, counted_until, source, recorded_at, recorded_by, recorder_name)
    select ${unitCode}, c.id, ${batchId}, c.period_id, c.field_code, c.channel, c.count, c.counted_until, ${source}, ${at}::timestamptz, ${by}, ${byName}
    from unnest(${counts.map(({ id }) => id)}::text[], ${counts.map(({ periodId }) => periodId)}::text[],
                ${counts.map(({ fieldCode }) => fieldCode)}::text[], ${counts.map(({ channel }) => channel)}::text[],
                ${counts.map(({ count }) => count)}::integer[], ${counts.map(({ countedUntil }) => countedUntil)}::date[])
      as c (id, period_id, field_code, channel, count, counted_until)
  `.execute(tx);
}
