import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import { assert } from '../kernel/result';
import type { Queryable } from '../platform/database.server';
import type { VoidGroup, VoidReason, VoidRequest, VoidState, VoidTarget } from './void';

/** The ballots of a target that are not voided yet, as a condition on `ballot b`. */
function inTarget(unitCode: string, periodId: string, target: VoidTarget) {
  const free = sql`b.unit_code = ${unitCode} and b.period_id = ${periodId}
    and not exists (select 1 from ballot_void v where v.unit_code = b.unit_code and v.ballot_id = b.id)`;
  switch (target.kind) {
    case 'import-run':
    case 'released-batch':
      return sql`${free} and b.batch_code = ${target.batchCode}`;
    case 'possible-repeats':
      return sql`${free} and b.possible_repeat`;
    case 'channel-week':
      return sql`${free} and b.channel = ${target.channel} and b.week is not distinct from ${target.week}::date and b.batch_code is null`;
    case 'keyed-batch':
      return sql`false`;
  }
}

export async function countTarget(
  tx: Queryable,
  unitCode: string,
  periodId: string,
  target: VoidTarget,
): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*) as count from ballot b where ${inTarget(unitCode, periodId, target)}
  `.execute(tx);
  return found.rows[0]?.count ?? 0;
}

export async function insertBallotVoids(tx: Queryable, request: VoidRequest): Promise<number> {
  const done = await sql`
    insert into ballot_void (unit_code, ballot_id, period_id, request_id)
    select b.unit_code, b.id, b.period_id, ${request.id} from ballot b where ${inTarget(request.unitCode, request.periodId, request.target)}
  `.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}

interface GroupRow {
  period_id: string;
  batch_code: string | null;
  is_import: boolean;
  channel: string;
  week: CalendarDay | null;
  ballots: number;
}

/** What could be voided in a period: imported files, released batches, weeks of a channel, possible repeats. Counts only. */
export async function readVoidGroups(tx: Queryable, unitCode: string, periodId: string): Promise<VoidGroup[]> {
  const free = sql`b.unit_code = ${unitCode} and b.period_id = ${periodId}
    and not exists (select 1 from ballot_void v where v.unit_code = b.unit_code and v.ballot_id = b.id)`;
  const batches = await sql<GroupRow>`
    select b.batch_code, exists (select 1 from ballot_import i where i.unit_code = ${unitCode} and i.batch_code = b.batch_code) as is_import,
           count(*) as ballots
    from ballot b where ${free} and b.batch_code is not null group by b.batch_code order by b.batch_code
  `.execute(tx);
  const weeks = await sql<GroupRow>`
    select b.channel, b.week, count(*) as ballots from ballot b where ${free} and b.batch_code is null group by b.channel, b.week order by b.channel, b.week
  `.execute(tx);
  const repeats =
    await sql<GroupRow>`select count(*) as ballots from ballot b where ${free} and b.possible_repeat`.execute(tx);
  return [
    ...batches.rows.map((row): VoidGroup => {
      assert(row.batch_code !== null, 'batch group without a code');
      const target: VoidTarget = { kind: row.is_import ? 'import-run' : 'released-batch', batchCode: row.batch_code };
      return { target, periodId, ballots: row.ballots };
    }),
    ...weeks.rows.map((row): VoidGroup => ({
      target: { kind: 'channel-week', channel: row.channel, week: row.week },
      periodId,
      ballots: row.ballots,
    })),
    ...repeats.rows
      .filter((row) => row.ballots > 0)
      .map((row): VoidGroup => ({ target: { kind: 'possible-repeats' }, periodId, ballots: row.ballots })),
  ];
}

/** Base periods of the unit in which ballots stand, the latest first. */
export async function periodsWithBallots(tx: Queryable, unitCode: string): Promise<string[]> {
  const found = await sql<{ period_id: string }>`
    with recursive p as (
      (select period_id from ballot where unit_code = ${unitCode} order by period_id desc limit 1)
      union all
      select (select b.period_id from ballot b where b.unit_code = ${unitCode} and b.period_id < p.period_id order by b.period_id desc limit 1)
      from p where p.period_id is not null
    ) select period_id from p where period_id is not null
  `.execute(tx);
  return found.rows.map((row) => row.period_id);
}

interface RequestRow {
  unit_code: string;
  id: string;
  period_id: string;
  kind: VoidTarget['kind'];
  batch_code: string | null;
  batch_id: string | null;
  channel: string | null;
  week: CalendarDay | null;
  ballots: number;
  reason: VoidReason;
  note: string;
  requested_by: string;
  requested_by_name: string;
  requested_at: Date;
  decision: 'confirmed' | 'refused' | null;
  decided_ballots: number | null;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
}

export interface StoredVoidRequest extends VoidRequest {
  readonly requestedByName: string;
  readonly state: VoidState;
  readonly decidedByName: string | undefined;
}

function targetOfRow(row: RequestRow): VoidTarget {
  switch (row.kind) {
    case 'import-run':
    case 'released-batch':
      return { kind: row.kind, batchCode: row.batch_code ?? '' };
    case 'keyed-batch':
      return { kind: row.kind, batchId: row.batch_id ?? '' };
    case 'possible-repeats':
      return { kind: row.kind };
    case 'channel-week':
      return { kind: row.kind, channel: row.channel ?? '', week: row.week };
  }
}

function requestOfRow(row: RequestRow): StoredVoidRequest {
  return {
    id: row.id,
    unitCode: row.unit_code,
    periodId: row.period_id,
    target: targetOfRow(row),
    ballots: row.ballots,
    reason: row.reason,
    note: row.note,
    requestedBy: row.requested_by,
    requestedByName: row.requested_by_name,
    requestedAt: row.requested_at,
    state:
      row.decision === null
        ? { state: 'requested' }
        : {
            state: row.decision,
            decidedBy: row.decided_by ?? '',
            decidedAt: row.decided_at ?? row.requested_at,
            ballots: row.decided_ballots ?? 0,
          },
    decidedByName: row.decided_by_name ?? undefined,
  };
}

/** All requests of a unit with what was decided, the newest first. For everyone who watches. */
export async function readVoidRequests(tx: Queryable, unitCode: string): Promise<StoredVoidRequest[]> {
  const found = await sql<RequestRow>`
    select r.*, d.decision, d.ballots as decided_ballots, d.decided_by, d.decided_by_name, d.decided_at
    from void_request r left join void_decision d on d.unit_code = r.unit_code and d.request_id = r.id
    where r.unit_code = ${unitCode} order by r.requested_at desc, r.id
  `.execute(tx);
  return found.rows.map(requestOfRow);
}

/** One decision at a time in a unit, until the transaction ends. */
export async function lockVoids(tx: Queryable, unitCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-voids'), hashtext(${unitCode}))`.execute(tx);
}

export async function insertVoidRequest(tx: Queryable, request: VoidRequest, byName: string): Promise<void> {
  const { target } = request;
  const batchCode = 'batchCode' in target ? target.batchCode : null;
  const batchId = target.kind === 'keyed-batch' ? target.batchId : null;
  const [channel, week] = target.kind === 'channel-week' ? [target.channel, target.week] : [null, null];
  await sql`
    insert into void_request (unit_code, id, period_id, kind, batch_code, batch_id, channel, week, ballots, reason, note, requested_by,
                              requested_by_name, requested_at)
    values (${request.unitCode}, ${request.id}, ${request.periodId}, ${target.kind}, ${batchCode}, ${batchId}, ${channel}, ${week}::date,
            ${request.ballots}, ${request.reason}, ${request.note}, ${request.requestedBy}, ${byName}, ${request.requestedAt})
  `.execute(tx);
}

export async function insertVoidDecision(
  tx: Queryable,
  request: VoidRequest,
  decision: {
    readonly decision: 'confirmed' | 'refused';
    readonly ballots: number;
    readonly by: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into void_decision (unit_code, request_id, decision, ballots, decided_by, decided_by_name, decided_at)
    values (${request.unitCode}, ${request.id}, ${decision.decision}, ${decision.ballots}, ${decision.by}, ${decision.byName}, ${decision.at})
  `.execute(tx);
}
