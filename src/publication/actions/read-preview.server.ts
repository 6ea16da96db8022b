import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import type { SnapshotId } from '../publication';
import { type SnapshotContent, type SnapshotFileKind } from '../snapshot';
import { draftOf, findPublication, type SnapshotFile, snapshotFile, snapshotOf } from '../store.server';
import { type Photo, postingPhoto, signedFileBytes } from '../store-papers.server';
import { drawSnapshot, type DrawError, figuresFingerprint } from './draw-snapshot.server';

type NotFound = { readonly type: 'publication-not-found' };

export interface Preview {
  readonly content: SnapshotContent;
  /** Ballots came or were voided since the words were drafted: they may say other numbers than the tables. */
  readonly figuresMoved: boolean;
}

/** The page as it would be if it were frozen now, for the clerk. */
export async function previewDraft(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  publicationId: string,
): Promise<Result<Preview, NotAllowed | NotFound | DrawError>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  const publication = await findPublication(ctx.db, unitCode, publicationId);
  const draft = await draftOf(ctx.db, unitCode, publicationId);
  if (publication === undefined || draft === undefined) return fail({ type: 'publication-not-found' });
  const drawn = await drawSnapshot(ctx, unitCode, publication.frame, '' as SnapshotId, draft.report);
  return drawn.ok
    ? ok({ content: drawn.value, figuresMoved: figuresFingerprint(drawn.value) !== draft.figures })
    : drawn;
}

/** Whether today's figures are still those of the frozen snapshot: the head is told when they have moved. */
export async function figuresMovedSince(
  ctx: ActionContext,
  unitCode: UnitCode,
  publicationId: string,
  frozen: SnapshotContent,
): Promise<boolean> {
  const publication = await findPublication(ctx.db, unitCode, publicationId);
  if (publication === undefined) return false;
  const drawn = await drawSnapshot(ctx, unitCode, publication.frame, frozen.id, frozen.report);
  return drawn.ok && figuresFingerprint(drawn.value) !== figuresFingerprint(frozen);
}

/** A file of the snapshot last sent, before publication too: for those who may see the publication. */
export async function readPreparedFile(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  publicationId: string,
  kind: SnapshotFileKind,
): Promise<Result<SnapshotFile, NotAllowed | NotFound>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  const publication = await findPublication(ctx.db, unitCode, publicationId);
  const snapshotId = publication && 'snapshotId' in publication ? publication.snapshotId : undefined;
  const snapshot = snapshotId && (await snapshotOf(ctx.db, unitCode, snapshotId));
  const file = snapshot && (await snapshotFile(ctx.db, unitCode, snapshot.content.id, kind));
  return file ? ok(file) : fail({ type: 'publication-not-found' });
}

export async function readPostingPhoto(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  postingId: string,
): Promise<Result<Photo, NotAllowed | NotFound>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  const photo = await postingPhoto(ctx.db, unitCode, postingId);
  return photo ? ok(photo) : fail({ type: 'publication-not-found' });
}

export async function readSignedFile(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  fileId: string,
): Promise<Result<Uint8Array, NotAllowed | NotFound>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  const bytes = await signedFileBytes(ctx.db, unitCode, fileId);
  return bytes ? ok(bytes) : fail({ type: 'publication-not-found' });
}
