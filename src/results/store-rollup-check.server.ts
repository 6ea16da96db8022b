import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';

export interface RollupCheck {
  readonly at: Date;
  readonly ballots: number;
  /** Groups counted anew. */
  readonly groups: number;
  readonly milliseconds: number;
}

/** A base period of a unit whose roll-ups are not what its ballots say. */
export interface DifferingPeriod {
  readonly unitCode: string;
  readonly periodId: PeriodId;
}

export async function lastCheckAt(tx: Queryable): Promise<Date | undefined> {
  const found = await sql<{ at: Date | null }>`select max(at) as at from rollup_check`.execute(tx);
  return found.rows[0]?.at ?? undefined;
}

export async function insertCheck(tx: Queryable, check: RollupCheck, differing: number): Promise<void> {
  await sql`
    insert into rollup_check (at, ballots, groups, differing, milliseconds)
    values (${check.at}, ${check.ballots}, ${check.groups}, ${differing}, ${check.milliseconds})
  `.execute(tx);
}

/** What the last check found takes the place of what was known before; returns the periods that are new in it. */
export async function replaceDifferences(
  tx: Queryable,
  found: readonly DifferingPeriod[],
  at: Date,
): Promise<DifferingPeriod[]> {
  const units = found.map(({ unitCode }) => unitCode);
  const periods = found.map(({ periodId }) => periodId);
  await sql`
    delete from rollup_difference where (unit_code, period_id) not in
      (select * from unnest(${units}::text[], ${periods}::text[]))
  `.execute(tx);
  const added = await sql<{ unit_code: string; period_id: PeriodId }>`
    insert into rollup_difference (unit_code, period_id, found_at)
    select unit_code, period_id, ${at} from unnest(${units}::text[], ${periods}::text[]) as s (unit_code, period_id)
    on conflict do nothing returning unit_code, period_id
  `.execute(tx);
  return added.rows.map((row) => ({ unitCode: row.unit_code, periodId: row.period_id }));
}

export async function readDifferences(
  tx: Queryable,
  unitCode: string,
): Promise<{ readonly periodId: PeriodId; readonly foundAt: Date }[]> {
  const found = await sql<{ period_id: PeriodId; found_at: Date }>`
    select period_id, found_at from rollup_difference where unit_code = ${unitCode} order by period_id
  `.execute(tx);
  return found.rows.map((row) => ({ periodId: row.period_id, foundAt: row.found_at }));
}

/** The period's roll-ups have been made anew. */
export async function forgetDifference(tx: Queryable, unitCode: string, periodId: PeriodId): Promise<void> {
  await sql`delete from rollup_difference where unit_code = ${unitCode} and period_id = ${periodId}`.execute(tx);
}
