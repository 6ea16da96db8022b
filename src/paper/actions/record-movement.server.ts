import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { sheetsMoved } from '../print-run-events';
import { checkMovement, type MovementDraft, type MovementError, type SheetMovement } from '../sheet-movement';
import { lockRun } from '../store-print-run.server';
import { insertMovement, readMovements } from '../store-sheet-movement.server';

export type RecordMovementError = NotAllowed | MovementError | { readonly type: 'no-such-run' };

/** Who got, brought back or spoiled how many sheets, on which day. A correction names the record it replaces. */
export async function recordMovement(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly run: string; readonly draft: MovementDraft },
): Promise<Result<{ readonly id: string }, RecordMovementError>> {
  const { unitCode } = input;
  if (!may(actor, 'manage-collection', unitCode)) return notAllowed('manage-collection');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly id: string }, RecordMovementError>> => {
    const run = await lockRun(tx, unitCode, input.run);
    if (!run) return fail({ type: 'no-such-run' });
    const known = await readMovements(tx, unitCode, [run.run]);
    const checked = checkMovement(input.draft, run, known, ctx.clock.today());
    if (!checked.ok) return checked;
    const id = randomId();
    const movement: SheetMovement = {
      ...checked.value,
      id,
      rootId: known.find((one) => one.id === checked.value.correction?.replaces)?.rootId ?? id,
      run: run.run,
      recordedBy: actor.accountId,
      recordedByName: actor.name,
      recordedAt: ctx.clock.now(),
    };
    await insertMovement(tx, unitCode, movement);
    await appendEvent(tx, sheetsMoved({ unitCode, actor: actor.accountId, at: movement.recordedAt }, run, movement));
    return ok({ id });
  });
}
