import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkRoles } from '../account';
import type { AccountProblem } from '../account-problem';
import type { Actor } from '../actor';
import { may, notAllowed } from '../permission';
import type { Role } from '../role';
import { lockAccounts, renameAccount, replaceRoles } from '../store-accounts.server';
import { governs, holds, isLastAdministrator, memberOf, noteAccount } from './govern-account.server';

/** Roles at this unit only; someone known elsewhere keeps what they hold there. */
export async function updateAccount(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  input: { readonly accountId: string; readonly name: string; readonly roles: readonly Role[] },
): Promise<Result<undefined, AccountProblem>> {
  if (!may(actor, 'manage-accounts', unit)) return notAllowed('manage-accounts');
  const name = cleanText(input.name);
  if (name === '') return fail({ type: 'no-name' });
  return inTransaction<undefined, AccountProblem>(ctx.db, async (tx) => {
    await lockAccounts(tx);
    const account = await memberOf(tx, unit, input.accountId);
    if (account === undefined) return fail({ type: 'not-found' });
    const problem = checkRoles(input.roles);
    if (problem !== undefined) return fail(problem);
    const loses = holds(account, unit, 'administrator') && !input.roles.includes('administrator');
    if (loses && account.id === actor.accountId) return fail({ type: 'own-account' });
    if (loses && (await isLastAdministrator(tx, unit, account.id))) return fail({ type: 'last-administrator' });
    if (name !== account.name) {
      if (!governs(actor, account)) return fail({ type: 'governed-elsewhere' });
      await renameAccount(tx, account.id, name);
      await noteAccount(tx, ctx, actor, 'account-renamed', unit, account.id);
    }
    await replaceRoles(tx, account.id, unit, input.roles);
    await noteAccount(tx, ctx, actor, 'roles-changed', unit, account.id, {
      username: account.username,
      roles: input.roles.join(' '),
    });
    return ok(undefined);
  });
}
