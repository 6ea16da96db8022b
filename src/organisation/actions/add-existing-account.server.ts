import { fail, ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkRoles, parseUsername } from '../account';
import type { AccountProblem } from '../account-problem';
import type { Actor } from '../actor';
import { may, notAllowed } from '../permission';
import type { Role } from '../role';
import { findAccountByUsername, lockAccounts, replaceRoles } from '../store-accounts.server';
import { noteAccount } from './govern-account.server';

/** Someone who already has an account in this installation gets roles here as well. */
export async function addExistingAccount(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  input: { readonly username: string; readonly roles: readonly Role[] },
): Promise<Result<undefined, AccountProblem>> {
  if (!may(actor, 'manage-accounts', unit)) return notAllowed('manage-accounts');
  const username = parseUsername(input.username);
  if (username === undefined) return fail({ type: 'bad-username' });
  const problem = checkRoles(input.roles);
  if (problem !== undefined) return fail(problem);
  return inTransaction<undefined, AccountProblem>(ctx.db, async (tx) => {
    await lockAccounts(tx);
    const account = await findAccountByUsername(tx, username);
    // Whoever already holds a role here is edited, never quietly stripped of it.
    if (account === undefined) return fail({ type: 'not-found' });
    if (account.roles.some((role) => role.unitCode === unit)) return fail({ type: 'username-taken' });
    await replaceRoles(tx, account.id, unit, input.roles);
    await noteAccount(tx, ctx, actor, 'roles-changed', unit, account.id, { username, roles: input.roles.join(' ') });
    return ok(undefined);
  });
}
