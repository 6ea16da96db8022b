import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { openBatch, type OpenBatchError, type OpenBatchInput } from '../../collection/actions/open-batch.server';
import { insertScanBatch } from '../store-scan-file.server';

/** A stack to scan: opened like one to key, under the same rules. */
export async function openScannedBatch(
  ctx: ActionContext,
  actor: Actor,
  input: Omit<OpenBatchInput, 'reading'> & { readonly twoReaders: boolean },
): Promise<Result<{ readonly id: string }, OpenBatchError>> {
  const { twoReaders, ...batch } = input;
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly id: string }, OpenBatchError>> => {
    const opened = await openBatch({ ...ctx, db: tx }, actor, { ...batch, reading: 'scanned' });
    if (!opened.ok) return opened;
    await insertScanBatch(tx, { unitCode: input.unitCode, batchId: opened.value.id, twoReaders });
    return ok(opened.value);
  });
}
