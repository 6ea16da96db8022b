import { authenticator } from 'otplib';
import QRCode from 'qrcode';

const stepMilliseconds = 30_000;

/** 160 random bits in base 32 (RFC 4226, section 4). */
export function newTotpSecret(): string {
  return authenticator.generateSecret(20);
}

/** The step whose code was typed (RFC 6238, the step before and after allowed for slow clocks); undefined where none fits. */
export function totpStepOf(code: string, secret: string, now: Date): number | undefined {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const delta = authenticator.clone({ epoch: now.getTime(), window: 1 }).checkDelta(digits, secret);
  return delta === null ? undefined : Math.floor(now.getTime() / stepMilliseconds) + delta;
}

export function totpCode(secret: string, now: Date): string {
  return authenticator.clone({ epoch: now.getTime() }).generate(secret);
}

/** The QR an authenticator app scans, as SVG. */
export async function totpQr(username: string, secret: string): Promise<string> {
  const address = authenticator.keyuri(username, 'Hài Lòng', secret);
  return QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
}
