import { randomBytes } from 'node:crypto';
import { cleanText } from '../../kernel/vietnamese-text';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import { readCounters } from '../../organisation/actions/read-organisation.server';
import type { Actor } from '../../organisation/actor';
import { parseCounterCode } from '../../organisation/official';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { kioskRegistered, kioskWithdrawn } from '../events';
import { isLeaveCode, kioskSecretHash, leaveCodeHash } from '../kiosk';
import { insertKiosk, withdrawKiosk as markWithdrawn } from '../store-kiosk.server';

export type RegisterKioskError =
  | NotAllowed
  | { readonly type: 'kiosk-name-missing' }
  | { readonly type: 'kiosk-leave-code-invalid' }
  | { readonly type: 'counter-unknown' };

export interface RegisteredKiosk {
  readonly id: string;
  readonly name: string;
  /** 128 bits, shown once in the registration link's fragment; only its hash is kept. */
  readonly secret: string;
}

export async function registerKiosk(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly name: string; readonly counter: string; readonly leaveCode: string },
): Promise<Result<RegisteredKiosk, RegisterKioskError>> {
  const { unitCode } = input;
  if (!may(actor, 'manage-collection', unitCode)) return notAllowed('manage-collection');
  const name = cleanText(input.name).slice(0, 80);
  if (name === '') return fail({ type: 'kiosk-name-missing' });
  const leaveCode = input.leaveCode.trim();
  if (!isLeaveCode(leaveCode)) return fail({ type: 'kiosk-leave-code-invalid' });
  const counterCode = parseCounterCode(input.counter);
  const counters = await readCounters(ctx, unitCode);
  if (counterCode && !counters.some(({ code }) => code === counterCode)) return fail({ type: 'counter-unknown' });
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(16).toString('hex');
  const kiosk = {
    unitCode,
    id,
    name,
    counterCode,
    registeredOn: ctx.clock.today(),
    withdrawnOn: undefined,
    secretHash: kioskSecretHash(secret),
    leaveCodeHash: leaveCodeHash(id, leaveCode),
  };
  return inTransaction(ctx.db, async (tx) => {
    await insertKiosk(tx, kiosk, actor.accountId);
    await appendEvent(tx, kioskRegistered(unitCode, kiosk, actor.accountId, ctx.clock.now()));
    return ok({ id, name, secret });
  });
}

/** From now on the tablet's ballots are refused; what it sent stays. */
export async function withdrawKiosk(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly kioskId: string },
): Promise<Result<undefined, NotAllowed | { readonly type: 'kiosk-not-found' }>> {
  const { unitCode, kioskId } = input;
  if (!may(actor, 'manage-collection', unitCode)) return notAllowed('manage-collection');
  return inTransaction(ctx.db, async (tx) => {
    if (!(await markWithdrawn(tx, unitCode, kioskId, ctx.clock.today()))) return fail({ type: 'kiosk-not-found' });
    await appendEvent(tx, kioskWithdrawn(unitCode, kioskId, actor.accountId, ctx.clock.now()));
    return ok(undefined);
  });
}
