import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkPlan, type PlanProblem } from '../check-plan';
import { planDraftSaved } from '../events';
import type { PlanContent } from '../plan';
import { readQuestionnaire } from '../store-questionnaire.server';
import { lockPlanVersions, replaceDraftContent } from '../store.server';
import { acting } from './acting.server';

export type SavePlanError =
  | NotAllowed
  | { readonly type: 'plan-unknown' }
  | { readonly type: 'plan-not-draft' }
  | { readonly type: 'questionnaire-unknown' }
  | { readonly type: 'plan-problems'; readonly problems: readonly PlanProblem[] };

/** Replaces the words of the draft version; an approved version is amended instead. */
export async function savePlan(
  ctx: ActionContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly planId: string;
    readonly content: PlanContent;
    readonly reason?: string;
  },
): Promise<Result<{ readonly version: number }, SavePlanError>> {
  if (!may(actor, 'edit-plan', input.unitCode)) return notAllowed('edit-plan');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ version: number }, SavePlanError>> => {
    const [latest] = await lockPlanVersions(tx, input.unitCode, input.planId);
    if (latest === undefined) return fail({ type: 'plan-unknown' });
    if (latest.state !== 'draft') return fail({ type: 'plan-not-draft' });
    const problems = checkPlan(input.content);
    if (problems.length > 0) return fail({ type: 'plan-problems', problems });
    const { id, version } = input.content.questionnaire;
    if ((await readQuestionnaire(tx, input.unitCode, id, version)) === undefined)
      return fail({ type: 'questionnaire-unknown' });
    await replaceDraftContent(tx, latest, input.content, input.reason ?? latest.reason);
    await appendEvent(tx, planDraftSaved(acting(ctx, actor, input.unitCode), latest));
    return ok({ version: latest.version });
  });
}
