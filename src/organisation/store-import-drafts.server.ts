import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';

export interface ImportDraft {
  readonly unitCode: string;
  readonly id: string;
  readonly accountId: string;
  readonly kind: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  /** How the file is to be read; the room that made the draft knows the form. */
  readonly options: string;
  readonly createdAt: Date;
}

export async function insertDraft(tx: Queryable, draft: ImportDraft): Promise<void> {
  await sql`
    insert into import_draft (unit_code, id, account_id, kind, file_name, bytes, options, created_at)
    values (${draft.unitCode}, ${draft.id}, ${draft.accountId}, ${draft.kind}, ${draft.fileName}, ${draft.bytes}, ${draft.options}, ${draft.createdAt})`.execute(
    tx,
  );
}

/** Only for the one who uploaded it, at the unit they uploaded it for. */
export async function findDraft(
  tx: Queryable,
  unit: string,
  id: string,
  accountId: string,
  kind: string,
): Promise<ImportDraft | undefined> {
  const found = await sql<ImportDraft>`
    select unit_code as "unitCode", id, account_id as "accountId", kind, file_name as "fileName", bytes, options, created_at as "createdAt"
    from import_draft where unit_code = ${unit} and id = ${id} and account_id = ${accountId} and kind = ${kind}`.execute(
    tx,
  );
  return found.rows[0];
}

export async function setDraftOptions(tx: Queryable, unit: string, id: string, options: string): Promise<void> {
  await sql`update import_draft set options = ${options} where unit_code = ${unit} and id = ${id}`.execute(tx);
}

/** True for exactly one of two confirmations at the same time. */
export async function deleteDraft(tx: Queryable, unit: string, id: string): Promise<boolean> {
  const deleted = await sql`delete from import_draft where unit_code = ${unit} and id = ${id}`.execute(tx);
  return deleted.numAffectedRows === 1n;
}

export async function sweepDrafts(tx: Queryable, before: Date): Promise<void> {
  await sql`delete from import_draft where created_at < ${before}`.execute(tx);
}
