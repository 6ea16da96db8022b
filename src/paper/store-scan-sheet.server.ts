import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { AsideReason, SheetAttempt, SheetRuling } from './scanned-sheet';
import type { SheetRefusal } from './scan-refusal';

/** The answer side: nothing here knows a serial. */
export interface StoredAttempt extends SheetAttempt {
  readonly fileId: string;
  /** Of the file, from 0. */
  readonly firstPage: number;
  readonly pages: number;
  readonly warnings: readonly string[];
  /** Of the layout it was printed by; undefined where no page was read. */
  readonly tag: string | undefined;
}

export interface StoredRuling {
  readonly sheet: number;
  readonly number: number;
  readonly attempt: number;
  readonly ruling: SheetRuling;
  readonly by: string;
  readonly byName: string;
}

interface AttemptRow {
  sheet: number;
  attempt: number;
  refusal: SheetRefusal | null;
  file_id: string;
  first_page: number;
  pages: number;
  warnings: string[];
  layout_tag: string | null;
}

export async function readAttempts(tx: Queryable, unitCode: string, batchId: string): Promise<StoredAttempt[]> {
  const found = await sql<AttemptRow>`
    select sheet, attempt, refusal, file_id, first_page, pages, warnings, layout_tag from scan_sheet
    where unit_code = ${unitCode} and batch_id = ${batchId} order by sheet, attempt
  `.execute(tx);
  return found.rows.map((row) => ({
    sheet: row.sheet,
    attempt: row.attempt,
    refusal: row.refusal ?? undefined,
    fileId: row.file_id,
    firstPage: row.first_page,
    pages: row.pages,
    warnings: row.warnings,
    tag: row.layout_tag ?? undefined,
  }));
}

export async function insertAttempts(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  attempts: readonly StoredAttempt[],
): Promise<void> {
  const rows = attempts.map((one) => ({
    sheet: one.sheet,
    attempt: one.attempt,
    refusal: one.refusal ?? null,
    file_id: one.fileId,
    first_page: one.firstPage,
    pages: one.pages,
    warnings: one.warnings,
    layout_tag: one.tag ?? null,
  }));
  await sql`
    insert into scan_sheet (unit_code, batch_id, sheet, attempt, refusal, file_id, first_page, pages, warnings, layout_tag)
    select ${unitCode}, ${batchId}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (sheet int, attempt int, refusal jsonb, file_id text, first_page int, pages int, warnings text[], layout_tag text)
  `.execute(tx);
}

interface RulingRow {
  sheet: number;
  number: number;
  attempt: number;
  ruling: SheetRuling['ruling'];
  reason: AsideReason | null;
  ruled_by: string;
  ruled_by_name: string;
}

export async function readRulings(tx: Queryable, unitCode: string, batchId: string): Promise<StoredRuling[]> {
  const found = await sql<RulingRow>`
    select sheet, number, attempt, ruling, reason, ruled_by, ruled_by_name from scan_ruling
    where unit_code = ${unitCode} and batch_id = ${batchId} order by sheet, number
  `.execute(tx);
  return found.rows.map(({ sheet, number, attempt, ruling, reason, ruled_by: by, ruled_by_name: byName }) => ({
    sheet,
    number,
    attempt,
    ruling: ruling === 'spoiled' ? { ruling, reason: reason ?? 'unreadable' } : { ruling },
    by,
    byName,
  }));
}

export async function insertRuling(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  { sheet, number, attempt, ruling, by, byName }: StoredRuling,
): Promise<void> {
  await sql`
    insert into scan_ruling (unit_code, batch_id, sheet, number, attempt, ruling, reason, ruled_by, ruled_by_name)
    values (${unitCode}, ${batchId}, ${sheet}, ${number}, ${attempt}, ${ruling.ruling},
            ${ruling.ruling === 'spoiled' ? ruling.reason : null}, ${by}, ${byName})
  `.execute(tx);
}
