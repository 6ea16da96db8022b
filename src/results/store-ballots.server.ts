import { sql } from 'kysely';
import type { VoidReason } from '../collection/void';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { CountableBallot } from './tally';

/** Ballots read for counting only: this room is the one that turns them into roll-ups, and shows none. */
export interface BallotToCount extends CountableBallot {
  readonly id: string;
  readonly formId: string;
  readonly formVersion: number;
}

interface BallotRow {
  id: string;
  form_id: string;
  form_version: number;
  channel: string;
  field_code: string | null;
  official_code: string | null;
  possible_repeat: boolean;
  answers: Buffer;
}

function ballotOf(row: BallotRow): BallotToCount {
  return {
    id: row.id,
    formId: row.form_id,
    formVersion: row.form_version,
    channel: row.channel,
    fieldCode: row.field_code,
    officialCode: row.official_code,
    possibleRepeat: row.possible_repeat,
    answers: row.answers,
  };
}

const columns = sql`b.id, b.form_id, b.form_version, b.channel, b.field_code, b.official_code, b.possible_repeat, b.answers`;
const pageSize = 20_000;

/** All ballots of a base period in pages by their random id, so that a million of them never stand in memory at once. */
export async function* ballotsOfPeriod(
  tx: Queryable,
  unitCode: string,
  periodId: PeriodId,
): AsyncGenerator<readonly BallotToCount[]> {
  let after = '';
  for (;;) {
    const page = await sql<BallotRow>`
      select ${columns} from ballot b
      where b.unit_code = ${unitCode} and b.period_id = ${periodId} and b.id > ${after} order by b.id limit ${pageSize}
    `.execute(tx);
    const last = page.rows.at(-1);
    if (!last) return;
    after = last.id;
    yield page.rows.map(ballotOf);
  }
}

export interface VoidToCount {
  readonly requestId: string;
  readonly periodId: PeriodId;
  readonly reason: VoidReason;
}

/** Confirmed voids not yet in the roll-ups. */
export async function voidsToCount(tx: Queryable, unitCode: string): Promise<VoidToCount[]> {
  const found = await sql<{ id: string; period_id: PeriodId; reason: VoidReason }>`
    select r.id, r.period_id, r.reason
    from void_decision d join void_request r on r.unit_code = d.unit_code and r.id = d.request_id
    where d.unit_code = ${unitCode} and d.decision = 'confirmed'
      and not exists (select 1 from rollup_void c where c.unit_code = d.unit_code and c.request_id = d.request_id)
    order by r.id
  `.execute(tx);
  return found.rows.map((row) => ({ requestId: row.id, periodId: row.period_id, reason: row.reason }));
}

/** The ballots a void left out, as they stand in the table. */
export async function voidedBallots(tx: Queryable, unitCode: string, requestId: string): Promise<BallotToCount[]> {
  const found = await sql<BallotRow>`
    select ${columns} from ballot_void v join ballot b on b.unit_code = v.unit_code and b.id = v.ballot_id
    where v.unit_code = ${unitCode} and v.request_id = ${requestId}
  `.execute(tx);
  return found.rows.map(ballotOf);
}

/** False where another writer has just counted it. */
export async function markVoidCounted(
  tx: Queryable,
  unitCode: string,
  counted: VoidToCount,
  ballots: number,
): Promise<boolean> {
  const inserted = await sql`
    insert into rollup_void (unit_code, request_id, period_id, reason, ballots)
    values (${unitCode}, ${counted.requestId}, ${counted.periodId}, ${counted.reason}, ${ballots})
    on conflict do nothing returning request_id
  `.execute(tx);
  return inserted.rows.length > 0;
}
