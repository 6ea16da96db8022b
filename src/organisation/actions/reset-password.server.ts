import { randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { passwordFromBytes } from '../account';
import type { AccountProblem, FirstPassword } from '../account-problem';
import type { Actor } from '../actor';
import { hashPassword } from '../password-adapter.server';
import { setPassword, setTotp } from '../store-accounts.server';
import { clearAttempts, deleteSessionsOf } from '../store-sessions.server';
import { changeGoverned, noteAccount } from './govern-account.server';

/** A new first password; all sessions end, the second step is taken off, lock-outs are lifted. */
export async function resetPassword(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  accountId: string,
): Promise<Result<FirstPassword, AccountProblem>> {
  const password = passwordFromBytes(randomBytes(12));
  const passwordHash = await hashPassword(password);
  return changeGoverned(ctx, actor, unit, accountId, async (tx, account) => {
    if (account.id === actor.accountId) return fail({ type: 'own-account' });
    await setPassword(tx, account.id, passwordHash, true);
    await setTotp(tx, account.id, undefined, false);
    await deleteSessionsOf(tx, account.id, undefined);
    await clearAttempts(tx, `name:${account.username}`);
    await noteAccount(tx, ctx, actor, 'password-reset', unit, account.id, { username: account.username });
    return ok({ accountId, username: account.username, password });
  });
}
