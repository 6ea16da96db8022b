import { randomId } from '../../kernel/bytes';
import type { CalendarDay } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { postingRecorded } from '../events';
import { findPublication } from '../store.server';
import { insertPosting } from '../store-papers.server';
import { checkPhoto, type UploadError } from '../upload';

export type RecordPostingError =
  | NotAllowed
  | UploadError
  | { readonly type: 'publication-not-found' }
  | { readonly type: 'not-published-yet' }
  | { readonly type: 'person-missing' }
  | { readonly type: 'place-missing' }
  | { readonly type: 'day-in-future' }
  | { readonly type: 'posted-before-publication'; readonly publishedOn: CalendarDay };

export interface PostingInput {
  readonly publicationId: string;
  readonly postedOn: CalendarDay;
  readonly postedBy: string;
  readonly place: string;
  readonly photo: Uint8Array | undefined;
}

/** The notice hangs at the office: who put it up, when and where, with a photo where there is one. */
export async function recordPosting(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  input: PostingInput,
): Promise<Result<undefined, RecordPostingError>> {
  if (!may(actor, 'record-posting', unitCode)) return notAllowed('record-posting');
  const photo = input.photo === undefined ? undefined : checkPhoto(input.photo);
  if (photo !== undefined && !photo.ok) return photo;
  if (input.postedBy === '') return fail({ type: 'person-missing' });
  if (input.place === '') return fail({ type: 'place-missing' });
  if (input.postedOn > ctx.clock.today()) return fail({ type: 'day-in-future' });
  const publication = await findPublication(ctx.db, unitCode, input.publicationId);
  if (publication === undefined) return fail({ type: 'publication-not-found' });
  if (publication.state !== 'published') return fail({ type: 'not-published-yet' });
  const { snapshotId, publishedOn } = publication;
  if (input.postedOn < publishedOn) return fail({ type: 'posted-before-publication', publishedOn });
  const { postedOn, postedBy, place } = input;
  const posting = {
    id: randomId(),
    snapshotId,
    postedOn,
    postedBy,
    place,
    recordedBy: actor.accountId,
    recordedAt: ctx.clock.now(),
  };
  return inTransaction(ctx.db, async (tx) => {
    await insertPosting(tx, unitCode, posting, photo?.value);
    await appendEvent(tx, postingRecorded(unitCode, posting, actor.accountId, posting.recordedAt));
    return ok(undefined);
  });
}
