import { randomId } from '../../kernel/bytes';
import { type Chance, secureChance, shuffled } from '../../kernel/random';
import { ok } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { parsePeriodId } from '../../survey/reporting-period';
import { commentsMoved } from '../events';
import { insertComments, takeComments, waitingComments } from '../store-ballot.server';
import { blurSpentCodes } from '../store-code.server';
import { forgetSeen, lockJournal, periodsSeen, unitsToTend } from '../store-intake.server';

/** Free text leaves the journal in company, or when its period is over. */
export const minimumCommentsTogether = 5;

/**
 * Comments move in a transaction of their own, never in that of a batch of ballots: on a day with one visit the shared
 * transaction would join them (invariant 1).
 */
export async function moveComments(ctx: ActionContext, unitCode: string, chance: Chance): Promise<number> {
  const today = ctx.clock.today();
  const isOver = (periodId: string) => (parsePeriodId(periodId)?.until ?? today) < today;
  const result = await inTransaction(ctx.db, async (tx) => {
    await lockJournal(tx, unitCode);
    let moved = 0;
    for (const { periodId, count } of await waitingComments(tx, unitCode)) {
      if (count < minimumCommentsTogether && !isOver(periodId)) continue;
      const comments = shuffled(await takeComments(tx, unitCode, periodId), chance);
      await insertComments(
        tx,
        unitCode,
        comments.map((comment) => ({ ...comment, id: randomId() })),
      );
      moved += comments.length;
    }
    if (moved > 0) await appendEvent(tx, commentsMoved(unitCode, moved, ctx.clock.now()));
    return ok(moved);
  });
  return result.ok ? result.value : 0;
}

/** Of the client-made ids nothing stays once their period has closed (invariant 2). */
export async function forgetClosedPeriods(ctx: ActionContext, unitCode: string): Promise<void> {
  const today = ctx.clock.today();
  const closed = (await periodsSeen(ctx.db, unitCode)).filter(
    (periodId) => (parsePeriodId(periodId)?.until ?? today) < today,
  );
  if (closed.length > 0) await forgetSeen(ctx.db, unitCode, closed);
}

/** What the server does every few minutes beside moving ballots. */
export async function tendJournal(ctx: ActionContext, chance: Chance = secureChance): Promise<void> {
  for (const unitCode of await unitsToTend(ctx.db)) {
    await blurSpentCodes(ctx.db, unitCode);
    await moveComments(ctx, unitCode, chance);
    await forgetClosedPeriods(ctx, unitCode);
  }
}
