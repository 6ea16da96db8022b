import { ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import type { Account } from '../account';
import type { Actor } from '../actor';
import { may, type NotAllowed, notAllowed } from '../permission';
import { accountsAt } from '../store-accounts.server';

export async function readAccounts(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
): Promise<Result<Account[], NotAllowed>> {
  if (!may(actor, 'manage-accounts', unit)) return notAllowed('manage-accounts');
  return ok(await accountsAt(ctx.db, unit));
}

/** Names only, for linking an official to an account; who edits the organisation may see them. */
export async function accountNames(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
): Promise<{ id: string; name: string; username: string }[]> {
  if (!may(actor, 'edit-organisation', unit)) return [];
  return (await accountsAt(ctx.db, unit)).map(({ id, name, username }) => ({ id, name, username }));
}
