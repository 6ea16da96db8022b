import type { CalendarDay } from '../../kernel/calendar-day';
import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import { allParentLinks, findUnit } from '../../organisation/store-units.server';
import { oneStopOfficeName, type Unit } from '../../organisation/unit';
import { parentOn } from '../../organisation/unit-tree';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { checkPlan, type PlanProblem } from '../check-plan';
import { planCreated } from '../events';
import { type HuongTraInput, huongTraTemplate } from '../huong-tra-template';
import type { DraftPlan, PlanContent } from '../plan';
import { readQuestionnaire } from '../store-questionnaire.server';
import { insertDraft } from '../store.server';
import { acting } from './acting.server';

export interface CreatePlanInput {
  readonly unitCode: string;
  readonly year: number;
  readonly number: string;
  readonly date: CalendarDay | undefined;
  readonly signerName: string;
  readonly questionnaire: PlanContent['questionnaire'];
  readonly channels: PlanContent['channels'];
  readonly controlDecision: HuongTraInput['controlDecision'];
  readonly withFourthQuarter: boolean;
}

export type CreatePlanError =
  | NotAllowed
  | { readonly type: 'unit-unknown' }
  | { readonly type: 'questionnaire-unknown' }
  | { readonly type: 'plan-problems'; readonly problems: readonly PlanProblem[] };

/** A draft from the Hương Trà template: the plan of a year, ready to be approved. */
export async function createPlan(
  ctx: ActionContext,
  actor: Actor,
  input: CreatePlanInput,
): Promise<Result<DraftPlan, CreatePlanError>> {
  if (!may(actor, 'edit-plan', input.unitCode)) return notAllowed('edit-plan');
  return inTransaction(ctx.db, async (tx): Promise<Result<DraftPlan, CreatePlanError>> => {
    const unit = await findUnit(tx, input.unitCode);
    if (unit === undefined) return fail({ type: 'unit-unknown' });
    const { id, version } = input.questionnaire;
    if ((await readQuestionnaire(tx, unit.code, id, version)) === undefined)
      return fail({ type: 'questionnaire-unknown' });
    const day = input.date ?? ctx.clock.today();
    const superior = await superiorOn(tx, unit, day);
    const content = huongTraTemplate({ ...input, unit, superior, officeName: oneStopOfficeName(unit, day) });
    const problems = checkPlan(content);
    if (problems.length > 0) return fail({ type: 'plan-problems', problems });
    const who = acting(ctx, actor, unit.code);
    const draft: DraftPlan = {
      state: 'draft',
      unitCode: unit.code,
      id: randomId(),
      version: 1,
      content,
      reason: '',
      createdAt: who.at,
      createdBy: who.actor,
    };
    await insertDraft(tx, draft);
    await appendEvent(tx, planCreated(who, draft));
    return ok(draft);
  });
}

async function superiorOn(tx: Tx, unit: Unit, day: CalendarDay): Promise<Unit | undefined> {
  const parent = parentOn(await allParentLinks(tx), unit.code, day);
  return parent === undefined ? undefined : findUnit(tx, parent);
}
