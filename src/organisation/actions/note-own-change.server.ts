import type { ActionContext } from '../../platform/action-context';
import type { Tx } from '../../platform/database.server';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../actor';
import { type OrganisationEvent, organisationEvent } from '../events';
import { findAccount } from '../store-accounts.server';

/** In the log of each unit where the person holds a role of their own. */
export async function noteOwnChange(tx: Tx, ctx: ActionContext, actor: Actor, type: OrganisationEvent): Promise<void> {
  const account = await findAccount(tx, actor.accountId);
  for (const unitCode of new Set(account?.roles.map((role) => role.unitCode))) {
    await appendEvent(
      tx,
      organisationEvent(type, { unitCode, subject: actor.accountId, actor: actor.accountId, at: ctx.clock.now() }),
    );
  }
}
