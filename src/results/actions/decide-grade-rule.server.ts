import { randomId } from '../../kernel/bytes';
import { ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { officialGradeRuleDecided } from '../grading-events';
import { checkGradeRule, type OfficialGradeRule, type RuleProblem } from '../grading-official';
import { insertOfficialGradeRule } from '../store-official-grade.server';

/** The head says from which figure on an official is called what, and below how many answers nobody is called anything. */
export async function decideGradeRule(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly rule: OfficialGradeRule },
): Promise<Result<undefined, NotAllowed | RuleProblem>> {
  const { unitCode, rule } = input;
  if (!may(actor, 'govern-grading', unitCode)) return notAllowed('govern-grading');
  const checked = checkGradeRule(rule);
  if (!checked.ok) return checked;
  return inTransaction<undefined, never>(ctx.db, async (tx) => {
    const deed = { id: randomId(), at: ctx.clock.now(), by: actor.accountId, byName: actor.name };
    await insertOfficialGradeRule(tx, unitCode, rule, deed);
    const acting = { unitCode, actor: actor.accountId, at: deed.at };
    await appendEvent(tx, officialGradeRuleDecided(acting, deed.id, rule));
    return ok(undefined);
  });
}
