import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { inTransaction } from '../../platform/database.server';
import type { DeskContext } from '../desk-context';
import { removeOriginal } from '../scan-files-adapter.server';
import { readScanFiles, setStopped, updateScanFile } from '../store-scan-file.server';
import { loadScan, type NoScan } from './load-scan.server';

export type ControlError = NotAllowed | NoScan | { readonly type: 'no-such-file' };

/** Stops the reading of a batch after the pages under way, or lets it go on where it stopped. */
export async function controlScanning(
  ctx: DeskContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string; readonly stop: boolean },
): Promise<Result<undefined, ControlError>> {
  const { unitCode, batchId, stop } = input;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  return inTransaction(ctx.db, async (tx): Promise<Result<undefined, ControlError>> => {
    const open = await loadScan(tx, unitCode, batchId);
    if (!open.ok) return open;
    await setStopped(tx, unitCode, batchId, stop);
    return ok(undefined);
  });
}

/** Takes a waiting file out of the queue; what was read of it stays. The same file, uploaded again, goes on from there. */
export async function cancelScanFile(
  ctx: DeskContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string; readonly fileId: string },
): Promise<Result<undefined, ControlError>> {
  const { unitCode, batchId, fileId } = input;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  return inTransaction(ctx.db, async (tx): Promise<Result<undefined, ControlError>> => {
    const open = await loadScan(tx, unitCode, batchId);
    if (!open.ok) return open;
    const file = (await readScanFiles(tx, unitCode, batchId)).find((one) => one.id === fileId);
    if (!file) return fail({ type: 'no-such-file' });
    if (file.state !== 'waiting') return ok(undefined);
    await updateScanFile(tx, file, { state: 'cancelled' });
    // Where serials are still owed, the reading job takes the original away after it has seen them.
    if (file.serialsThrough === file.pagesRead) await removeOriginal(ctx.config, batchId, fileId);
    return ok(undefined);
  });
}
