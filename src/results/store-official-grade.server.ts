import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { ContestOutcome, GradeBand, GradeContest, OfficialGradeRule } from './grading-official';

export interface DecidedRule extends OfficialGradeRule {
  readonly decidedAt: Date;
  readonly deciderName: string;
}

interface RuleRow {
  valid_from: CalendarDay;
  minimum_answers: number;
  bands: GradeBand[];
  basis: string;
  decided_at: Date;
  decider_name: string;
}

/** The rule for a period that begins on `day`: of those valid by then the one decided last. */
export async function officialGradeRuleOn(
  tx: Queryable,
  unitCode: string,
  day: CalendarDay,
): Promise<DecidedRule | undefined> {
  const found = await sql<RuleRow>`
    select valid_from, minimum_answers, bands, basis, decided_at, decider_name from official_grade_rule
    where unit_code = ${unitCode} and valid_from <= ${day} order by entry desc limit 1
  `.execute(tx);
  return found.rows.map(ruleOf)[0];
}

function ruleOf(row: RuleRow): DecidedRule {
  return {
    validFrom: row.valid_from,
    minimumAnswers: row.minimum_answers,
    bands: row.bands,
    basis: row.basis,
    decidedAt: row.decided_at,
    deciderName: row.decider_name,
  };
}

/** Every rule ever decided, the newest first. */
export async function officialGradeRules(tx: Queryable, unitCode: string): Promise<DecidedRule[]> {
  const found = await sql<RuleRow>`
    select valid_from, minimum_answers, bands, basis, decided_at, decider_name from official_grade_rule
    where unit_code = ${unitCode} order by entry desc limit 50
  `.execute(tx);
  return found.rows.map(ruleOf);
}

type Deed = { readonly id: string; readonly at: Date; readonly by: string; readonly byName: string };

export async function insertOfficialGradeRule(
  tx: Queryable,
  unitCode: string,
  rule: OfficialGradeRule,
  { id, at, by, byName }: Deed,
): Promise<void> {
  await sql`
    insert into official_grade_rule (unit_code, id, valid_from, minimum_answers, bands, basis, decided_at, decided_by, decider_name)
    values (${unitCode}, ${id}, ${rule.validFrom}, ${rule.minimumAnswers}, ${JSON.stringify(rule.bands)}::jsonb, ${rule.basis}, ${at}, ${by}, ${byName})
  `.execute(tx);
}

export async function insertContest(
  tx: Queryable,
  unitCode: string,
  contest: { readonly officialCode: string; readonly periodId: PeriodId; readonly text: string },
  { id, at, by, byName }: Deed,
): Promise<void> {
  await sql`
    insert into grade_contest (unit_code, id, official_code, period_id, text, filed_at, filed_by, filer_name)
    values (${unitCode}, ${id}, ${contest.officialCode}, ${contest.periodId}, ${contest.text}, ${at}, ${by}, ${byName})
  `.execute(tx);
}

export async function insertContestAnswer(
  tx: Queryable,
  unitCode: string,
  answer: { readonly contestId: string; readonly outcome: ContestOutcome; readonly text: string },
  { id, at, by, byName }: Deed,
): Promise<void> {
  await sql`
    insert into grade_contest_answer (unit_code, id, contest_id, outcome, text, answered_at, answered_by, answerer_name)
    values (${unitCode}, ${id}, ${answer.contestId}, ${answer.outcome}, ${answer.text}, ${at}, ${by}, ${byName})
  `.execute(tx);
}

export interface ContestRecord {
  readonly periodId: PeriodId;
  readonly officialCode: string;
  /** The account it was filed with. */
  readonly filedBy: string;
  readonly filedAt: Date;
}

interface ContestRow {
  period_id: PeriodId;
  official_code: string;
  filed_by: string;
  filed_at: Date;
}

function recordOf(row: ContestRow): ContestRecord {
  return { periodId: row.period_id, officialCode: row.official_code, filedBy: row.filed_by, filedAt: row.filed_at };
}

export async function findContest(tx: Queryable, unitCode: string, id: string): Promise<ContestRecord | undefined> {
  const found = await sql<ContestRow>`
    select period_id, official_code, filed_by, filed_at from grade_contest where unit_code = ${unitCode} and id = ${id}
  `.execute(tx);
  return found.rows.map(recordOf)[0];
}

/** Contests of all periods that nobody has answered, the oldest first. */
export async function contestsWaiting(tx: Queryable, unitCode: string): Promise<ContestRecord[]> {
  const found = await sql<ContestRow>`
    select period_id, official_code, filed_by, filed_at from grade_contest c
    where unit_code = ${unitCode} and not exists (
      select 1 from grade_contest_answer a where a.unit_code = c.unit_code and a.contest_id = c.id)
    order by filed_at, id
  `.execute(tx);
  return found.rows.map(recordOf);
}

/** Contests of a period, the newest first; the answers of each in order. */
export async function readContests(tx: Queryable, unitCode: string, periodId: PeriodId): Promise<GradeContest[]> {
  const contests = await sql<{ id: string; official_code: string; text: string; filed_at: Date; filer_name: string }>`
    select id, official_code, text, filed_at, filer_name from grade_contest
    where unit_code = ${unitCode} and period_id = ${periodId} order by filed_at desc, id
  `.execute(tx);
  const answers = await sql<{
    contest_id: string;
    outcome: ContestOutcome;
    text: string;
    answered_at: Date;
    answerer_name: string;
  }>`
    select a.contest_id, a.outcome, a.text, a.answered_at, a.answerer_name
    from grade_contest_answer a join grade_contest c on c.unit_code = a.unit_code and c.id = a.contest_id
    where a.unit_code = ${unitCode} and c.period_id = ${periodId} order by a.answered_at, a.id
  `.execute(tx);
  return contests.rows.map((row) => ({
    id: row.id,
    officialCode: row.official_code,
    text: row.text,
    filedAt: row.filed_at,
    filerName: row.filer_name,
    answers: answers.rows
      .filter((answer) => answer.contest_id === row.id)
      .map(({ outcome, text, answered_at: answeredAt, answerer_name: answererName }) => ({
        outcome,
        text,
        answeredAt,
        answererName,
      })),
  }));
}
