import { groupedBy } from '../../kernel/grouped';
import { assert, fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { inTransaction, type Queryable } from '../../platform/database.server';
import { acceptBatch } from '../../collection/actions/release-batch.server';
import type { BatchRecord, SheetReading } from '../../collection/keying';
import type { ReaderShare } from '../../collection/store-keying.server';
import type { DeskContext } from '../desk-context';
import { scannedBatchReleased } from '../events';
import { readingOfSheet } from '../row-value';
import { needsFullReading, type ScanRecord, scanRecord, type StandingRow, standingRows } from '../scan-record';
import { removeBatchFolder } from '../scan-files-adapter.server';
import { countSheets } from '../scanned-sheet';
import { readScanFiles } from '../store-scan-file.server';
import { insertScanOutcome } from '../store-scan-outcome.server';
import { readDecisions, readRows, type StoredDecision } from '../store-scan-row.server';
import { copiesOfBatch } from '../store-serial.server';
import { loadScan, type NoScan, type ScanWork } from './load-scan.server';

export type ReleaseScanError =
  | NotAllowed
  | NoScan
  | { readonly type: 'period-already-published' }
  | { readonly type: 'scanning-not-finished' }
  | { readonly type: 'sheets-still-open'; readonly sheets: number }
  | { readonly type: 'rows-still-open'; readonly rows: number }
  | { readonly type: 'silent-errors-over-limit' };

/** Everything that was read and said of a batch so far, and what it comes to. */
export interface ScanResult {
  readonly rows: readonly StandingRow[];
  readonly decisions: readonly StoredDecision[];
  readonly finals: readonly SheetReading[];
  readonly record: ScanRecord;
}

export async function scanResult(db: Queryable, work: ScanWork): Promise<ScanResult> {
  const { unitCode, id: batchId, sheets } = work.batch;
  const decisions = await readDecisions(db, unitCode, batchId);
  const rows = standingRows(await readRows(db, unitCode, batchId), decisions, work.scan.twoReaders);
  const finals = finalReadings(work, rows);
  const revised = new Set(decisions.filter((one) => one.revision > 1).map((one) => `${one.sheet} ${one.item}`));
  const files = await readScanFiles(db, unitCode, batchId);
  const record = scanRecord({
    sheets,
    standings: work.standings,
    attempts: work.attempts,
    rows,
    copies: await copiesOfBatch(db, unitCode, batchId),
    repeatedSheets: files.reduce((sum, file) => sum + file.repeatedSheets, 0),
    finals,
    revisedRows: revised.size,
  });
  return { rows, decisions, finals, record };
}

function finalReadings({ standings, context }: ScanWork, rows: readonly StandingRow[]): SheetReading[] {
  const bySheet = groupedBy(rows, ({ row }) => row.sheet);
  return [...standings].flatMap(([sheet, { state }]): SheetReading[] => {
    if (state !== 'read' && state !== 'keyed') return [];
    const own = bySheet.get(sheet) ?? [];
    const said = (isText: boolean) =>
      own
        .filter(({ row }) => (row.state === 'text') === isText)
        .map(({ row, standing }) => [row.item, standing.final ?? ''] as const);
    return [
      readingOfSheet(
        new Map(said(false).filter(([, value]) => value !== '')),
        Object.fromEntries(said(true)),
        context.slots,
      ),
    ];
  });
}

/** Rows of sheets that count and still want a person. */
export function openRows({ standings }: ScanWork, rows: readonly StandingRow[]): StandingRow[] {
  return rows.filter(({ row, standing }) => {
    const state = standings.get(row.sheet)?.state;
    return standing.wants !== undefined && (state === 'read' || state === 'keyed');
  });
}

/**
 * Sends the sheets of a scanned batch into the journal as ballots, by the same road as a keyed one: one transaction with both
 * records and the end of all readings (docs/adr/0025). The pictures go after it.
 */
export async function releaseScannedBatch(
  ctx: DeskContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string },
): Promise<Result<ScanRecord, ReleaseScanError>> {
  const { unitCode, batchId } = input;
  if (!may(actor, 'review-keying', unitCode)) return notAllowed('review-keying');
  const released = await inTransaction(ctx.db, async (tx): Promise<Result<ScanRecord, ReleaseScanError>> => {
    const open = await loadScan(tx, unitCode, batchId);
    if (!open.ok) return open;
    const work = open.value;
    if (!work.finished) return fail({ type: 'scanning-not-finished' });
    const { refused, notScanned } = countSheets(work.standings);
    if (refused + notScanned > 0) return fail({ type: 'sheets-still-open', sheets: refused + notScanned });
    const { rows, decisions, finals, record } = await scanResult(tx, work);
    const waiting = openRows(work, rows).length;
    if (waiting > 0) return fail({ type: 'rows-still-open', rows: waiting });
    if (needsFullReading(record)) return fail({ type: 'silent-errors-over-limit' });
    await insertScanOutcome(tx, unitCode, batchId, record);
    const readers = sharesOf(decisions);
    const accepted = await acceptBatch(tx, ctx, actor, {
      batch: work.batch,
      finals,
      record: keyingRecord(record, rows),
      readers,
    });
    if (!accepted.ok) return accepted;
    const occasion = { unitCode, actor: actor.accountId, at: ctx.clock.now() };
    await appendEvent(tx, scannedBatchReleased(occasion, work.batch, record));
    return ok(record);
  });
  if (released.ok) await removeBatchFolder(ctx.config, batchId);
  return released;
}

/** The same in the words of keyed batches, for the lists that hold both: places compared are rows compared. */
function keyingRecord(record: ScanRecord, rows: readonly StandingRow[]): BatchRecord {
  const compared = rows.filter(({ standing }) => standing.compared);
  const sheetsOf = (some: readonly StandingRow[]) => new Set(some.map(({ row }) => row.sheet)).size;
  assert(record.ballots <= record.sheets, 'more ballots than sheets');
  return {
    sheets: record.sheets,
    keyed: record.ballots,
    spoiled: record.sheets - record.ballots,
    readTwice: sheetsOf(compared),
    placesCompared: record.rowsChecked + record.rowsReadTwice,
    placesDifferent: record.rowsDifferent + record.rowsReadTwiceDifferent,
    sheetsDifferent: sheetsOf(compared.filter(({ standing }) => standing.differs)),
    settledByHead: record.settledByHead,
    corrected: record.corrected,
  };
}

/** Who read how many rows: the reader is named on purpose. */
function sharesOf(decisions: readonly StoredDecision[]): ReaderShare[] {
  const byReader = groupedBy(
    decisions.filter((one) => one.revision === 1),
    (one) => one.reader,
  );
  return [...byReader]
    .map(([id, own]) => {
      const count = (role: StoredDecision['role']) => own.filter((one) => one.role === role).length;
      return {
        id,
        name: own[0]?.readerName ?? id,
        first: count('first'),
        second: count('second'),
        settled: count('settled'),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
