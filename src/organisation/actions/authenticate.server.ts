import { sha256 } from '../../kernel/bytes';
import type { ActionContext } from '../../platform/action-context';
import type { Actor } from '../actor';
import { rolesReachingDown } from '../permission';
import { officialsOf, rolesOf } from '../store-accounts.server';
import { findSession, touchSession } from '../store-sessions.server';
import { allParentLinks } from '../store-units.server';
import { sessionEnd } from '../session';
import { rolesWithReach } from '../unit-tree';

export const sessionCookie = 'hailong_session';

/** How stale "last used" may be: not every request writes. */
const touchAfterMilliseconds = 5 * 60_000;

/** The person of a session token, with the roles that reach down the tree valid today; undefined where nobody is signed in. */
export async function authenticate(ctx: ActionContext, token: string): Promise<Actor | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  const now = ctx.clock.now();
  const session = await findSession(ctx.db, sha256(token), now);
  if (session === undefined) return undefined;
  if (now.getTime() - session.lastUsedAt.getTime() > touchAfterMilliseconds) {
    await touchSession(ctx.db, session.id, now, sessionEnd(session.createdAt, now));
  }
  const [held, officials] = await Promise.all([
    rolesOf(ctx.db, session.accountId),
    officialsOf(ctx.db, session.accountId),
  ]);
  const reaches = held.some((role) => rolesReachingDown.includes(role.role));
  const roles = reaches ? rolesWithReach(held, await allParentLinks(ctx.db), ctx.clock.today()) : held;
  const actor: Actor = { accountId: session.accountId, name: session.name, roles, officials, sessionId: session.id };
  return session.mustChangePassword ? { ...actor, mustChangePassword: true } : actor;
}
