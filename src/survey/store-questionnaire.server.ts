import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import { builtInQuestionnaire } from './built-in-questionnaires';
import type { Questionnaire } from './questionnaire';

/** One version of a form as ballots name it: built in, or the unit's own. */
export async function readQuestionnaire(
  tx: Queryable,
  unitCode: string,
  id: string,
  version: number,
): Promise<Questionnaire | undefined> {
  const builtIn = builtInQuestionnaire(id, version);
  if (builtIn !== undefined) return builtIn;
  const found = await sql<{ body: Questionnaire }>`
    select body from questionnaire where unit_code = ${unitCode} and id = ${id} and version = ${version}
  `.execute(tx);
  return found.rows[0]?.body;
}

/** Whether ballots may use it: a draft may still change, so no ballot may carry it. */
export async function isQuestionnaireFixed(
  tx: Queryable,
  unitCode: string,
  id: string,
  version: number,
): Promise<boolean> {
  if (builtInQuestionnaire(id, version) !== undefined) return true;
  const found = await sql`
    select 1 from questionnaire where unit_code = ${unitCode} and id = ${id} and version = ${version} and fixed_at is not null
  `.execute(tx);
  return found.rows.length > 0;
}

/**
 * From here on the version never changes. Called by the approval of a plan, before any ballot can be collected by it;
 * an import of ballots calls it for the form it names. Nothing happens to a built-in or an already fixed one.
 */
export async function fixQuestionnaire(
  tx: Queryable,
  unitCode: string,
  id: string,
  version: number,
  at: Date,
): Promise<void> {
  if (builtInQuestionnaire(id, version) !== undefined) return;
  await sql`
    update questionnaire set fixed_at = ${at}
    where unit_code = ${unitCode} and id = ${id} and version = ${version} and fixed_at is null
  `.execute(tx);
}

export interface OwnQuestionnaire {
  readonly questionnaire: Questionnaire;
  readonly fixedAt: Date | undefined;
  readonly createdAt: Date;
}

/** The unit's own forms, newest version first. */
export async function readOwnQuestionnaires(tx: Queryable, unitCode: string): Promise<OwnQuestionnaire[]> {
  const found = await sql<{ body: Questionnaire; fixed_at: Date | null; created_at: Date }>`
    select body, fixed_at, created_at from questionnaire where unit_code = ${unitCode} order by id, version desc
  `.execute(tx);
  return found.rows.map((row) => ({
    questionnaire: row.body,
    fixedAt: row.fixed_at ?? undefined,
    createdAt: row.created_at,
  }));
}

/** The newest version of one own form, locked. */
export async function lockLatestQuestionnaire(
  tx: Queryable,
  unitCode: string,
  id: string,
): Promise<OwnQuestionnaire | undefined> {
  const found = await sql<{ body: Questionnaire; fixed_at: Date | null; created_at: Date }>`
    select body, fixed_at, created_at from questionnaire
    where unit_code = ${unitCode} and id = ${id} order by version desc limit 1 for update
  `.execute(tx);
  const row = found.rows[0];
  return row && { questionnaire: row.body, fixedAt: row.fixed_at ?? undefined, createdAt: row.created_at };
}

export async function insertQuestionnaire(
  tx: Queryable,
  unitCode: string,
  questionnaire: Questionnaire,
  at: Date,
  by: string,
): Promise<void> {
  await sql`
    insert into questionnaire (unit_code, id, version, body, created_at, created_by)
    values (${unitCode}, ${questionnaire.id}, ${questionnaire.version}, ${JSON.stringify(questionnaire)}::jsonb, ${at}, ${by})
  `.execute(tx);
}

export async function replaceQuestionnaireDraft(
  tx: Queryable,
  unitCode: string,
  questionnaire: Questionnaire,
): Promise<void> {
  await sql`
    update questionnaire set body = ${JSON.stringify(questionnaire)}::jsonb
    where unit_code = ${unitCode} and id = ${questionnaire.id} and version = ${questionnaire.version}
  `.execute(tx);
}
