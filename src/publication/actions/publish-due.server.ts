import { ok } from '../../kernel/result';
import { closePeriod } from '../../collection/actions/close-period.server';
import { appendEvent } from '../../log/append-event.server';
import { SYSTEM } from '../../organisation/actor';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { releaseLook } from '../../results/actions/keep-look.server';
import { mayReleaseLook } from '../../results/actions/weigh-combined-units.server';
import { lockUnitsBeside } from '../../results/store-combined-units.server';
import { publicationText } from '../../ui/text/publication';
import { publicationReturned, snapshotPublished } from '../events';
import { type Publication, publish, returnToClerk, type SnapshotId } from '../publication';
import { insertDecision, insertRelease, lockPublication, publicationsToRelease } from '../store.server';

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
    if (done.ok && done.value?.state === 'published') published += 1;
  }
  return published;
}

/**
 * In the caller's transaction, on a publication it has locked; undefined where there is nothing to publish yet. Goes back to
 * the clerk where units that stand in a line with this one have published in between what its figures would give away: they
 * are drawn anew then (docs/adr/0094).
 */
export async function publishIfDue(
  ctx: ActionContext,
  tx: Tx,
  publication: Publication,
): Promise<Extract<Publication, { state: 'published' | 'returned' }> | undefined> {
  const result = publish(publication, { at: ctx.clock.now(), today: ctx.clock.today() });
  if (!result.ok) return undefined;
  const { frame, snapshotId, publishedAt, publishedOn } = result.value;
  await lockUnitsBeside(tx);
  const look = { unitCode: frame.unitCode, lookId: snapshotId };
  if (!(await mayReleaseLook(tx, look))) return giveBack(tx, publication, snapshotId, publishedAt);
  await insertRelease(tx, frame.unitCode, snapshotId, { on: publishedOn, at: publishedAt });
  await releaseLook(tx, frame.unitCode, snapshotId);
  const { unitCode, periodId } = frame;
  const closing = { unitCode, periodId, at: publishedAt, by: SYSTEM.accountId, today: publishedOn };
  await closePeriod(tx, closing);
  await appendEvent(tx, snapshotPublished(frame, snapshotId, SYSTEM.accountId, publishedAt));
  return result.value;
}

async function giveBack(
  tx: Tx,
  publication: Publication,
  snapshotId: SnapshotId,
  at: Date,
): Promise<Extract<Publication, { state: 'returned' }> | undefined> {
  const [note, by] = [publicationText.vi.drawAnew, SYSTEM.accountId];
  const returned = returnToClerk(publication, { note, by, at });
  if (!returned.ok) return undefined;
  await insertDecision(tx, publication.frame.unitCode, snapshotId, { publishOn: null, note, by, at });
  await appendEvent(tx, publicationReturned(publication.frame, snapshotId, note, by, at));
  return returned.value;
}
