import type { CalendarDay } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { publicationApproved, publicationReturned } from '../events';
import { approve, type Publication, type PublicationError, returnToClerk, type SnapshotId } from '../publication';
import { insertDecision, lockPublication } from '../store.server';
import { publishIfDue } from './publish-due.server';

export type DecideError = NotAllowed | PublicationError | { readonly type: 'publication-not-found' };

/** `at-once`, or on the plan's day where that is still ahead. */
export type PublishWhen = 'at-once' | 'plan-day';

/** The head approves what was on the screen; published at once where its day has come. */
export async function approvePublication(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  decision: { readonly publicationId: string; readonly seen: SnapshotId; readonly when: PublishWhen },
): Promise<Result<Publication, DecideError>> {
  if (!may(actor, 'approve-publication', unitCode)) return notAllowed('approve-publication');
  return inTransaction<Publication, DecideError>(ctx.db, async (tx) => {
    const publication = await lockPublication(tx, unitCode, decision.publicationId);
    if (publication === undefined) return fail({ type: 'publication-not-found' });
    const at = ctx.clock.now();
    const publishOn = publicationDay(publication, decision.when, ctx.clock.today());
    const approved = approve(publication, { seen: decision.seen, by: actor.accountId, at, publishOn });
    if (!approved.ok) return approved;
    await insertDecision(tx, unitCode, decision.seen, { publishOn, note: null, by: actor.accountId, at });
    await appendEvent(tx, publicationApproved(publication.frame, decision.seen, publishOn, actor.accountId, at));
    return ok((await publishIfDue(ctx, tx, approved.value)) ?? approved.value);
  });
}

export function publicationDay(publication: Publication, when: PublishWhen, today: CalendarDay): CalendarDay {
  const { due } = publication.frame.window;
  return when === 'plan-day' && due > today ? due : today;
}

/** The head gives it back with a note, or takes an approval back before it is published. */
export async function returnPublication(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  decision: { readonly publicationId: string; readonly note: string },
): Promise<Result<Publication, DecideError>> {
  if (!may(actor, 'approve-publication', unitCode)) return notAllowed('approve-publication');
  return inTransaction<Publication, DecideError>(ctx.db, async (tx) => {
    const publication = await lockPublication(tx, unitCode, decision.publicationId);
    if (publication === undefined) return fail({ type: 'publication-not-found' });
    const at = ctx.clock.now();
    const returned = returnToClerk(publication, { note: decision.note, by: actor.accountId, at });
    if (!returned.ok) return returned;
    if (publication.state !== 'prepared' && publication.state !== 'approved')
      return fail({ type: 'publication-not-found' });
    await insertDecision(tx, unitCode, publication.snapshotId, {
      publishOn: null,
      note: decision.note,
      by: actor.accountId,
      at,
    });
    await appendEvent(
      tx,
      publicationReturned(publication.frame, publication.snapshotId, decision.note, actor.accountId, at),
    );
    return ok(returned.value);
  });
}
