import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkReader, type Settlement, settleReadings } from '../keying';
import { loadOpenBatch } from './load-batch.server';
import { addReading, checkReading, type SaveReadingError } from './save-reading.server';

/** A third person decides between two readings with the sheet in hand; both readings stay until the batch ends. */
export async function settleSheet(
  ctx: ActionContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly batchId: string;
    readonly sheet: number;
    readonly settlement: Settlement;
  },
): Promise<Result<{ readonly byHead: boolean }, SaveReadingError>> {
  const { unitCode, batchId, sheet, settlement } = input;
  if (!may(actor, 'review-keying', unitCode)) return notAllowed('review-keying');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly byHead: boolean }, SaveReadingError>> => {
    const open = await loadOpenBatch(tx, unitCode, batchId);
    if (!open.ok) return open;
    const allowed = checkReader(open.value.progress, sheet, 'settled', {
      accountId: actor.accountId,
      isOneStopHead: actor.roles.some((held) => held.role === 'one-stop-head' && held.unitCode === unitCode),
    });
    if (!allowed.ok) return allowed;
    const state = open.value.progress.sheets[sheet - 1];
    if (!state?.first || !state.second) return fail({ type: 'nothing-to-settle', sheet });
    const settled = settleReadings(state.first.reading, state.second.reading, settlement);
    if (!settled.ok) return settled;
    const reading = checkReading(open.value, 'settled', settled.value);
    if (!reading.ok) return reading;
    await addReading(tx, open.value, actor, {
      sheet,
      role: 'settled',
      reading: reading.value,
      byHead: allowed.value.byHead,
    });
    return ok({ byHead: allowed.value.byHead });
  });
}
