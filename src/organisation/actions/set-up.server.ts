import { sha256 } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import type { AccountProblem, FirstPassword } from '../account-problem';
import { SYSTEM } from '../actor';
import { organisationEvent } from '../events';
import { type FirstUnit, firstUnitRecords, usualFields } from '../first-unit';
import type { Columns, Refusal } from '../import-plan';
import type { Role } from '../role';
import { spendSetupLink } from '../store-sessions.server';
import { parseUnitCode, type UnitCode } from '../unit';
import { createAccount } from './create-account.server';
import { saveRecord } from './save-record.server';
import { openSession } from './sign-in.server';

export interface SetUp {
  readonly token: string;
  readonly unit: FirstUnit;
  readonly withUsualFields: boolean;
  readonly administrator: { readonly name: string; readonly username: string; readonly password: string };
  /** Head and clerk; one left without a name is left out. */
  readonly others: readonly { readonly role: Role; readonly name: string; readonly username: string }[];
  readonly device: string;
}

export interface SetUpDone {
  readonly unit: UnitCode;
  readonly sessionToken: string;
  /** To be handed over, shown once. */
  readonly passwords: readonly FirstPassword[];
}

export type SetUpProblem =
  | { readonly type: 'setup-link-spent' }
  | { readonly type: 'unit-refused'; readonly part: 'own' | 'above'; readonly refusals: readonly Refusal[] }
  | { readonly type: 'account-refused'; readonly person: Role; readonly problem: AccountProblem };

/** First unit, first accounts, first session in one transaction; the link works once. */
export async function setUp(ctx: ActionContext, input: SetUp): Promise<Result<SetUpDone, SetUpProblem>> {
  return inTransaction<SetUpDone, SetUpProblem>(ctx.db, async (tx) => {
    const now = ctx.clock.now();
    if (!(await spendSetupLink(tx, sha256(input.token), now))) return fail({ type: 'setup-link-spent' });
    const inner: ActionContext = { ...ctx, db: tx };
    const unit = await saveUnits(inner, input);
    if (!unit.ok) return unit;
    const accounts = await createAccounts(inner, unit.value, input);
    if (!accounts.ok) return accounts;
    const [administrator, ...others] = accounts.value;
    if (administrator === undefined) throw new Error('bug: set-up without an administrator');
    await appendEvent(
      tx,
      organisationEvent('set-up-completed', {
        unitCode: unit.value,
        subject: unit.value,
        actor: administrator.accountId,
        at: now,
      }),
    );
    const sessionToken = await openSession(tx as Tx, administrator.accountId, now, input.device);
    return ok({ unit: unit.value, sessionToken, passwords: others });
  });
}

async function saveUnits(ctx: ActionContext, input: SetUp): Promise<Result<UnitCode, SetUpProblem>> {
  const records = firstUnitRecords(input.unit);
  for (const [index, record] of records.entries()) {
    const saved = await saveRecord(ctx, SYSTEM, record.code as UnitCode, {
      kind: 'units',
      columns: record as Columns,
      mode: 'add',
    });
    if (saved.ok) continue;
    const refusals = saved.error.type === 'refused' ? saved.error.refusals : [];
    return fail({ type: 'unit-refused', part: index === records.length - 1 ? 'own' : 'above', refusals });
  }
  const unit = parseUnitCode(input.unit.code) as UnitCode;
  for (const field of input.withUsualFields ? usualFields : []) {
    await saveRecord(ctx, SYSTEM, unit, { kind: 'fields', columns: { ...field, unit }, mode: 'add' });
  }
  return ok(unit);
}

async function createAccounts(
  ctx: ActionContext,
  unit: UnitCode,
  input: SetUp,
): Promise<Result<FirstPassword[], SetUpProblem>> {
  const named = input.others.filter((person) => cleanText(person.name) !== '' || person.username.trim() !== '');
  const people = [
    { ...input.administrator, roles: ['administrator'] as Role[] },
    ...named.map((person) => ({ ...person, roles: [person.role] })),
  ];
  const created: FirstPassword[] = [];
  for (const account of people) {
    const one = await createAccount(ctx, SYSTEM, unit, account);
    if (!one.ok) return fail({ type: 'account-refused', person: account.roles[0] as Role, problem: one.error });
    created.push(one.value);
  }
  return ok(created);
}
