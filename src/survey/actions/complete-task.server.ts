import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { taskCompleted } from '../events';
import { insertTaskDone } from '../store-difficulty.server';
import { readPlanVersions } from '../store.server';
import { acting } from './acting.server';

export type CompleteTaskError = NotAllowed | { readonly type: 'plan-unknown' } | { readonly type: 'task-unknown' };

/** Marks a task of the plan in force as done; doing it twice changes nothing. */
export async function completeTask(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly planId: string; readonly taskId: string },
): Promise<Result<undefined, CompleteTaskError>> {
  if (!may(actor, 'edit-plan', input.unitCode)) return notAllowed('edit-plan');
  return inTransaction(ctx.db, async (tx): Promise<Result<undefined, CompleteTaskError>> => {
    const inForce = (await readPlanVersions(tx, input.unitCode, input.planId)).find(({ state }) => state !== 'draft');
    if (inForce === undefined) return fail({ type: 'plan-unknown' });
    if (!inForce.content.tasks.some(({ id }) => id === input.taskId)) return fail({ type: 'task-unknown' });
    const who = acting(ctx, actor, input.unitCode);
    if (await insertTaskDone(tx, input.unitCode, input.planId, input.taskId, who.at, who.actor)) {
      await appendEvent(tx, taskCompleted(who, input.taskId, input.planId));
    }
    return ok(undefined);
  });
}
