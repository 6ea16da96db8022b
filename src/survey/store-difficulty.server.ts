import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { Difficulty } from './difficulty';

type Saying = {
  readonly id: string;
  readonly text: string;
  readonly at: Date;
  readonly by: string;
  readonly byName: string;
};

export async function insertDifficulty(tx: Queryable, unitCode: string, planId: string, said: Saying): Promise<void> {
  await sql`
    insert into plan_difficulty (unit_code, id, plan_id, text, reported_at, reported_by, reporter_name)
    values (${unitCode}, ${said.id}, ${planId}, ${said.text}, ${said.at}, ${said.by}, ${said.byName})
  `.execute(tx);
}

export async function insertDifficultyAnswer(
  tx: Queryable,
  unitCode: string,
  difficultyId: string,
  said: Saying,
): Promise<void> {
  await sql`
    insert into plan_difficulty_answer (unit_code, id, difficulty_id, text, answered_at, answered_by, answerer_name)
    values (${unitCode}, ${said.id}, ${difficultyId}, ${said.text}, ${said.at}, ${said.by}, ${said.byName})
  `.execute(tx);
}

export async function planOfDifficulty(tx: Queryable, unitCode: string, id: string): Promise<string | undefined> {
  const found = await sql<{
    plan_id: string;
  }>`select plan_id from plan_difficulty where unit_code = ${unitCode} and id = ${id}`.execute(tx);
  return found.rows[0]?.plan_id;
}

/** Newest first; the answers of each in order. */
export async function readDifficulties(tx: Queryable, unitCode: string, planId: string): Promise<Difficulty[]> {
  const reported = await sql<{ id: string; text: string; reported_at: Date; reporter_name: string }>`
    select id, text, reported_at, reporter_name from plan_difficulty
    where unit_code = ${unitCode} and plan_id = ${planId} order by reported_at desc, id
  `.execute(tx);
  const answers = await sql<{ difficulty_id: string; text: string; answered_at: Date; answerer_name: string }>`
    select a.difficulty_id, a.text, a.answered_at, a.answerer_name
    from plan_difficulty_answer a join plan_difficulty d on d.unit_code = a.unit_code and d.id = a.difficulty_id
    where a.unit_code = ${unitCode} and d.plan_id = ${planId} order by a.answered_at, a.id
  `.execute(tx);
  return reported.rows.map((row) => ({
    id: row.id,
    planId,
    text: row.text,
    reportedAt: row.reported_at,
    reporterName: row.reporter_name,
    answers: answers.rows
      .filter((answer) => answer.difficulty_id === row.id)
      .map((answer) => ({ text: answer.text, answeredAt: answer.answered_at, answererName: answer.answerer_name })),
  }));
}

export interface TaskDone {
  readonly taskId: string;
  readonly doneAt: Date;
}

export async function readTasksDone(tx: Queryable, unitCode: string, planId: string): Promise<TaskDone[]> {
  const found = await sql<TaskDone>`
    select task_id as "taskId", done_at as "doneAt" from plan_task_done where unit_code = ${unitCode} and plan_id = ${planId}
  `.execute(tx);
  return found.rows;
}

/** False where the task was done before. */
export async function insertTaskDone(
  tx: Queryable,
  unitCode: string,
  planId: string,
  taskId: string,
  at: Date,
  by: string,
): Promise<boolean> {
  const done = await sql`
    insert into plan_task_done (unit_code, plan_id, task_id, done_at, done_by)
    values (${unitCode}, ${planId}, ${taskId}, ${at}, ${by}) on conflict do nothing returning 1
  `.execute(tx);
  return done.rows.length > 0;
}
