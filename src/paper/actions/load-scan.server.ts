import { fail, ok, type Result } from '../../kernel/result';
import type { Tx, Queryable } from '../../platform/database.server';
import { answerSlots } from '../../survey/questionnaire';
import {
  loadOpenBatch,
  type NotOpen,
  type OpenBatchWork,
  viewOpenBatch,
} from '../../collection/actions/load-batch.server';
import { textIds } from '../../collection/actions/save-reading.server';
import type { PlacingContext } from '../place-sheets';
import type { RowContext } from '../row-value';
import type { SheetBook } from '../sheet-reader';
import { sheetStandings, type SheetStanding } from '../scanned-sheet';
import { readScanBatch, type ScanBatchRow } from '../store-scan-file.server';
import { readCheckDraws } from '../store-scan-row.server';
import { readAttempts, readRulings, type StoredAttempt, type StoredRuling } from '../store-scan-sheet.server';

/** A scanned batch that has not ended. */
export interface ScanWork extends Pick<OpenBatchWork, 'batch' | 'questionnaire' | 'fields' | 'officials'> {
  readonly scan: ScanBatchRow;
  readonly context: RowContext;
  readonly attempts: readonly StoredAttempt[];
  readonly rulings: readonly StoredRuling[];
  readonly standings: ReadonlyMap<number, SheetStanding>;
  /** The part to read again is drawn: no more pictures are taken. */
  readonly finished: boolean;
}

export type NoScan = NotOpen | { readonly type: 'batch-not-scanned' };

/** Locks the batch until the transaction ends. */
export async function loadScan(tx: Tx, unitCode: string, batchId: string): Promise<Result<ScanWork, NoScan>> {
  const open = await loadOpenBatch(tx, unitCode, batchId);
  return open.ok ? withScan(tx, open.value) : open;
}

export async function viewScan(db: Queryable, unitCode: string, batchId: string): Promise<Result<ScanWork, NoScan>> {
  const open = await viewOpenBatch(db, unitCode, batchId);
  return open.ok ? withScan(db, open.value) : open;
}

async function withScan(db: Queryable, work: OpenBatchWork): Promise<Result<ScanWork, NoScan>> {
  const { batch, questionnaire, fields, officials } = work;
  const scan = await readScanBatch(db, batch.unitCode, batch.id);
  if (!scan) return fail({ type: 'batch-not-scanned' });
  const attempts = await readAttempts(db, batch.unitCode, batch.id);
  const rulings = await readRulings(db, batch.unitCode, batch.id);
  return ok({
    batch,
    questionnaire,
    fields,
    officials,
    scan,
    attempts,
    rulings,
    standings: sheetStandings(batch.sheets, attempts, rulings),
    finished: (await readCheckDraws(db, batch.unitCode, batch.id)).length > 0,
    context: {
      slots: answerSlots(questionnaire),
      fieldCodes: new Set(fields.map((field) => field.code)),
      officialCodes: new Set(officials.map((official) => official.code)),
    },
  });
}

/** What the sheets of a batch are judged by; numbers and serials come with each piece. */
export function placingContext(work: ScanWork, book: SheetBook): PlacingContext {
  const { batch, context, questionnaire } = work;
  const ofForm = [...book.layouts.values()].filter(
    ({ form, version }) => form === batch.formId && version === batch.formVersion,
  );
  const usualPages = Math.max(1, ...ofForm.map(({ pages }) => pages.length));
  return {
    ...context,
    unitCode: batch.unitCode,
    formId: batch.formId,
    formVersion: batch.formVersion,
    periodId: batch.periodId,
    sheets: batch.sheets,
    runs: book.runs,
    seen: new Set(),
    seenHere: new Set(),
    taken: new Set(),
    pagesOfSheet: (tag) => (tag === undefined ? undefined : book.layouts.get(tag)?.pages.length) ?? usualPages,
    textIds: textIds(questionnaire),
    asksOfficial: batch.asksOfficial,
  };
}
