import { sha256Hex } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import type { Actor } from '../actor';
import { organisationEvent } from '../events';
import { may, type NotAllowed, notAllowed } from '../permission';
import { type PhotoProblem, recogniseImage } from '../photo';
import { officialsAt, replacePhoto } from '../store-staff.server';

export type SetPhotoProblem = NotAllowed | PhotoProblem | { readonly type: 'not-found' };

/** The photo's id is the hash of its bytes: its address can be cached for ever. `undefined` takes the photo away. */
export async function setPhoto(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  input: { readonly code: string; readonly bytes: Uint8Array | undefined },
): Promise<Result<string | undefined, SetPhotoProblem>> {
  if (!may(actor, 'edit-organisation', unit)) return notAllowed('edit-organisation');
  if (input.bytes === undefined) return storePhoto(ctx, actor, unit, input.code, undefined);
  const image = recogniseImage(input.bytes);
  if (!image.ok) return image;
  return storePhoto(ctx, actor, unit, input.code, image.value);
}

/** A portrait drawn by the program itself (the living example), as SVG; people's own files never come this way. */
export async function setDrawnPortrait(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  code: string,
  svg: string,
): Promise<Result<string | undefined, SetPhotoProblem>> {
  if (!may(actor, 'edit-organisation', unit)) return notAllowed('edit-organisation');
  return storePhoto(ctx, actor, unit, code, { mediaType: 'image/svg+xml', bytes: Buffer.from(svg, 'utf8') });
}

async function storePhoto(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  code: string,
  image: { readonly mediaType: string; readonly bytes: Uint8Array } | undefined,
): Promise<Result<string | undefined, SetPhotoProblem>> {
  const id = image && sha256Hex(image.bytes).slice(0, 32);
  return inTransaction<string | undefined, SetPhotoProblem>(ctx.db, async (tx) => {
    const official = (await officialsAt(tx, unit)).find((one) => one.code === code);
    if (official === undefined) return fail({ type: 'not-found' });
    await replacePhoto(
      tx,
      official,
      image && id ? { id, mediaType: image.mediaType, bytes: Buffer.from(image.bytes) } : undefined,
    );
    await appendEvent(
      tx,
      organisationEvent('photo-changed', {
        unitCode: unit,
        subject: code,
        actor: actor.accountId,
        at: ctx.clock.now(),
        body: { photo: id ?? null },
      }),
    );
    return ok(id);
  });
}
