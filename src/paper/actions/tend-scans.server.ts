import type { DeskContext } from '../desk-context';
import { batchFolders, removeBatchFolder } from '../scan-files-adapter.server';
import { openScanBatchIds } from '../store-scan-file.server';

/** Takes away the pictures of batches that have ended, where the power went between the release and the removal. */
export async function tendScans(ctx: DeskContext): Promise<void> {
  const folders = await batchFolders(ctx.config);
  if (folders.length === 0) return;
  const open = await openScanBatchIds(ctx.db);
  for (const batchId of folders) if (!open.has(batchId)) await removeBatchFolder(ctx.config, batchId);
}
