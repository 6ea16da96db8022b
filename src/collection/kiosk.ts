import type { CalendarDay } from '../kernel/calendar-day';
import { sha256Hex } from '../kernel/bytes';
import type { CounterCode } from '../organisation/official';

/** A tablet at a counter, registered by the clerk through a secret link that is opened on it once. */
export interface Kiosk {
  readonly unitCode: string;
  readonly id: string;
  readonly name: string;
  readonly counterCode: CounterCode | undefined;
  readonly registeredOn: CalendarDay;
  readonly withdrawnOn: CalendarDay | undefined;
}

/** Equal full ballots from one tablet within this time may be one person pressing twice. */
export const repeatWindowMilliseconds = 20_000;

/** Staff type 4 to 8 digits to leave the kiosk screen. */
export function isLeaveCode(text: string): boolean {
  return /^\d{4,8}$/.test(text);
}

/**
 * SHA-256 over `kiosk-leave-v1`, kiosk id and code, in hex. A lock against passers-by, not against someone with tools: the
 * tablet must be able to check it without a network.
 */
export function leaveCodeHash(kioskId: string, code: string): string {
  return sha256Hex(`kiosk-leave-v1\n${kioskId}\n${code}`);
}

export function kioskSecretHash(secret: string): Buffer {
  return Buffer.from(sha256Hex(`kiosk-secret-v1\n${secret}`), 'hex');
}
