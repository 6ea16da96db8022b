import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import { type Rollup, rollupOf, type RollupRow, type VoidCount } from './store.server';

export interface CutOffKey {
  readonly unitCode: string;
  readonly periodId: PeriodId;
  readonly countsUntil: CalendarDay;
}

export interface CutOff extends CutOffKey {
  readonly voids: readonly VoidCount[];
  readonly rollups: readonly Rollup[];
}

export async function hasCutOff(tx: Queryable, { unitCode, periodId, countsUntil }: CutOffKey): Promise<boolean> {
  const found = await sql`
    select 1 from rollup_cut_off where unit_code = ${unitCode} and period_id = ${periodId} and counts_until = ${countsUntil}
  `.execute(tx);
  return found.rows.length > 0;
}

/** Copies the roll-ups of the base periods as they stand in this transaction. */
export async function insertCutOff(
  tx: Queryable,
  key: CutOffKey,
  bases: readonly PeriodId[],
  voids: readonly VoidCount[],
  at: Date,
): Promise<void> {
  await sql`
    insert into rollup_cut_off (unit_code, period_id, counts_until, taken_at, voids)
    values (${key.unitCode}, ${key.periodId}, ${key.countsUntil}, ${at}, ${JSON.stringify(voids)}::jsonb)
  `.execute(tx);
  await sql`
    insert into rollup_cut_off_row (unit_code, whole_id, counts_until, period_id, form_id, form_version, ballot_set, cut, code, ballots, counts, alikeness)
    select unit_code, ${key.periodId}, ${key.countsUntil}::date, period_id, form_id, form_version, ballot_set, cut, code, ballots, counts, alikeness
    from rollup where unit_code = ${key.unitCode} and period_id = any(${[...bases]}::text[])
  `.execute(tx);
}

/** Every cut-off of the unit, with what it froze of these base periods. */
export async function readCutOffs(tx: Queryable, unitCode: string, bases: readonly PeriodId[]): Promise<CutOff[]> {
  const rows = await sql<RollupRow & { whole_id: PeriodId; counts_until: CalendarDay }>`
    select unit_code, whole_id, counts_until, period_id, form_id, form_version, ballot_set, cut, code, ballots, counts, alikeness
    from rollup_cut_off_row where unit_code = ${unitCode} and period_id = any(${[...bases]}::text[])
    order by counts_until, whole_id, period_id, form_id, form_version, ballot_set, cut, code
  `.execute(tx);
  const heads = await sql<{ period_id: PeriodId; counts_until: CalendarDay; voids: VoidCount[] }>`
    select period_id, counts_until, voids from rollup_cut_off where unit_code = ${unitCode} order by counts_until, period_id
  `.execute(tx);
  return heads.rows.map((head) => ({
    unitCode,
    periodId: head.period_id,
    countsUntil: head.counts_until,
    voids: head.voids,
    rollups: rows.rows
      .filter((row) => row.whole_id === head.period_id && row.counts_until === head.counts_until)
      .map(rollupOf),
  }));
}
