import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkQuestionnaire, type QuestionnaireProblem } from '../check-questionnaire';
import { questionnaireSaved } from '../events';
import type { Questionnaire } from '../questionnaire';
import { copyQuestionnaire, type QuestionnaireDraft, reviseQuestionnaire } from '../revise-questionnaire';
import {
  insertQuestionnaire,
  lockLatestQuestionnaire,
  readQuestionnaire,
  replaceQuestionnaireDraft,
} from '../store-questionnaire.server';
import { acting } from './acting.server';

export type SaveQuestionnaireError =
  | NotAllowed
  | { readonly type: 'questionnaire-unknown' }
  | { readonly type: 'questionnaire-id-taken'; readonly id: string }
  | { readonly type: 'questionnaire-problems'; readonly problems: readonly QuestionnaireProblem[] };

/** A form of the unit's own, beginning as a copy of another. */
export async function copyToOwnQuestionnaire(
  ctx: ActionContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly from: { readonly id: string; readonly version: number };
    readonly id: string;
    readonly title: string;
  },
): Promise<Result<Questionnaire, SaveQuestionnaireError>> {
  if (!may(actor, 'edit-questionnaire', input.unitCode)) return notAllowed('edit-questionnaire');
  return inTransaction(ctx.db, async (tx): Promise<Result<Questionnaire, SaveQuestionnaireError>> => {
    const base = await readQuestionnaire(tx, input.unitCode, input.from.id, input.from.version);
    if (base === undefined) return fail({ type: 'questionnaire-unknown' });
    const copy = copyQuestionnaire(base, input.id, input.title);
    const problems = checkQuestionnaire(copy);
    if (problems.length > 0) return fail({ type: 'questionnaire-problems', problems });
    if (await lockLatestQuestionnaire(tx, input.unitCode, input.id))
      return fail({ type: 'questionnaire-id-taken', id: input.id });
    const who = acting(ctx, actor, input.unitCode);
    await insertQuestionnaire(tx, input.unitCode, copy, who.at, who.actor);
    await appendEvent(tx, questionnaireSaved(who, copy.id, copy.version));
    return ok(copy);
  });
}

/** Changes the draft version, or begins the next one where the last is fixed by a plan or a ballot. */
export async function saveQuestionnaire(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly draft: QuestionnaireDraft },
): Promise<Result<Questionnaire, SaveQuestionnaireError>> {
  if (!may(actor, 'edit-questionnaire', input.unitCode)) return notAllowed('edit-questionnaire');
  return inTransaction(ctx.db, async (tx): Promise<Result<Questionnaire, SaveQuestionnaireError>> => {
    const latest = await lockLatestQuestionnaire(tx, input.unitCode, input.draft.id);
    if (latest === undefined) return fail({ type: 'questionnaire-unknown' });
    const isFixed = latest.fixedAt !== undefined;
    const version = latest.questionnaire.version + (isFixed ? 1 : 0);
    const revised = reviseQuestionnaire(latest.questionnaire, input.draft, version);
    const problems = checkQuestionnaire(revised);
    if (problems.length > 0) return fail({ type: 'questionnaire-problems', problems });
    const who = acting(ctx, actor, input.unitCode);
    if (isFixed) await insertQuestionnaire(tx, input.unitCode, revised, who.at, who.actor);
    else await replaceQuestionnaireDraft(tx, input.unitCode, revised);
    await appendEvent(tx, questionnaireSaved(who, revised.id, version));
    return ok(revised);
  });
}
