import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { ScanRecord } from './scan-record';

/** The part of a record that stays for good beside `keying_outcome`. */
export type ScanOutcome = Pick<
  ScanRecord,
  | 'sheetsRead'
  | 'sheetsRefused'
  | 'sheetsKeyed'
  | 'sheetsMissing'
  | 'duplicates'
  | 'copies'
  | 'rowsRead'
  | 'rowsDoubtful'
  | 'rowsChecked'
  | 'rowsDifferent'
  | 'rowsWrong'
  | 'rowsDecided'
>;

export async function insertScanOutcome(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  one: ScanOutcome,
): Promise<void> {
  await sql`
    insert into scan_outcome (unit_code, batch_id, sheets_read, sheets_refused, sheets_keyed, sheets_missing, duplicates, copies, rows_read,
                              rows_doubtful, rows_checked, rows_different, rows_wrong, rows_decided)
    values (${unitCode}, ${batchId}, ${one.sheetsRead}, ${one.sheetsRefused}, ${one.sheetsKeyed}, ${one.sheetsMissing}, ${one.duplicates},
            ${one.copies}, ${one.rowsRead}, ${one.rowsDoubtful}, ${one.rowsChecked}, ${one.rowsDifferent}, ${one.rowsWrong}, ${one.rowsDecided})
  `.execute(tx);
}

interface OutcomeRow {
  batch_id: string;
  sheets_read: number;
  sheets_refused: number;
  sheets_keyed: number;
  sheets_missing: number;
  duplicates: number;
  copies: number;
  rows_read: number;
  rows_doubtful: number;
  rows_checked: number;
  rows_different: number;
  rows_wrong: number;
  rows_decided: number;
}

/** By batch id. */
export async function readScanOutcomes(tx: Queryable, unitCode: string): Promise<Map<string, ScanOutcome>> {
  const found = await sql<OutcomeRow>`select * from scan_outcome where unit_code = ${unitCode}`.execute(tx);
  return new Map(
    found.rows.map((row) => [
      row.batch_id,
      {
        sheetsRead: row.sheets_read,
        sheetsRefused: row.sheets_refused,
        sheetsKeyed: row.sheets_keyed,
        sheetsMissing: row.sheets_missing,
        duplicates: row.duplicates,
        copies: row.copies,
        rowsRead: row.rows_read,
        rowsDoubtful: row.rows_doubtful,
        rowsChecked: row.rows_checked,
        rowsDifferent: row.rows_different,
        rowsWrong: row.rows_wrong,
        rowsDecided: row.rows_decided,
      },
    ]),
  );
}
