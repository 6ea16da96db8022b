import type { DeskContext } from '../desk-context';
import { batchFolders, removeBatchFolder, removeUnqueued } from '../scan-files-adapter.server';
import { openScanBatchIds, scanFilesToRead } from '../store-scan-file.server';

/** An upload that brought no byte for so long has nobody at the other end. */
const quietMilliseconds = 60 * 60_000;

/**
 * What a power cut left on the disk: pictures of batches that have ended, and uploads that were cut off or never queued, which
 * show serial and answers together (docs/adr/0079).
 */
export async function tendScans(ctx: DeskContext): Promise<void> {
  const folders = await batchFolders(ctx.config);
  if (folders.length === 0) return;
  const open = await openScanBatchIds(ctx.db);
  for (const batchId of folders) {
    if (open.has(batchId))
      await removeUnqueued(ctx.config, batchId, await scanFilesToRead(ctx.db, batchId), quietMilliseconds);
    else await removeBatchFolder(ctx.config, batchId);
  }
}
