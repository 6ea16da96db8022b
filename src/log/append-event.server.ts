import { sql } from 'kysely';
import type { Tx } from '../platform/database.server';
import { encodeBody, encodeEntry, leafHash, type LogEvent } from './entry';

/** Appends in the caller's transaction: the change and its event are stored together or not at all (invariant 4). */
export async function appendEvent(tx: Tx, event: LogEvent): Promise<void> {
  await sql`
    insert into log_entry (unit_code, type, subject, actor, at, body, leaf_hash)
    values (${event.unitCode}, ${event.type}, ${event.subject}, ${event.actor}, ${event.at}, ${encodeBody(event.body)}, ${leafHash(encodeEntry(event))})
  `.execute(tx);
}
