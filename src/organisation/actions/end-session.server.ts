import type { ActionContext } from '../../platform/action-context';
import type { Actor } from '../actor';
import { deleteSession, deleteSessionsOf } from '../store-sessions.server';

export async function endSession(ctx: ActionContext, actor: Actor, sessionId: string): Promise<boolean> {
  return deleteSession(ctx.db, actor.accountId, sessionId);
}

export async function endOtherSessions(ctx: ActionContext, actor: Actor): Promise<void> {
  await deleteSessionsOf(ctx.db, actor.accountId, actor.sessionId);
}
