import { randomBytes } from 'node:crypto';
import { randomId, sha256 } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { afterFailure, byAddress, byName, isLocked, type LockOutRule } from '../lock-out';
import { verifyPassword } from '../password-adapter.server';
import { sessionEnd } from '../session';
import { type Credentials, credentialsOf, spendTotpStep } from '../store-accounts.server';
import {
  clearAttempts,
  deleteSessionByToken,
  insertSession,
  lockAttempts,
  saveAttempts,
  sweepAttempts,
  sweepSessions,
} from '../store-sessions.server';
import { totpStepOf } from '../totp-adapter.server';

export interface SignIn {
  readonly username: string;
  readonly password: string;
  /** Six digits, where the account asks for them. */
  readonly code: string | undefined;
  readonly address: string;
  /** The browser, as it names itself; shown in the list of sessions. */
  readonly device: string;
}

export type SignInProblem =
  | { readonly type: 'wrong-credentials' }
  | { readonly type: 'code-needed' }
  | { readonly type: 'wrong-code' }
  | { readonly type: 'locked-out'; readonly seconds: number };

/**
 * Returns the session token for the cookie; only its hash is kept. Every try counts as failed before it is looked at, so that a
 * thousand at once are no more than a thousand one after another.
 */
export async function signIn(ctx: ActionContext, input: SignIn): Promise<Result<string, SignInProblem>> {
  const username = input.username.trim().toLowerCase().slice(0, 100);
  const now = ctx.clock.now();
  for (const [key, rule] of [
    [`address:${input.address}`, byAddress],
    [nameKey(username), byName],
  ] as const) {
    const locked = await countTry(ctx, key, rule, now);
    if (locked !== undefined) return fail(locked);
  }
  const credentials = await credentialsOf(ctx.db, username);
  const rightPassword = await verifyPassword(credentials?.passwordHash, input.password);
  if (credentials === undefined || !rightPassword || credentials.disabled) return fail({ type: 'wrong-credentials' });
  return inTransaction(ctx.db, async (tx) => {
    const code = await checkCode(tx, credentials, input.code, now);
    if (!code.ok) return code;
    await clearAttempts(tx, nameKey(username));
    await clearAttempts(tx, `address:${input.address}`);
    return ok(await openSession(tx, credentials.accountId, now, input.device));
  });
}

function nameKey(username: string): string {
  return `name:${username}`;
}

async function countTry(
  ctx: ActionContext,
  key: string,
  rule: LockOutRule,
  now: Date,
): Promise<Extract<SignInProblem, { type: 'locked-out' }> | undefined> {
  const counted = await inTransaction(ctx.db, async (tx) => {
    const before = await lockAttempts(tx, key, now);
    if (isLocked(before, now)) return ok(before.lockedUntil);
    await saveAttempts(tx, key, afterFailure(before, now, rule), now);
    return ok(undefined);
  });
  const until = counted.ok ? counted.value : undefined;
  if (until === undefined) return undefined;
  return { type: 'locked-out', seconds: Math.ceil((until.getTime() - now.getTime()) / 1000) };
}

async function checkCode(
  tx: Tx,
  credentials: Credentials,
  code: string | undefined,
  now: Date,
): Promise<Result<undefined, SignInProblem>> {
  if (!credentials.totpConfirmed || credentials.totpSecret === undefined) return ok(undefined);
  if (code === undefined || code.trim() === '') return fail({ type: 'code-needed' });
  const step = totpStepOf(code, credentials.totpSecret, now);
  if (step === undefined || !(await spendTotpStep(tx, credentials.accountId, step)))
    return fail({ type: 'wrong-code' });
  return ok(undefined);
}

/** For every way in: password, demo, first set-up. */
export async function openSession(tx: Tx, accountId: string, now: Date, device: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sweepSessions(tx, now);
  await sweepAttempts(tx, new Date(now.getTime() - 2 * 86_400_000));
  await insertSession(tx, sha256(token), {
    id: randomId(),
    accountId,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: sessionEnd(now, now),
    device: device.slice(0, 300),
  });
  return token;
}

export async function signOut(ctx: ActionContext, token: string): Promise<void> {
  await deleteSessionByToken(ctx.db, sha256(token));
}
