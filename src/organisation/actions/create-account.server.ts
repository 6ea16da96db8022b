import { randomBytes } from 'node:crypto';
import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkPassword, checkRoles, parseUsername, passwordFromBytes } from '../account';
import type { AccountProblem, FirstPassword } from '../account-problem';
import type { Actor } from '../actor';
import { hashPassword } from '../password-adapter.server';
import { may, notAllowed } from '../permission';
import type { Role } from '../role';
import { insertAccount, replaceRoles } from '../store-accounts.server';
import type { UnitCode } from '../unit';
import { noteAccount } from './govern-account.server';

export interface NewPerson {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Chosen by the person; without it a first password is made, to be changed at the first sign-in. */
  readonly password?: string;
}

export async function createAccount(
  ctx: ActionContext,
  actor: Actor,
  unit: UnitCode,
  input: NewPerson,
): Promise<Result<FirstPassword, AccountProblem>> {
  if (!may(actor, 'manage-accounts', unit)) return notAllowed('manage-accounts');
  const username = parseUsername(input.username);
  const name = cleanText(input.name);
  if (username === undefined) return fail({ type: 'bad-username' });
  if (name === '') return fail({ type: 'no-name' });
  const problem =
    checkRoles(input.roles) ?? (input.password === undefined ? undefined : checkPassword(input.password, username));
  if (problem !== undefined) return fail(problem);
  const password = input.password ?? passwordFromBytes(randomBytes(12));
  const account = {
    id: randomId(),
    username,
    name,
    homeUnit: unit,
    passwordHash: await hashPassword(password),
    mustChangePassword: input.password === undefined,
    createdAt: ctx.clock.now(),
  };
  return inTransaction<FirstPassword, AccountProblem>(ctx.db, async (tx) => {
    if (!(await insertAccount(tx, account))) return fail({ type: 'username-taken' });
    await replaceRoles(tx, account.id, unit, input.roles);
    await noteAccount(tx, ctx, actor, 'account-created', unit, account.id, { username, roles: input.roles.join(' ') });
    return ok({ accountId: account.id, username, password });
  });
}
