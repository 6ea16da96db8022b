import { type Chance, secureChance } from '../../kernel/random';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { drawSecondReadings, type KeyingError } from '../keying';
import { secondReadingsDrawn } from '../keying-events';
import { insertDraw } from '../store-keying.server';
import { loadOpenBatch, type NotOpen } from './load-batch.server';

export type DrawError = NotAllowed | NotOpen | KeyingError;

/**
 * Ends the first entry: draws the sheets that another person reads again. `all` draws every sheet, also later, when the
 * readings of the random part disagree too often.
 */
export async function drawForSecondReading(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string; readonly all: boolean },
  chance: Chance = secureChance,
): Promise<Result<{ readonly sheets: number }, DrawError>> {
  const { unitCode, batchId, all } = input;
  const permission = all ? 'review-keying' : 'key-ballots';
  if (!may(actor, permission, unitCode)) return notAllowed(permission);
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly sheets: number }, DrawError>> => {
    const open = await loadOpenBatch(tx, unitCode, batchId);
    if (!open.ok) return open;
    const { batch, progress } = open.value;
    if (batch.reading === 'scanned') return fail({ type: 'batch-is-scanned' });
    const isFirstDraw = progress.stage === 'first-entry';
    const mayDraw = progress.toReadFirst.length === 0 && (isFirstDraw || all);
    if (!mayDraw) return fail({ type: 'batch-in-other-stage', stage: progress.stage });
    const sheets = drawSecondReadings(batch.sheets, all ? 100 : batch.secondSharePercent, chance);
    const at = ctx.clock.now();
    await insertDraw(tx, unitCode, batchId, { sheets, by: actor.accountId, at });
    await appendEvent(tx, secondReadingsDrawn({ unitCode, actor: actor.accountId, at }, batch, sheets.length));
    return ok({ sheets: sheets.length });
  });
}
