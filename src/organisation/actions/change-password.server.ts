import { fail, ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkPassword, type PasswordProblem } from '../account';
import type { Actor } from '../actor';
import { hashPassword, verifyPassword } from '../password-adapter.server';
import { credentialsById, setPassword } from '../store-accounts.server';
import { deleteSessionsOf } from '../store-sessions.server';
import { noteOwnChange } from './note-own-change.server';

export type ChangePasswordProblem = PasswordProblem | { readonly type: 'wrong-password' | 'same-password' };

/** All other sessions end: whoever knew the old password is out. */
export async function changePassword(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly current: string; readonly next: string },
): Promise<Result<undefined, ChangePasswordProblem>> {
  return inTransaction<undefined, ChangePasswordProblem>(ctx.db, async (tx) => {
    const credentials = await credentialsById(tx, actor.accountId);
    if (!(await verifyPassword(credentials?.passwordHash, input.current)) || credentials === undefined) {
      return fail({ type: 'wrong-password' });
    }
    const problem = checkPassword(input.next, credentials.username);
    if (problem !== undefined) return fail(problem);
    if (await verifyPassword(credentials.passwordHash, input.next)) return fail({ type: 'same-password' });
    await setPassword(tx, actor.accountId, await hashPassword(input.next), false);
    await deleteSessionsOf(tx, actor.accountId, actor.sessionId);
    await noteOwnChange(tx, ctx, actor, 'password-changed');
    return ok(undefined);
  });
}
