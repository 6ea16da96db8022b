import type { ActionContext } from '../../platform/action-context';
import type { Account } from '../account';
import type { Actor } from '../actor';
import { findAccount } from '../store-accounts.server';
import { sessionsOf, type SessionRecord } from '../store-sessions.server';

export interface OwnAccount {
  readonly account: Account;
  readonly sessions: readonly (SessionRecord & { readonly current: boolean })[];
}

export async function readOwnAccount(ctx: ActionContext, actor: Actor): Promise<OwnAccount | undefined> {
  const account = await findAccount(ctx.db, actor.accountId);
  if (account === undefined) return undefined;
  const sessions = await sessionsOf(ctx.db, actor.accountId, ctx.clock.now());
  return { account, sessions: sessions.map((session) => ({ ...session, current: session.id === actor.sessionId })) };
}
