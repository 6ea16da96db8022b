import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { planCreated, planDraftDiscarded } from '../events';
import type { DraftPlan } from '../plan';
import { deleteDraft, insertDraft, lockPlanVersions } from '../store.server';
import { acting } from './acting.server';

export type AmendPlanError =
  | NotAllowed
  | { readonly type: 'plan-unknown' }
  | { readonly type: 'plan-already-draft' }
  | { readonly type: 'reason-missing' };

/** A new version, in draft, with the words of the last; the last stays in force until the head approves the new one. */
export async function amendPlan(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly planId: string; readonly reason: string },
): Promise<Result<DraftPlan, AmendPlanError>> {
  if (!may(actor, 'edit-plan', input.unitCode)) return notAllowed('edit-plan');
  if (input.reason === '') return fail({ type: 'reason-missing' });
  return inTransaction(ctx.db, async (tx): Promise<Result<DraftPlan, AmendPlanError>> => {
    const [latest] = await lockPlanVersions(tx, input.unitCode, input.planId);
    if (latest === undefined) return fail({ type: 'plan-unknown' });
    if (latest.state === 'draft') return fail({ type: 'plan-already-draft' });
    const who = acting(ctx, actor, input.unitCode);
    const { unitCode, id, version, content } = latest;
    const draft: DraftPlan = {
      state: 'draft',
      unitCode,
      id,
      version: version + 1,
      content: { ...content, number: '', date: undefined },
      reason: input.reason,
      createdAt: who.at,
      createdBy: who.actor,
    };
    await insertDraft(tx, draft);
    await appendEvent(tx, planCreated(who, draft));
    return ok(draft);
  });
}

export type DiscardDraftError = NotAllowed | { readonly type: 'plan-unknown' } | { readonly type: 'plan-not-draft' };

/** Throws a draft away; what was approved before stays as it is. */
export async function discardPlanDraft(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly planId: string },
): Promise<Result<undefined, DiscardDraftError>> {
  if (!may(actor, 'edit-plan', input.unitCode)) return notAllowed('edit-plan');
  return inTransaction(ctx.db, async (tx): Promise<Result<undefined, DiscardDraftError>> => {
    const [latest] = await lockPlanVersions(tx, input.unitCode, input.planId);
    if (latest === undefined) return fail({ type: 'plan-unknown' });
    if (latest.state !== 'draft') return fail({ type: 'plan-not-draft' });
    await deleteDraft(tx, latest);
    await appendEvent(tx, planDraftDiscarded(acting(ctx, actor, input.unitCode), latest));
    return ok(undefined);
  });
}
