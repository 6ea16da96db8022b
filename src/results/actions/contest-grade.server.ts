import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { parsePeriodId, type PeriodId } from '../../survey/reporting-period';
import { gradeContestAnswered, gradeContested } from '../grading-events';
import { checkContest, type ContestOutcome, type ContestProblem, isOwnContest } from '../grading-official';
import { findContest, insertContest, insertContestAnswer } from '../store-official-grade.server';

export type ContestError =
  | NotAllowed
  | ContestProblem
  | { readonly type: 'not-that-official' }
  | { readonly type: 'unknown-period'; readonly periodId: string }
  | { readonly type: 'contest-unknown' }
  | { readonly type: 'own-contest' };

/** Only the person the official is linked to: nobody contests in another's name, and nobody needs a role for it. */
export async function contestGrade(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly official: string; readonly periodId: string; readonly text: string },
): Promise<Result<{ readonly id: string }, ContestError>> {
  const { unitCode, official } = input;
  const isSelf = actor.officials?.some((self) => self.unitCode === unitCode && self.code === official) ?? false;
  if (!isSelf) return fail({ type: 'not-that-official' });
  const period = parsePeriodId(input.periodId);
  if (!period) return fail({ type: 'unknown-period', periodId: input.periodId });
  const words = checkContest(input.text);
  if (!words.ok) return words;
  return inTransaction<{ readonly id: string }, never>(ctx.db, async (tx) => {
    const deed = { id: randomId(), at: ctx.clock.now(), by: actor.accountId, byName: actor.name };
    await insertContest(tx, unitCode, { officialCode: official, periodId: period.id, text: words.value }, deed);
    await appendEvent(tx, gradeContested({ unitCode, actor: actor.accountId, at: deed.at }, deed.id, period.id));
    return ok({ id: deed.id });
  });
}

/**
 * The head's answer stands beside the figures; a later answer is added, none is taken away. A head who is the official
 * concerned is refused: nobody decides in the own case.
 */
export async function answerContest(
  ctx: ActionContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly contestId: string;
    readonly outcome: ContestOutcome;
    readonly text: string;
  },
): Promise<Result<{ readonly periodId: PeriodId }, ContestError>> {
  const { unitCode, contestId, outcome } = input;
  if (!may(actor, 'govern-grading', unitCode)) return notAllowed('govern-grading');
  const words = checkContest(input.text);
  if (!words.ok) return words;
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly periodId: PeriodId }, ContestError>> => {
    const contest = await findContest(tx, unitCode, contestId);
    if (contest === undefined) return fail({ type: 'contest-unknown' });
    if (isOwnContest(actor, unitCode, contest)) return fail({ type: 'own-contest' });
    const { periodId } = contest;
    const deed = { id: randomId(), at: ctx.clock.now(), by: actor.accountId, byName: actor.name };
    await insertContestAnswer(tx, unitCode, { contestId, outcome, text: words.value }, deed);
    const acting = { unitCode, actor: actor.accountId, at: deed.at };
    await appendEvent(tx, gradeContestAnswered(acting, contestId, { period: periodId, outcome }));
    return ok({ periodId });
  });
}
