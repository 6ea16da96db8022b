import type { Readable } from 'node:stream';
import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { inTransaction, type Tx } from '../../platform/database.server';
import type { DeskContext } from '../desk-context';
import {
  receiveFile,
  type ReceivedFile,
  type ReceiveProblem,
  removeOriginal,
  renameOriginal,
  syncFolder,
} from '../scan-files-adapter.server';
import { findSameFile, insertScanFile, updateScanFile } from '../store-scan-file.server';
import { loadScan, type NoScan, viewScan } from './load-scan.server';

export interface ReceiveScanInput {
  readonly unitCode: string;
  readonly batchId: string;
  readonly name: string;
  /** The number stamped on the first sheet; undefined: the files follow one another. */
  readonly firstSheet: number | undefined;
  readonly content: Readable;
}

export type ReceiveScanError =
  | NotAllowed
  | NoScan
  | ReceiveProblem
  | { readonly type: 'scanning-finished' }
  | { readonly type: 'first-sheet-invalid'; readonly sheets: number }
  | { readonly type: 'file-in-other-batch'; readonly batch: string };

export type ReceivedScan = { readonly id: string; readonly outcome: 'taken' | 'known' | 'resumed' };

const longestName = 200;

/**
 * Takes a file into the queue of a batch. The same bytes again change nothing; a file that was cancelled goes on where it
 * stopped; bytes that another batch of the office holds are refused.
 */
export async function receiveScan(
  ctx: DeskContext,
  actor: Actor,
  input: ReceiveScanInput,
): Promise<Result<ReceivedScan, ReceiveScanError>> {
  const { unitCode, batchId, firstSheet } = input;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  const before = await viewScan(ctx.db, unitCode, batchId);
  if (!before.ok) return before;
  if (before.value.finished) return fail({ type: 'scanning-finished' });
  const { sheets } = before.value.batch;
  if (firstSheet !== undefined && !(Number.isSafeInteger(firstSheet) && firstSheet >= 1 && firstSheet <= sheets))
    return fail({ type: 'first-sheet-invalid', sheets });
  const id = randomId();
  const received = await receiveFile(ctx.config, batchId, id, input.content);
  if (!received.ok) return received;
  await syncFolder(ctx.config, batchId);
  const queued = await inTransaction(ctx.db, (tx) => enqueue(tx, ctx, actor, input, id, received.value));
  if (!queued.ok || queued.value.outcome === 'known') await removeOriginal(ctx.config, batchId, id);
  return queued;
}

async function enqueue(
  tx: Tx,
  ctx: DeskContext,
  actor: Actor,
  { unitCode, batchId, name, firstSheet }: ReceiveScanInput,
  id: string,
  { contentHash, bytes }: ReceivedFile,
): Promise<Result<ReceivedScan, ReceiveScanError>> {
  const open = await loadScan(tx, unitCode, batchId);
  if (!open.ok) return open;
  if (open.value.finished) return fail({ type: 'scanning-finished' });
  const same = await findSameFile(tx, unitCode, contentHash);
  const elsewhere = same.find(({ file }) => file.batchId !== batchId);
  if (elsewhere) return fail({ type: 'file-in-other-batch', batch: elsewhere.batchCode });
  const known = same[0]?.file;
  if (known) {
    if (known.state !== 'cancelled') return ok({ id: known.id, outcome: 'known' });
    // Before the books say that it waits: a power cut between the two must not leave a file that waits for nothing.
    await renameOriginal(ctx.config, batchId, id, known.id);
    await updateScanFile(tx, known, { state: 'waiting', failures: 0 });
    return ok({ id: known.id, outcome: 'resumed' });
  }
  await insertScanFile(tx, {
    unitCode,
    batchId,
    id,
    contentHash,
    number: 0,
    name: cleanText(name).slice(0, longestName) || '?',
    bytes,
    firstSheet,
    state: 'waiting',
    refusal: undefined,
    pages: undefined,
    pagesRead: 0,
    serialsThrough: 0,
    blankPages: 0,
    repeatedSheets: 0,
    failures: 0,
    uploadedBy: actor.accountId,
    uploadedByName: actor.name,
  });
  return ok({ id, outcome: 'taken' });
}
