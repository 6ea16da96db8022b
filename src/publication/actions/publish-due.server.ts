import { ok } from '../../kernel/result';
import { closePeriod } from '../../collection/actions/close-period.server';
import { appendEvent } from '../../log/append-event.server';
import { SYSTEM } from '../../organisation/actor';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { releaseLook } from '../../results/actions/keep-look.server';
import { snapshotPublished } from '../events';
import { type Publication, publish } from '../publication';
import { insertRelease, lockPublication, publicationsToRelease } from '../store.server';

/**
 * Publishes what is approved and whose day has come, for all units; run by the scheduler every minute. Run twice, or by two
 * servers at once, each snapshot is published once. Returns how many were.
 */
export async function publishDue(ctx: ActionContext): Promise<number> {
  let published = 0;
  for (const { frame } of await publicationsToRelease(ctx.db, ctx.clock.today())) {
    const done = await inTransaction(ctx.db, async (tx) => {
      const publication = await lockPublication(tx, frame.unitCode, frame.id);
      return ok(publication && (await publishIfDue(ctx, tx, publication)));
    });
    if (done.ok && done.value !== undefined) published += 1;
  }
  return published;
}

/** In the caller's transaction, on a publication it has locked; undefined where there is nothing to publish yet. */
export async function publishIfDue(
  ctx: ActionContext,
  tx: Tx,
  publication: Publication,
): Promise<Extract<Publication, { state: 'published' }> | undefined> {
  const result = publish(publication, { at: ctx.clock.now(), today: ctx.clock.today() });
  if (!result.ok) return undefined;
  const { frame, snapshotId, publishedAt, publishedOn } = result.value;
  await insertRelease(tx, frame.unitCode, snapshotId, { on: publishedOn, at: publishedAt });
  await releaseLook(tx, frame.unitCode, snapshotId);
  const { unitCode, periodId } = frame;
  const closing = { unitCode, periodId, at: publishedAt, by: SYSTEM.accountId, today: publishedOn };
  await closePeriod(tx, closing);
  await appendEvent(tx, snapshotPublished(frame, snapshotId, SYSTEM.accountId, publishedAt));
  return result.value;
}
