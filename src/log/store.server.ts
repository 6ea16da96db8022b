import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { LogEvent } from './entry';

export interface LogEntry extends LogEvent {
  readonly id: number;
}

interface LogRow {
  id: number;
  unit_code: string;
  type: string;
  subject: string;
  actor: string;
  at: Date;
  body: Buffer;
}

/**
 * The entries of a unit, the newest first: at most `limit` before the entry `before`, of the given types (undefined = all).
 */
export async function readEntries(
  tx: Queryable,
  unitCode: string,
  options: {
    readonly types: readonly string[] | undefined;
    readonly before: number | undefined;
    readonly limit: number;
  },
): Promise<LogEntry[]> {
  const ofType = options.types ? sql`and type = any(${options.types}::text[])` : sql``;
  const older = options.before === undefined ? sql`` : sql`and id < ${options.before}`;
  const found = await sql<LogRow>`
    select id, unit_code, type, subject, actor, at, body from log_entry
    where unit_code = ${unitCode} ${ofType} ${older} order by id desc limit ${options.limit}
  `.execute(tx);
  return found.rows.map((row) => ({
    id: row.id,
    unitCode: row.unit_code,
    type: row.type,
    subject: row.subject,
    actor: row.actor,
    at: row.at,
    body: JSON.parse(row.body.toString('utf8')) as LogEvent['body'],
  }));
}
