import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';

export interface CodeRun {
  readonly id: string;
  readonly planId: string | undefined;
  readonly periodId: string;
  readonly madeOn: CalendarDay;
  readonly madeBy: string;
  readonly count: number;
  readonly spent: number;
}

export interface KnownCode {
  readonly unitCode: string;
  readonly periodId: string;
  readonly spent: boolean;
}

export async function insertRun(
  tx: Queryable,
  unitCode: string,
  run: Omit<CodeRun, 'spent'>,
  hashes: readonly Buffer[],
): Promise<void> {
  await sql`
    insert into one_time_code_run (unit_code, id, plan_id, period_id, made_on, made_by, count)
    values (${unitCode}, ${run.id}, ${run.planId ?? null}, ${run.periodId}, ${run.madeOn}, ${run.madeBy}, ${run.count})
  `.execute(tx);
  await sql`
    insert into one_time_code (unit_code, code_hash, run_id)
    select ${unitCode}, hash, ${run.id} from unnest(${hashes}::bytea[]) as hash order by hash
  `.execute(tx);
}

export async function findCode(db: Queryable, hash: Buffer): Promise<KnownCode | undefined> {
  const found = await sql<{ unit_code: string; period_id: string; spent: boolean }>`
    select c.unit_code, r.period_id, c.spent from one_time_code c
    join one_time_code_run r on r.unit_code = c.unit_code and r.id = c.run_id where c.code_hash = ${hash}
  `.execute(db);
  const row = found.rows[0];
  return row && { unitCode: row.unit_code, periodId: row.period_id, spent: row.spent };
}

/** True for exactly one of all who try; the others wait for its transaction and then find the code spent. */
export async function spendCode(tx: Queryable, unitCode: string, hash: Buffer): Promise<boolean> {
  const spent = await sql`
    update one_time_code set spent = true where unit_code = ${unitCode} and code_hash = ${hash} and not spent returning 1
  `.execute(tx);
  return spent.rows.length === 1;
}

/**
 * Writes spent codes once more, all in one statement, while PostgreSQL's `xmin` still says that code and ballot came in one
 * transaction: day counter and comments may keep that mark long after the ballot has moved (invariant 1). Whatever spent a
 * code wrote its `intake_seen` row too.
 */
export async function blurSpentCodes(db: Queryable, unitCode: string): Promise<void> {
  await sql`
    update one_time_code set spent = true where unit_code = ${unitCode} and spent
    and xmin in (select xmin from intake_seen where unit_code = ${unitCode})
  `.execute(db);
}

export async function codeRuns(db: Queryable, unitCode: string): Promise<CodeRun[]> {
  const found = await sql<{
    id: string;
    plan_id: string | null;
    period_id: string;
    made_on: CalendarDay;
    made_by: string;
    count: number;
    spent: number;
  }>`
    select r.id, r.plan_id, r.period_id, r.made_on, r.made_by, r.count,
           (select count(*) from one_time_code c where c.unit_code = r.unit_code and c.run_id = r.id and c.spent) as spent
    from one_time_code_run r where r.unit_code = ${unitCode} order by r.made_on desc, r.id
  `.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    planId: row.plan_id ?? undefined,
    periodId: row.period_id,
    madeOn: row.made_on,
    madeBy: row.made_by,
    count: row.count,
    spent: row.spent,
  }));
}
