import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { planPublished } from '../events';
import { lockPlanVersions, markPublished } from '../store.server';
import { acting } from './acting.server';

export type PublishPlanError = NotAllowed | { readonly type: 'plan-unknown' } | { readonly type: 'plan-not-approved' };

/** Puts the newest approved version on the public page. What the head approved needs no second approval. */
export async function publishPlan(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly planId: string },
): Promise<Result<{ readonly version: number }, PublishPlanError>> {
  if (!may(actor, 'edit-plan', input.unitCode)) return notAllowed('edit-plan');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ version: number }, PublishPlanError>> => {
    const versions = await lockPlanVersions(tx, input.unitCode, input.planId);
    if (versions.length === 0) return fail({ type: 'plan-unknown' });
    const newest = versions.find(({ state }) => state !== 'draft');
    if (newest?.state !== 'approved') return fail({ type: 'plan-not-approved' });
    const who = acting(ctx, actor, input.unitCode);
    await markPublished(tx, newest, who.at, who.actor);
    await appendEvent(tx, planPublished(who, newest));
    return ok({ version: newest.version });
  });
}
