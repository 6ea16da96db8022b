import { randomId } from '../../kernel/bytes';
import { imageTypeOf } from '../../kernel/image-type';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import {
  type BoxOpeningDraft,
  type BoxOpeningError,
  checkBoxOpening,
  openingsInForce,
  sheetBalance,
} from '../box-opening';
import { boxOpened } from '../keying-events';
import {
  insertOpening,
  insertOpeningPhoto,
  lockBoxes,
  type OpeningPhoto,
  readOpenings,
  type StoredOpening,
} from '../store-box-opening.server';
import { batchSheetsByOpening } from './read-box-openings.server';

export type RecordBoxOpeningError =
  | NotAllowed
  | BoxOpeningError
  | { readonly type: 'opening-already-corrected' }
  | { readonly type: 'fewer-sheets-than-batches'; readonly inBatches: number }
  | { readonly type: 'photo-not-an-image' }
  | { readonly type: 'photo-too-large'; readonly limitMegabytes: number };

export const largestPhotoMegabytes = 8;

/** Told by its first bytes, not by its name. */
export function photoOf(bytes: Uint8Array): Result<OpeningPhoto, RecordBoxOpeningError> {
  if (bytes.length > largestPhotoMegabytes * 1_048_576)
    return fail({ type: 'photo-too-large', limitMegabytes: largestPhotoMegabytes });
  const mediaType = imageTypeOf(bytes);
  return mediaType === undefined
    ? fail({ type: 'photo-not-an-image' })
    : ok({ mediaType, content: Buffer.from(bytes) });
}

/** Day, box, who was there, what was found. A correction is a new record that names the one it replaces. */
export async function recordBoxOpening(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly draft: BoxOpeningDraft; readonly photo: OpeningPhoto | undefined },
): Promise<Result<{ readonly id: string }, RecordBoxOpeningError>> {
  const { unitCode, photo } = input;
  if (!may(actor, 'open-box', unitCode)) return notAllowed('open-box');
  const draft = checkBoxOpening(input.draft, ctx.clock.today());
  if (!draft.ok) return draft;
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly id: string }, RecordBoxOpeningError>> => {
    await lockBoxes(tx, unitCode);
    const id = randomId();
    const rootId = rootOf(draft.value, id, await readOpenings(tx, unitCode));
    if (rootId === undefined) return fail({ type: 'opening-already-corrected' });
    const batches = (await batchSheetsByOpening(tx, unitCode)).get(rootId) ?? [];
    const { notInBatch } = sheetBalance(draft.value, batches);
    if (notInBatch < 0)
      return fail({
        type: 'fewer-sheets-than-batches',
        inBatches: draft.value.sheetsFound - draft.value.spoiled - notInBatch,
      });
    const opening = {
      ...draft.value,
      id,
      rootId,
      hasPhoto: photo !== undefined,
      recordedBy: actor.accountId,
      recordedByName: actor.name,
      recordedAt: ctx.clock.now(),
    };
    await insertOpening(tx, unitCode, opening);
    if (photo) await insertOpeningPhoto(tx, unitCode, id, photo);
    await appendEvent(tx, boxOpened({ unitCode, actor: actor.accountId, at: opening.recordedAt }, opening));
    return ok({ id });
  });
}

/** The own id for a first record; undefined where the record to replace is not in force (any more). */
function rootOf(draft: BoxOpeningDraft, id: string, openings: readonly StoredOpening[]): string | undefined {
  if (!draft.correction) return id;
  const { replaces } = draft.correction;
  return openingsInForce(openings).find((opening) => opening.id === replaces)?.rootId;
}
