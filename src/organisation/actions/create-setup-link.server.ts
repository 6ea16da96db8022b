import { randomBytes } from 'node:crypto';
import { sha256 } from '../../kernel/bytes';
import { ok } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { anyAccount } from '../store-accounts.server';
import { isSetupLinkOpen, replaceSetupLink } from '../store-sessions.server';

/**
 * A new one-time link while nobody has an account, undefined afterwards. Returns the path, `/thiet-lap/…`; only the hash of its
 * token is kept, and the link of an earlier start stops working.
 */
export async function createSetupLink(ctx: ActionContext): Promise<string | undefined> {
  const token = randomBytes(24).toString('base64url');
  const made = await inTransaction(ctx.db, async (tx) => {
    if (await anyAccount(tx)) return ok(false);
    await replaceSetupLink(tx, sha256(token), ctx.clock.now());
    return ok(true);
  });
  return made.ok && made.value ? `/thiet-lap/${token}` : undefined;
}

export async function isSetupOpen(ctx: ActionContext, token: string): Promise<boolean> {
  return isSetupLinkOpen(ctx.db, sha256(token));
}
