import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { readOutcomes, readBatch, type BatchOutcome, type StoredBatch } from '../../collection/store-keying.server';
import { needsFullReading, type ScanRecord, silentErrorBound } from '../scan-record';
import { countSheets, type SheetCounts, speaksOfItsSheet } from '../scanned-sheet';
import type { SheetRefusal } from '../scan-refusal';
import { taskFor } from '../row-standing';
import { readScanFiles, type ScanFile } from '../store-scan-file.server';
import { readScanOutcomes, type ScanOutcome } from '../store-scan-outcome.server';
import { reviewerOf } from './decide-row.server';
import { type NoScan, type ScanWork, viewScan } from './load-scan.server';
import { openRows, scanResult } from './release-scanned-batch.server';

export function mayFollowScan(actor: Actor, unitCode: string): boolean {
  return (
    may(actor, 'key-ballots', unitCode) || may(actor, 'review-keying', unitCode) || may(actor, 'view-box', unitCode)
  );
}

/** How far the reading is; cheap enough to be asked for every second. */
export interface ScanProgress {
  readonly batch: StoredBatch;
  readonly stopped: boolean;
  readonly finished: boolean;
  readonly counts: SheetCounts;
  readonly files: readonly ScanFile[];
  /** Pages that still wait for the machine, of files opened so far; nobody knows yet what the others hold. */
  readonly pagesLeft: number;
  readonly filesNotOpened: number;
  /** Refused sheets without a ruling. */
  readonly refused: readonly { readonly sheet: number; readonly attempt: number; readonly refusal: SheetRefusal }[];
  readonly notScanned: readonly number[];
  /** Numbers on which a second sheet fell; the first one is kept. */
  readonly fellOnTaken: readonly number[];
  readonly warnings: readonly string[];
}

export function progressOf(work: ScanWork, files: readonly ScanFile[]): ScanProgress {
  const { batch, scan, standings, attempts, finished } = work;
  const waiting = files.filter((file) => file.state === 'waiting');
  const refused = [...standings].flatMap(([sheet, standing]) =>
    standing.state === 'refused' ? [{ sheet, attempt: standing.attempt, refusal: standing.refusal }] : [],
  );
  return {
    batch,
    stopped: scan.stopped,
    finished,
    counts: countSheets(standings),
    files,
    pagesLeft: waiting.reduce((sum, file) => sum + (file.pages ?? 0) - file.pagesRead, 0),
    filesNotOpened: waiting.filter((file) => file.pages === undefined).length,
    refused: refused.sort((a, b) => a.sheet - b.sheet),
    notScanned: [...standings].flatMap(([sheet, { state }]) => (state === 'not-scanned' ? [sheet] : [])),
    fellOnTaken: [...new Set(attempts.filter((one) => !speaksOfItsSheet(one)).map(({ sheet }) => sheet))],
    warnings: [...new Set(attempts.flatMap((one) => one.warnings))],
  };
}

export async function readScanProgress(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  batchId: string,
): Promise<Result<ScanProgress, NotAllowed | NoScan>> {
  if (!mayFollowScan(actor, unitCode)) return notAllowed('key-ballots');
  const work = await viewScan(ctx.db, unitCode, batchId);
  return work.ok ? ok(progressOf(work.value, await readScanFiles(ctx.db, unitCode, batchId))) : work;
}

/** The whole page of a scanned batch: what is read, what waits for whom, and the record so far. Counts, never an answer. */
export interface ScanDesk {
  readonly progress: ScanProgress;
  readonly record: ScanRecord;
  readonly bound: number | undefined;
  readonly overLimit: boolean;
  readonly rowsLeft: number;
  /** The part of them that this person may read now. */
  readonly rowsForMe: number;
}

export async function readScanDesk(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  batchId: string,
): Promise<Result<ScanDesk, NotAllowed | NoScan>> {
  if (!mayFollowScan(actor, unitCode)) return notAllowed('key-ballots');
  const work = await viewScan(ctx.db, unitCode, batchId);
  if (!work.ok) return work;
  const { record, rows } = await scanResult(ctx.db, work.value);
  const open = openRows(work.value, rows);
  const reviewer = reviewerOf(actor, unitCode);
  const mayKey = may(actor, 'key-ballots', unitCode);
  return ok({
    progress: progressOf(work.value, await readScanFiles(ctx.db, unitCode, batchId)),
    record,
    bound: silentErrorBound(record),
    overLimit: needsFullReading(record),
    rowsLeft: open.length,
    rowsForMe: mayKey ? open.filter(({ standing }) => taskFor(standing, reviewer).ok).length : 0,
  });
}

/** A scanned batch that has ended: both records. */
export interface EndedScan {
  readonly batch: StoredBatch;
  readonly outcome: BatchOutcome;
  readonly scan: ScanOutcome | undefined;
  readonly bound: number | undefined;
}

export async function readEndedScan(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  batchId: string,
): Promise<Result<EndedScan, NotAllowed | { readonly type: 'no-such-batch' }>> {
  if (!mayFollowScan(actor, unitCode)) return notAllowed('key-ballots');
  const batch = await readBatch(ctx.db, unitCode, batchId);
  const outcome = (await readOutcomes(ctx.db, unitCode)).get(batchId);
  if (!batch || !outcome) return fail({ type: 'no-such-batch' });
  const scan = (await readScanOutcomes(ctx.db, unitCode)).get(batchId);
  return ok({ batch, outcome, scan, bound: scan && silentErrorBound(scan) });
}
