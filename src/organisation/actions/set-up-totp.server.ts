import { fail, ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import type { Actor } from '../actor';
import { verifyPassword } from '../password-adapter.server';
import { credentialsById, setTotp, spendTotpStep } from '../store-accounts.server';
import { newTotpSecret, totpQr, totpStepOf } from '../totp-adapter.server';
import { noteOwnChange } from './note-own-change.server';

export interface TotpSetUp {
  readonly secret: string;
  /** SVG of the QR code. */
  readonly qr: string;
}

/** A new secret, asked for only after `confirmTotp`; undefined where the second step is on already. */
export async function beginTotp(ctx: ActionContext, actor: Actor): Promise<TotpSetUp | undefined> {
  const secret = newTotpSecret();
  const begun = await inTransaction(ctx.db, async (tx) => {
    const credentials = await credentialsById(tx, actor.accountId);
    if (credentials === undefined || credentials.totpConfirmed) return fail({ type: 'already-on' } as const);
    await setTotp(tx, actor.accountId, secret, false);
    return ok(credentials.username);
  });
  return begun.ok ? { secret, qr: await totpQr(begun.value, secret) } : undefined;
}

/** The set-up under way, to show the same QR again after a mistyped code. */
export async function totpUnderWay(ctx: ActionContext, actor: Actor): Promise<TotpSetUp | undefined> {
  const credentials = await credentialsById(ctx.db, actor.accountId);
  if (credentials?.totpSecret === undefined || credentials.totpConfirmed) return undefined;
  return { secret: credentials.totpSecret, qr: await totpQr(credentials.username, credentials.totpSecret) };
}

export async function confirmTotp(
  ctx: ActionContext,
  actor: Actor,
  code: string,
): Promise<Result<undefined, { readonly type: 'wrong-code' }>> {
  return inTransaction(ctx.db, async (tx) => {
    const credentials = await credentialsById(tx, actor.accountId);
    const step =
      credentials?.totpSecret && !credentials.totpConfirmed
        ? totpStepOf(code, credentials.totpSecret, ctx.clock.now())
        : undefined;
    if (credentials?.totpSecret === undefined || step === undefined) return fail({ type: 'wrong-code' } as const);
    await setTotp(tx, actor.accountId, credentials.totpSecret, true);
    await spendTotpStep(tx, actor.accountId, step);
    await noteOwnChange(tx, ctx, actor, 'second-step-on');
    return ok(undefined);
  });
}

export async function turnOffTotp(
  ctx: ActionContext,
  actor: Actor,
  password: string,
): Promise<Result<undefined, { readonly type: 'wrong-password' }>> {
  return inTransaction(ctx.db, async (tx) => {
    const credentials = await credentialsById(tx, actor.accountId);
    if (!(await verifyPassword(credentials?.passwordHash, password))) return fail({ type: 'wrong-password' } as const);
    await setTotp(tx, actor.accountId, undefined, false);
    await noteOwnChange(tx, ctx, actor, 'second-step-off');
    return ok(undefined);
  });
}
