import { fail, ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import type { AccountProblem } from '../account-problem';
import type { Actor } from '../actor';
import { setDisabled } from '../store-accounts.server';
import { deleteSessionsOf } from '../store-sessions.server';
import { changeGoverned, holds, isLastAdministrator, noteAccount } from './govern-account.server';

/** A disabled account cannot sign in; what its person did keeps their name. */
export async function setAccountDisabled(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  input: { readonly accountId: string; readonly disabled: boolean },
): Promise<Result<undefined, AccountProblem>> {
  return changeGoverned(ctx, actor, unit, input.accountId, async (tx, account) => {
    if (account.id === actor.accountId) return fail({ type: 'own-account' });
    if (input.disabled && holds(account, unit, 'administrator') && (await isLastAdministrator(tx, unit, account.id))) {
      return fail({ type: 'last-administrator' });
    }
    await setDisabled(tx, account.id, input.disabled ? ctx.clock.now() : undefined);
    if (input.disabled) await deleteSessionsOf(tx, account.id, undefined);
    await noteAccount(tx, ctx, actor, input.disabled ? 'account-disabled' : 'account-enabled', unit, account.id);
    return ok(undefined);
  });
}
