import { fail, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import type { Account } from '../account';
import type { AccountProblem } from '../account-problem';
import type { Actor } from '../actor';
import { type OrganisationEvent, organisationEvent } from '../events';
import { may, notAllowed } from '../permission';
import type { Role } from '../role';
import { accountsAt, findAccount, lockAccounts } from '../store-accounts.server';

export async function changeGoverned<T>(
  ctx: ActionContext,
  actor: Actor,
  unit: string,
  accountId: string,
  change: (tx: Tx, account: Account) => Promise<Result<T, AccountProblem>>,
): Promise<Result<T, AccountProblem>> {
  if (!may(actor, 'manage-accounts', unit)) return notAllowed('manage-accounts');
  return inTransaction(ctx.db, async (tx) => {
    await lockAccounts(tx);
    const account = await memberOf(tx, unit, accountId);
    if (account === undefined) return fail({ type: 'not-found' });
    if (!governs(actor, account)) return fail({ type: 'governed-elsewhere' });
    return change(tx, account);
  });
}

export async function memberOf(tx: Tx, unit: string, accountId: string): Promise<Account | undefined> {
  const account = await findAccount(tx, accountId);
  return account?.roles.some((role) => role.unitCode === unit) ? account : undefined;
}

export function holds(account: Account, unit: string, role: Role): boolean {
  return account.roles.some((held) => held.unitCode === unit && held.role === role);
}

/** The whole account may be touched only by who manages accounts at its home. */
export function governs(actor: Actor, account: Account): boolean {
  return may(actor, 'manage-accounts', account.homeUnit);
}

export async function isLastAdministrator(tx: Tx, unit: string, accountId: string): Promise<boolean> {
  const others = (await accountsAt(tx, unit)).filter((account) => account.id !== accountId && !account.disabled);
  return !others.some((account) => holds(account, unit, 'administrator'));
}

export async function noteAccount(
  tx: Tx,
  ctx: ActionContext,
  actor: Actor,
  type: OrganisationEvent,
  unitCode: string,
  subject: string,
  body: Record<string, string> = {},
): Promise<void> {
  await appendEvent(
    tx,
    organisationEvent(type, { unitCode, subject, actor: actor.accountId, at: ctx.clock.now(), body }),
  );
}
