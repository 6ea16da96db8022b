import { randomId, sha256Hex } from '../../kernel/bytes';
import type { CalendarDay } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { signedFileAttached } from '../events';
import { insertSignedFile } from '../store-papers.server';
import { checkSignedFile, type UploadError } from '../upload';
import { reportSubject } from './report-subject.server';

export type AttachError =
  NotAllowed | UploadError | { readonly type: 'report-not-found' } | { readonly type: 'day-in-future' };

export interface SignedFileInput {
  /** A published snapshot or a window report of the unit. */
  readonly subjectId: string;
  readonly bytes: Uint8Array;
  /** As the registry wrote it, `45/BC-UBND`; may be left out. */
  readonly officialNumber: string | undefined;
  readonly signedOn: CalendarDay | undefined;
}

/** The paper signed and sealed by hand comes back as a PDF. A second one stands beside the first; the last is offered. */
export async function attachSignedFile(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  input: SignedFileInput,
): Promise<Result<undefined, AttachError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  const checked = checkSignedFile(input.bytes);
  if (!checked.ok) return checked;
  if (input.signedOn !== undefined && input.signedOn > ctx.clock.today()) return fail({ type: 'day-in-future' });
  if ((await reportSubject(ctx, unitCode, input.subjectId)) === undefined) return fail({ type: 'report-not-found' });
  const file = {
    id: randomId(),
    subjectId: input.subjectId,
    officialNumber: input.officialNumber ?? null,
    signedOn: input.signedOn ?? null,
    sha256: sha256Hex(checked.value),
    attachedBy: actor.accountId,
    attachedAt: ctx.clock.now(),
  };
  return inTransaction(ctx.db, async (tx) => {
    await insertSignedFile(tx, unitCode, file, checked.value);
    await appendEvent(tx, signedFileAttached(unitCode, file, actor.accountId, file.attachedAt));
    return ok(undefined);
  });
}
