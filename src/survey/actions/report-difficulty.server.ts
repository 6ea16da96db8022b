import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { longestDifficulty } from '../difficulty';
import { difficultyAnswered, difficultyReported } from '../events';
import { insertDifficulty, insertDifficultyAnswer, planOfDifficulty } from '../store-difficulty.server';
import { readPlanVersions } from '../store.server';
import { acting } from './acting.server';

export type DifficultyError =
  | NotAllowed
  | { readonly type: 'plan-unknown' }
  | { readonly type: 'difficulty-unknown' }
  | { readonly type: 'difficulty-empty' }
  | { readonly type: 'difficulty-too-long'; readonly most: number };

function checkWords(text: string): Result<string, DifficultyError> {
  if (text === '') return fail({ type: 'difficulty-empty' });
  return text.length <= longestDifficulty ? ok(text) : fail({ type: 'difficulty-too-long', most: longestDifficulty });
}

export async function reportDifficulty(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly planId: string; readonly text: string },
): Promise<Result<{ readonly id: string }, DifficultyError>> {
  if (!may(actor, 'report-difficulty', input.unitCode)) return notAllowed('report-difficulty');
  const words = checkWords(input.text);
  if (!words.ok) return words;
  return inTransaction(ctx.db, async (tx): Promise<Result<{ id: string }, DifficultyError>> => {
    if ((await readPlanVersions(tx, input.unitCode, input.planId)).length === 0) return fail({ type: 'plan-unknown' });
    const id = randomId();
    const who = acting(ctx, actor, input.unitCode);
    await insertDifficulty(tx, input.unitCode, input.planId, {
      id,
      text: words.value,
      at: who.at,
      by: who.actor,
      byName: actor.name,
    });
    await appendEvent(tx, difficultyReported(who, id, input.planId));
    return ok({ id });
  });
}

export async function answerDifficulty(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly difficultyId: string; readonly text: string },
): Promise<Result<{ readonly planId: string }, DifficultyError>> {
  if (!may(actor, 'answer-difficulty', input.unitCode)) return notAllowed('answer-difficulty');
  const words = checkWords(input.text);
  if (!words.ok) return words;
  return inTransaction(ctx.db, async (tx): Promise<Result<{ planId: string }, DifficultyError>> => {
    const planId = await planOfDifficulty(tx, input.unitCode, input.difficultyId);
    if (planId === undefined) return fail({ type: 'difficulty-unknown' });
    const who = acting(ctx, actor, input.unitCode);
    const said = { id: randomId(), text: words.value, at: who.at, by: who.actor, byName: actor.name };
    await insertDifficultyAnswer(tx, input.unitCode, input.difficultyId, said);
    await appendEvent(tx, difficultyAnswered(who, input.difficultyId, planId));
    return ok({ planId });
  });
}
