import { fail, ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { credentialsOf } from '../store-accounts.server';
import { openSession } from './sign-in.server';

/** Signs in without a password, in the living example only: any other server refuses. */
export async function signInAsDemo(
  ctx: ActionContext & { readonly config: { readonly demo: boolean } },
  username: string,
): Promise<Result<string, { readonly type: 'not-a-demo' | 'wrong-credentials' }>> {
  if (!ctx.config.demo) return fail({ type: 'not-a-demo' });
  return inTransaction(ctx.db, async (tx) => {
    const credentials = await credentialsOf(tx, username);
    if (credentials === undefined || credentials.disabled) return fail({ type: 'wrong-credentials' } as const);
    return ok(await openSession(tx, credentials.accountId, ctx.clock.now(), 'demo'));
  });
}
