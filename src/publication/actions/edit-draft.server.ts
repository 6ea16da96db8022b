import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import type { Publication, SnapshotId } from '../publication';
import type { SnapshotReport } from '../snapshot';
import { type Draft, draftOf, findPublication, lockPublication, saveDraft } from '../store.server';
import { drawSnapshot, type DrawError, figuresFingerprint } from './draw-snapshot.server';

export type EditDraftError =
  | NotAllowed
  | DrawError
  | { readonly type: 'publication-not-found' }
  | { readonly type: 'wrong-publication-state'; readonly state: Publication['state'] };

/** Keeps what the clerk typed. Only while the publication is with the clerk; a draft is no state, so it is no event. */
export async function editDraft(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  publicationId: string,
  report: SnapshotReport,
): Promise<Result<undefined, EditDraftError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  return inTransaction<undefined, EditDraftError>(ctx.db, async (tx) => {
    const draft = await draftWithClerk(tx, unitCode, publicationId);
    if (!draft.ok) return draft;
    await saveDraft(tx, unitCode, publicationId, { ...draft.value, report, by: actor.accountId, at: ctx.clock.now() });
    return ok(undefined);
  });
}

/** Throws the words away and drafts them anew from today's figures; head and foot of the paper stay as typed. */
export async function redraft(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  publicationId: string,
): Promise<Result<undefined, EditDraftError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  const found = await findPublication(ctx.db, unitCode, publicationId);
  if (found === undefined) return fail({ type: 'publication-not-found' });
  const drawn = await drawSnapshot(ctx, unitCode, found.frame, randomId() as SnapshotId);
  if (!drawn.ok) return drawn;
  return inTransaction<undefined, EditDraftError>(ctx.db, async (tx) => {
    const draft = await draftWithClerk(tx, unitCode, publicationId);
    if (!draft.ok) return draft;
    await saveDraft(tx, unitCode, publicationId, {
      report: { issuance: draft.value.report.issuance, sections: drawn.value.report.sections },
      figures: figuresFingerprint(drawn.value),
      by: actor.accountId,
      at: ctx.clock.now(),
    });
    return ok(undefined);
  });
}

/** The draft, locked, if it is the clerk's turn. */
async function draftWithClerk(tx: Tx, unitCode: string, publicationId: string): Promise<Result<Draft, EditDraftError>> {
  const publication = await lockPublication(tx, unitCode, publicationId);
  const draft = await draftOf(tx, unitCode, publicationId);
  if (publication === undefined || draft === undefined) return fail({ type: 'publication-not-found' });
  const { state } = publication;
  return state === 'drafted' || state === 'returned' ? ok(draft) : fail({ type: 'wrong-publication-state', state });
}
