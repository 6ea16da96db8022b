import { sha256Hex } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkPlan, type PlanProblem } from '../check-plan';
import { planApproved } from '../events';
import { planSpan } from '../plan';
import { fixQuestionnaire } from '../store-questionnaire.server';
import { lockPlanVersions, markApproved, overlappingPlans } from '../store.server';
import { acting } from './acting.server';

export type ApprovePlanError =
  | NotAllowed
  | { readonly type: 'plan-unknown' }
  | { readonly type: 'plan-not-draft' }
  | { readonly type: 'plan-changed-meanwhile' }
  | { readonly type: 'plan-overlaps'; readonly title: string; readonly year: number }
  | { readonly type: 'plan-problems'; readonly problems: readonly PlanProblem[] };

/**
 * The head approves exactly what they saw: `seenHash` is the hash of the content on their screen. From here on the
 * content never changes, and neither does the questionnaire: it is fixed before the first ballot can exist.
 */
export async function approvePlan(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly planId: string; readonly seenHash: string },
): Promise<Result<{ readonly version: number }, ApprovePlanError>> {
  if (!may(actor, 'approve-plan', input.unitCode)) return notAllowed('approve-plan');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ version: number }, ApprovePlanError>> => {
    const [latest] = await lockPlanVersions(tx, input.unitCode, input.planId);
    if (latest === undefined) return fail({ type: 'plan-unknown' });
    if (latest.state !== 'draft') return fail({ type: 'plan-not-draft' });
    const { content } = latest;
    const contentHash = planContentHash(content);
    if (contentHash !== input.seenHash) return fail({ type: 'plan-changed-meanwhile' });
    const problems = checkPlan(content);
    if (problems.length > 0) return fail({ type: 'plan-problems', problems });
    const [other] = await overlappingPlans(tx, input.unitCode, latest.id, planSpan(content));
    if (other !== undefined)
      return fail({ type: 'plan-overlaps', title: other.content.title, year: other.content.year });
    const who = acting(ctx, actor, input.unitCode);
    await fixQuestionnaire(tx, input.unitCode, content.questionnaire.id, content.questionnaire.version, who.at);
    await markApproved(tx, latest, who.at, who.actor);
    await appendEvent(tx, planApproved(who, latest, contentHash));
    return ok({ version: latest.version });
  });
}

/** Of the content as the database keeps it (jsonb has one order of keys). */
export function planContentHash(content: object): string {
  return sha256Hex(JSON.stringify(content));
}
