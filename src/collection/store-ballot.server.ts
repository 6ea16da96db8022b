import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { StoredBallot } from './ballot';
import { minimumSharingWeek, weekKey } from './move-batch';

/** In the order given, which the mover has shuffled: place in the table tells nothing of arrival. */
export async function insertBallots(tx: Queryable, ballots: readonly StoredBallot[]): Promise<void> {
  const column = <T>(pick: (ballot: StoredBallot) => T) => ballots.map(pick);
  await sql`
    insert into ballot (unit_code, id, period_id, week, channel, field_code, official_code, form_id, form_version, answers, possible_repeat, batch_code)
    select unit_code, id, period_id, week, channel, field_code, official_code, form_id, form_version, answers, possible_repeat, batch_code
    from unnest(${column((b) => b.unitCode)}::text[], ${column((b) => b.id)}::text[], ${column((b) => b.periodId)}::text[],
                ${column((b) => b.week ?? null)}::date[], ${column((b) => b.channel)}::text[], ${column((b) => b.fieldCode ?? null)}::text[],
                ${column((b) => b.officialCode ?? null)}::text[], ${column((b) => b.formId)}::text[], ${column((b) => b.formVersion)}::int[],
                ${column((b) => Buffer.from(b.answers))}::bytea[], ${column((b) => b.possibleRepeat)}::boolean[], ${column((b) => b.batchCode ?? null)}::text[])
      with ordinality as b (unit_code, id, period_id, week, channel, field_code, official_code, form_id, form_version, answers, possible_repeat, batch_code, place)
    order by place
  `.execute(tx);
}

/** By `weekKey`, how many ballots of the unit carry each of the weeks; counted up to the minimum that matters. */
export async function ballotsByWeek(
  tx: Queryable,
  unitCode: string,
  weeks: readonly { readonly periodId: string; readonly week: CalendarDay }[],
): Promise<Map<string, number>> {
  const counts = await sql<{ period_id: string; week: CalendarDay; count: number }>`
    select w.period_id, w.week, (select count(*) from (
      select 1 from ballot b where b.unit_code = ${unitCode} and b.period_id = w.period_id and b.week = w.week limit ${minimumSharingWeek}
    ) few) as count
    from unnest(${weeks.map((each) => each.periodId)}::text[], ${weeks.map((each) => each.week)}::date[]) as w (period_id, week)
  `.execute(tx);
  return new Map(counts.rows.map((row) => [weekKey(row.period_id, row.week), row.count]));
}

export interface CommentRow {
  readonly periodId: string;
  readonly questionId: string;
  readonly body: string;
}

export async function waitingComments(tx: Queryable, unitCode: string): Promise<{ periodId: string; count: number }[]> {
  const waiting = await sql<{ period_id: string; count: number }>`
    select period_id, count(*) as count from intake_comment where unit_code = ${unitCode} group by period_id order by period_id
  `.execute(tx);
  return waiting.rows.map((row) => ({ periodId: row.period_id, count: row.count }));
}

export async function takeComments(tx: Queryable, unitCode: string, periodId: string): Promise<CommentRow[]> {
  const taken = await sql<{ period_id: string; question_id: string; body: string }>`
    with taken as (delete from intake_comment where unit_code = ${unitCode} and period_id = ${periodId} returning *)
    select period_id, question_id, body from taken order by id
  `.execute(tx);
  return taken.rows.map((row) => ({ periodId: row.period_id, questionId: row.question_id, body: row.body }));
}

export async function insertComments(
  tx: Queryable,
  unitCode: string,
  comments: readonly (CommentRow & { readonly id: string })[],
): Promise<void> {
  await sql`
    insert into ballot_comment (unit_code, id, period_id, question_id, body)
    select ${unitCode}, id, period_id, question_id, body
    from unnest(${comments.map((c) => c.id)}::text[], ${comments.map((c) => c.periodId)}::text[], ${comments.map((c) => c.questionId)}::text[],
                ${comments.map((c) => c.body)}::text[]) with ordinality as c (id, period_id, question_id, body, place)
    order by place
  `.execute(tx);
}

/** By base period, how many free texts of the unit can be shown. They are never deleted: a count names one content. */
export async function commentCounts(db: Queryable, unitCode: string): Promise<Map<PeriodId, number>> {
  const rows = await sql<{ period_id: PeriodId; count: number }>`
    select period_id, count(*) as count from ballot_comment where unit_code = ${unitCode} group by period_id order by period_id
  `.execute(db);
  return new Map(rows.rows.map((row) => [row.period_id, row.count]));
}

/** In the order of their random ids, which says nothing of their arrival. */
export async function commentsOfPeriod(
  db: Queryable,
  unitCode: string,
  periodId: PeriodId,
): Promise<(CommentRow & { readonly id: string })[]> {
  const rows = await sql<{ id: string; period_id: string; question_id: string; body: string }>`
    select id, period_id, question_id, body from ballot_comment
    where unit_code = ${unitCode} and period_id = ${periodId} order by id
  `.execute(db);
  return rows.rows.map((row) => ({ id: row.id, periodId: row.period_id, questionId: row.question_id, body: row.body }));
}

export async function periodOfComment(db: Queryable, unitCode: string, id: string): Promise<PeriodId | undefined> {
  const rows = await sql<{ period_id: PeriodId }>`
    select period_id from ballot_comment where unit_code = ${unitCode} and id = ${id}
  `.execute(db);
  return rows.rows[0]?.period_id;
}
