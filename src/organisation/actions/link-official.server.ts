import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import type { Actor } from '../actor';
import { organisationEvent } from '../events';
import { may, type NotAllowed, notAllowed } from '../permission';
import { accountsAt } from '../store-accounts.server';
import { officialsAt, saveOfficialRow } from '../store-staff.server';

/** Says which account is this official, so that they see the figures about themself; only accounts of the unit. */
export async function linkOfficial(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  input: { readonly code: string; readonly accountId: string | undefined },
): Promise<Result<undefined, NotAllowed | { readonly type: 'not-found' }>> {
  // Who could point an official at their own account would read figures meant for the official: only the head decides.
  if (!may(actor, 'view-official-figures', unit)) return notAllowed('view-official-figures');
  return inTransaction<undefined, { readonly type: 'not-found' }>(ctx.db, async (tx) => {
    const official = (await officialsAt(tx, unit)).find((one) => one.code === input.code);
    const account =
      input.accountId === undefined
        ? undefined
        : (await accountsAt(tx, unit)).find((one) => one.id === input.accountId);
    if (official === undefined || (input.accountId !== undefined && account === undefined))
      return fail({ type: 'not-found' });
    if (official.accountId === account?.id) return ok(undefined);
    await saveOfficialRow(tx, { ...official, accountId: account?.id });
    const body = { account: account?.username ?? null };
    await appendEvent(
      tx,
      organisationEvent('official-saved', {
        unitCode: unit,
        subject: official.code,
        actor: actor.accountId,
        at: ctx.clock.now(),
        body,
      }),
    );
    return ok(undefined);
  });
}
