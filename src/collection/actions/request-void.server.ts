import { randomId } from '../../kernel/bytes';
import { cleanText } from '../../kernel/vietnamese-text';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Queryable } from '../../platform/database.server';
import { voidRequested } from '../keying-events';
import { readBatch, readOutcomes } from '../store-keying.server';
import { countTarget, insertVoidRequest, lockVoids, readVoidRequests } from '../store-void.server';
import { checkVoidRequest, sameTarget, type VoidError, type VoidReason, type VoidTarget } from '../void';

export interface RequestVoidInput {
  readonly unitCode: string;
  readonly periodId: string;
  readonly target: VoidTarget;
  readonly reason: VoidReason;
  readonly note: string;
}

/** The first of two people names a group of ballots and a reason. Nothing changes yet; all who watch see the request. */
export async function requestVoid(
  ctx: ActionContext,
  actor: Actor,
  input: RequestVoidInput,
): Promise<Result<{ readonly id: string }, NotAllowed | VoidError>> {
  const { unitCode, periodId, target, reason } = input;
  if (!may(actor, 'request-void', unitCode)) return notAllowed('request-void');
  const note = cleanText(input.note).slice(0, 500);
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly id: string }, NotAllowed | VoidError>> => {
    await lockVoids(tx, unitCode);
    const open = (await readVoidRequests(tx, unitCode)).filter((one) => one.state.state === 'requested');
    if (open.some((one) => one.periodId === periodId && sameTarget(one.target, target)))
      return fail({ type: 'void-already-requested' });
    const ballots = await sizeOfTarget(tx, unitCode, periodId, target);
    const checked = checkVoidRequest({ target, periodId, ballots }, note);
    if (!checked.ok) return checked;
    const request = {
      id: randomId(),
      unitCode,
      periodId,
      target,
      ballots,
      reason,
      note,
      requestedBy: actor.accountId,
      requestedAt: ctx.clock.now(),
    };
    await insertVoidRequest(tx, request, actor.name);
    await appendEvent(tx, voidRequested({ unitCode, actor: actor.accountId, at: request.requestedAt }, request));
    return ok({ id: request.id });
  });
}

/** Ballots of the group that are not voided yet; sheets, where the batch is not released. 0 where there is no such group. */
export async function sizeOfTarget(
  tx: Queryable,
  unitCode: string,
  periodId: string,
  target: VoidTarget,
): Promise<number> {
  if (target.kind !== 'keyed-batch') return countTarget(tx, unitCode, periodId, target);
  const batch = await readBatch(tx, unitCode, target.batchId);
  const hasEnded = (await readOutcomes(tx, unitCode)).has(target.batchId);
  return batch && batch.periodId === periodId && !hasEnded ? batch.sheets : 0;
}
