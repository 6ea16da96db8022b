import type { ActionContext } from '../../platform/action-context';
import type { Actor } from '../../organisation/actor';

/** Who did it, where and when: the head of every event of this room. */
export function acting(ctx: ActionContext, actor: Actor, unitCode: string) {
  return { unitCode, actor: actor.accountId, at: ctx.clock.now() };
}
