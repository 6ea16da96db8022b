import { sql } from 'kysely';
import type { VoidReason } from '../collection/void';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { BallotSet, GroupTally } from './tally';

/** Ballots of one base period, form and version share one layout of counts. */
export interface RollupKey {
  readonly unitCode: string;
  readonly periodId: PeriodId;
  readonly formId: string;
  readonly formVersion: number;
}

export interface Rollup extends RollupKey {
  readonly tally: GroupTally;
}

export interface RollupRow {
  unit_code: string;
  period_id: PeriodId;
  form_id: string;
  form_version: number;
  ballot_set: BallotSet;
  cut: GroupTally['cut'];
  code: string;
  ballots: number;
  counts: number[];
  alikeness: number[] | null;
}

export function rollupOf(row: RollupRow): Rollup {
  return {
    unitCode: row.unit_code,
    periodId: row.period_id,
    formId: row.form_id,
    formVersion: row.form_version,
    tally: {
      set: row.ballot_set,
      cut: row.cut,
      code: row.code,
      ballots: row.ballots,
      counts: row.counts,
      alikeness: row.alikeness,
    },
  };
}

/** Adds the tallies to the roll-ups. `tallies` come in their one order, so that two writers never wait crosswise. */
export async function addToRollups(tx: Queryable, key: RollupKey, tallies: readonly GroupTally[]): Promise<void> {
  for (const { set, cut, code, ballots, counts, alikeness } of tallies) {
    await sql`
      insert into rollup (unit_code, period_id, form_id, form_version, ballot_set, cut, code, ballots, counts, alikeness)
      values (${key.unitCode}, ${key.periodId}, ${key.formId}, ${key.formVersion}, ${set}, ${cut}, ${code}, ${ballots},
              ${[...counts]}::int[], ${alikeness && [...alikeness]}::bigint[])
      on conflict (unit_code, period_id, form_id, form_version, ballot_set, cut, code) do update set
        ballots = rollup.ballots + excluded.ballots,
        counts = (select array_agg(coalesce(old, 0) + coalesce(new, 0) order by place)
                  from unnest(rollup.counts, excluded.counts) with ordinality as sums (old, new, place)),
        alikeness = case when rollup.alikeness is null or excluded.alikeness is null then null else
                  (select coalesce(array_agg(old + new order by place), '{}')
                   from unnest(rollup.alikeness, excluded.alikeness) with ordinality as sums (old, new, place)) end
    `.execute(tx);
  }
}

export async function readRollups(tx: Queryable, unitCode: string, periodIds: readonly PeriodId[]): Promise<Rollup[]> {
  const found = await sql<RollupRow>`
    select unit_code, period_id, form_id, form_version, ballot_set, cut, code, ballots, counts, alikeness from rollup
    where unit_code = ${unitCode} and period_id = any(${[...periodIds]}::text[])
    order by period_id, form_id, form_version, ballot_set, cut, code
  `.execute(tx);
  return found.rows.map(rollupOf);
}

/** Base periods in which the unit has roll-ups. */
export async function rolledUpPeriods(tx: Queryable, unitCode: string): Promise<PeriodId[]> {
  const found = await sql<{ period_id: PeriodId }>`
    select distinct period_id from rollup where unit_code = ${unitCode} order by period_id
  `.execute(tx);
  return found.rows.map((row) => row.period_id);
}

/** Base periods with a roll-up that does not know how alike the answers of one ballot are. */
export async function periodsWithoutAlikeness(tx: Queryable): Promise<{ unitCode: string; periodId: PeriodId }[]> {
  const found = await sql<{ unit_code: string; period_id: PeriodId }>`
    select distinct unit_code, period_id from rollup where alikeness is null order by unit_code, period_id
  `.execute(tx);
  return found.rows.map((row) => ({ unitCode: row.unit_code, periodId: row.period_id }));
}

export async function deleteRollups(tx: Queryable, unitCode: string, periodId: PeriodId): Promise<void> {
  await sql`delete from rollup where unit_code = ${unitCode} and period_id = ${periodId}`.execute(tx);
  await sql`delete from rollup_void where unit_code = ${unitCode} and period_id = ${periodId}`.execute(tx);
}

export interface VoidCount {
  readonly periodId: PeriodId;
  readonly reason: VoidReason;
  readonly ballots: number;
}

export async function readVoidCounts(
  tx: Queryable,
  unitCode: string,
  periodIds: readonly PeriodId[],
): Promise<VoidCount[]> {
  const found = await sql<{ period_id: PeriodId; reason: VoidReason; ballots: number }>`
    select period_id, reason, sum(ballots) as ballots from rollup_void
    where unit_code = ${unitCode} and period_id = any(${[...periodIds]}::text[])
    group by period_id, reason order by period_id, reason
  `.execute(tx);
  return found.rows.map((row) => ({ periodId: row.period_id, reason: row.reason, ballots: row.ballots }));
}
