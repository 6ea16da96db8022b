import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import type { ActionContext } from '../../platform/action-context';
import type { Tx } from '../../platform/database.server';
import { type UploadedFile } from '../../platform/spreadsheet-adapter.server';
import type { Actor } from '../actor';
import { may, type NotAllowed, notAllowed, type Permission } from '../permission';
import {
  deleteDraft,
  findDraft,
  type ImportDraft,
  insertDraft,
  setDraftOptions,
  sweepDrafts,
} from '../store-import-drafts.server';

// A file between its preview and its confirmation stays with the server: what is confirmed is what was shown, whatever the
// browser sends. Any room's import may use it, under its own kind and permission.

const keptMilliseconds = 60 * 60_000;

export async function keepDraft(
  ctx: ActionContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly kind: string;
    readonly permission: Permission;
    readonly file: UploadedFile;
    readonly options?: string;
  },
): Promise<Result<string, NotAllowed>> {
  if (!may(actor, input.permission, input.unitCode)) return notAllowed(input.permission);
  const now = ctx.clock.now();
  await sweepDrafts(ctx.db, new Date(now.getTime() - keptMilliseconds));
  const id = randomId();
  await insertDraft(ctx.db, {
    unitCode: input.unitCode,
    id,
    accountId: actor.accountId,
    kind: input.kind,
    fileName: cleanText(input.file.name).slice(0, 200),
    bytes: Buffer.from(input.file.bytes),
    options: input.options ?? '',
    createdAt: now,
  });
  return ok(id);
}

export async function readDraft(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  kind: string,
  id: string,
): Promise<ImportDraft | undefined> {
  return findDraft(ctx.db, unitCode, id, actor.accountId, kind);
}

export async function changeDraftOptions(
  ctx: ActionContext,
  actor: Actor,
  draft: ImportDraft,
  options: string,
): Promise<void> {
  if (draft.accountId === actor.accountId) await setDraftOptions(ctx.db, draft.unitCode, draft.id, options);
}

/** In the transaction that writes: a second confirmation of the same file fails here. */
export async function spendDraft(
  tx: Tx,
  draft: ImportDraft,
): Promise<Result<undefined, { readonly type: 'draft-gone' }>> {
  return (await deleteDraft(tx, draft.unitCode, draft.id)) ? ok(undefined) : fail({ type: 'draft-gone' });
}

export async function discardDraft(ctx: ActionContext, actor: Actor, draft: ImportDraft): Promise<void> {
  if (draft.accountId === actor.accountId) await deleteDraft(ctx.db, draft.unitCode, draft.id);
}
