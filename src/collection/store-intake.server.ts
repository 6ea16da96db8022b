import { CompiledQuery, sql } from 'kysely';
import type pg from 'pg';
import type { CalendarDay } from '../kernel/calendar-day';
import { randomId } from '../kernel/bytes';
import type { Queryable } from '../platform/database.server';
import { type AcceptedBallot, type Ballot, clientIdHash, contentHash } from './ballot';
import type { JournalOutcome } from './journal';
import type { JournalRow } from './move-batch';

/**
 * One statement: hash of the id, journal row, comments and day counter stand together or not at all. A ballot whose id is
 * known inserts nothing, also when the mover has just taken its journal row (`intake_seen` stays). Rows come in the order of
 * their keys, so that two servers writing at once wait for each other instead of deadlocking.
 */
const journalStatement = `
with sent as (
  select * from unnest($1::text[], $2::bytea[], $3::bytea[], $4::date[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::text[],
                       $10::text[], $11::int[], $12::bytea[], $13::boolean[], $14::text[])
    as s (unit_code, id_hash, content_hash, day, with_week, period_id, channel, field_code, official_code,
          form_id, form_version, answers, possible_repeat, batch_code)
), fresh as (
  insert into intake_seen (unit_code, id_hash, period_id)
  select unit_code, id_hash, period_id from sent order by unit_code, id_hash
  on conflict do nothing
  returning unit_code, id_hash
), journalled as (
  insert into intake (unit_code, id_hash, content_hash, day, with_week, period_id, channel, field_code, official_code,
                      form_id, form_version, answers, possible_repeat, batch_code)
  select unit_code, id_hash, content_hash, day, with_week, period_id, channel, field_code, official_code,
         form_id, form_version, answers, possible_repeat, batch_code
  from sent join fresh using (unit_code, id_hash)
), commented as (
  insert into intake_comment (unit_code, id, period_id, question_id, body)
  select c.unit_code, c.id, c.period_id, c.question_id, c.body
  from unnest($15::text[], $16::bytea[], $17::text[], $18::text[], $19::text[], $20::text[])
    as c (unit_code, id_hash, id, period_id, question_id, body)
  join fresh using (unit_code, id_hash)
), counted as (
  insert into day_counter (unit_code, day, period_id, channel, field_code, lane, count)
  select unit_code, day, period_id, channel, coalesce(field_code, '') as field, $21::smallint, count(*)
  from sent join fresh using (unit_code, id_hash)
  group by unit_code, day, period_id, channel, field
  order by unit_code, day, period_id, channel, field
  on conflict (unit_code, day, period_id, channel, field_code, lane) do update set count = day_counter.count + excluded.count
)
select encode(id_hash, 'hex') as id_hash from fresh`;

interface Keyed {
  readonly ballot: AcceptedBallot;
  readonly idHash: Buffer;
  readonly contentHash: Buffer;
}

function keyed(ballots: readonly AcceptedBallot[]): Keyed[] {
  return ballots.map((ballot) => ({
    ballot,
    idHash: clientIdHash(ballot.unitCode, ballot.clientId),
    contentHash: contentHash(ballot),
  }));
}

function journalParameters(rows: readonly Keyed[], lane: number): unknown[] {
  const column = <T>(pick: (ballot: AcceptedBallot) => T) => rows.map(({ ballot }) => pick(ballot));
  const comments = rows.flatMap(({ ballot, idHash }) =>
    ballot.comments.map((comment) => ({ ...comment, idHash, ballot })),
  );
  return [
    column((b) => b.unitCode),
    rows.map((row) => row.idHash),
    rows.map((row) => row.contentHash),
    column((b) => b.day),
    column((b) => b.withWeek),
    column((b) => b.periodId),
    column((b) => b.channel),
    column((b) => b.fieldCode ?? null),
    column((b) => b.officialCode ?? null),
    column((b) => b.formId),
    column((b) => b.formVersion),
    column((b) => Buffer.from(b.answers)),
    column((b) => b.possibleRepeat),
    column((b) => b.batchCode ?? null),
    comments.map(({ ballot }) => ballot.unitCode),
    comments.map(({ idHash }) => idHash),
    comments.map(() => randomId()),
    comments.map(({ ballot }) => ballot.periodId),
    comments.map(({ questionId }) => questionId),
    comments.map(({ body }) => body),
    lane,
  ];
}

/** Transactions count in rows of their own, so that a long import holds up no citizen. */
const transactionLane = 100;

/** What a pool or a transaction must be able to do here. */
type Run = (name: string, text: string, parameters: unknown[]) => Promise<readonly { readonly id_hash: string }[]>;

const differentContentStatement = `
select encode(i.id_hash, 'hex') as id_hash
from unnest($1::text[], $2::bytea[], $3::bytea[]) as s (unit_code, id_hash, content_hash)
join intake i on i.unit_code = s.unit_code and i.id_hash = s.id_hash
where i.content_hash <> s.content_hash`;

async function writeJournal(run: Run, ballots: readonly AcceptedBallot[], lane: number): Promise<JournalOutcome[]> {
  const rows = keyed(ballots);
  const fresh = new Set(
    (await run('collection-journal', journalStatement, journalParameters(rows, lane))).map((row) => row.id_hash),
  );
  const known = rows.filter((row) => !fresh.has(row.idHash.toString('hex')));
  const conflicting = new Set(
    known.length === 0
      ? []
      : (await run('collection-conflicts', differentContentStatement, conflictParameters(known))).map(
          (row) => row.id_hash,
        ),
  );
  return rows.map(({ idHash }) => {
    const key = idHash.toString('hex');
    if (fresh.has(key)) return 'accepted';
    return conflicting.has(key) ? 'conflict' : 'repeat';
  });
}

function conflictParameters(rows: readonly Keyed[]): unknown[] {
  return [rows.map(({ ballot }) => ballot.unitCode), rows.map((row) => row.idHash), rows.map((row) => row.contentHash)];
}

/** The hot path: prepared statement on a pooled connection, one commit. Ids within `ballots` differ. */
export function journalOnPool(
  pool: pg.Pool,
  ballots: readonly AcceptedBallot[],
  lane: number,
): Promise<JournalOutcome[]> {
  return writeJournal(
    async (name, text, values) => (await pool.query<{ id_hash: string }>({ name, text, values })).rows,
    ballots,
    lane,
  );
}

/** The same within a transaction of the caller (keyed paper, imported files, one-time codes). Ids within `ballots` differ. */
export function journalInTransaction(tx: Queryable, ballots: readonly AcceptedBallot[]): Promise<JournalOutcome[]> {
  return writeJournal(
    async (_name, text, values) => (await tx.executeQuery<{ id_hash: string }>(CompiledQuery.raw(text, values))).rows,
    ballots,
    transactionLane,
  );
}

/** One mover at a time for a unit, until the transaction ends. */
export async function lockJournal(tx: Queryable, unitCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-intake'), hashtext(${unitCode}))`.execute(tx);
}

/** Units with ballots waiting to move. */
export async function unitsWithJournal(db: Queryable): Promise<string[]> {
  const units = await sql<{ unit_code: string }>`select distinct unit_code from intake order by unit_code`.execute(db);
  return units.rows.map((row) => row.unit_code);
}

/** Units with anything left by acceptance: free text, or hashes of ids. */
export async function unitsToTend(db: Queryable): Promise<string[]> {
  const units = await sql<{ unit_code: string }>`
    select unit_code from intake_comment union select unit_code from intake_seen order by unit_code
  `.execute(db);
  return units.rows.map((row) => row.unit_code);
}

export async function journalDays(tx: Queryable, unitCode: string): Promise<{ day: CalendarDay; count: number }[]> {
  const days = await sql<{ day: CalendarDay; count: number }>`
    select day, count(*) as count from intake where unit_code = ${unitCode} group by day order by day
  `.execute(tx);
  return days.rows;
}

export async function journalKeys(tx: Queryable, unitCode: string, day: CalendarDay): Promise<Buffer[]> {
  const keys = await sql<{
    id_hash: Buffer;
  }>`select id_hash from intake where unit_code = ${unitCode} and day = ${day} order by id_hash`.execute(tx);
  return keys.rows.map((row) => row.id_hash);
}

interface IntakeRow {
  unit_code: Ballot['unitCode'];
  day: CalendarDay;
  with_week: boolean;
  period_id: Ballot['periodId'];
  channel: Ballot['channel'];
  field_code: Ballot['fieldCode'] | null;
  official_code: Ballot['officialCode'] | null;
  form_id: string;
  form_version: number;
  answers: Buffer;
  possible_repeat: boolean;
  batch_code: string | null;
}

/** Takes the rows out of the journal. They come in the order of the hash of their id, which says nothing of their arrival. */
export async function takeFromJournal(tx: Queryable, unitCode: string, keys: readonly Buffer[]): Promise<JournalRow[]> {
  const taken = await sql<IntakeRow>`
    with taken as (delete from intake where unit_code = ${unitCode} and id_hash = any(${keys}::bytea[]) returning *)
    select unit_code, day, with_week, period_id, channel, field_code, official_code, form_id, form_version, answers, possible_repeat, batch_code
    from taken order by id_hash
  `.execute(tx);
  return taken.rows.map((row) => ({
    unitCode: row.unit_code,
    day: row.day,
    withWeek: row.with_week,
    periodId: row.period_id,
    channel: row.channel,
    fieldCode: row.field_code ?? undefined,
    officialCode: row.official_code ?? undefined,
    formId: row.form_id,
    formVersion: row.form_version,
    answers: new Uint8Array(row.answers),
    possibleRepeat: row.possible_repeat,
    batchCode: row.batch_code ?? undefined,
  }));
}

/** Forgets the hashes of periods that have closed and left the journal: from then on the period itself refuses a repeat. */
export async function forgetSeen(tx: Queryable, unitCode: string, closedPeriods: readonly string[]): Promise<void> {
  await sql`
    delete from intake_seen s where unit_code = ${unitCode} and period_id = any(${closedPeriods}::text[])
    and not exists (select 1 from intake i where i.unit_code = s.unit_code and i.id_hash = s.id_hash)
  `.execute(tx);
}

export async function periodsSeen(tx: Queryable, unitCode: string): Promise<string[]> {
  const periods = await sql<{
    period_id: string;
  }>`select distinct period_id from intake_seen where unit_code = ${unitCode}`.execute(tx);
  return periods.rows.map((row) => row.period_id);
}
