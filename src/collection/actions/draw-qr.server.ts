import { qrSvg } from '../qr-adapter.server';
import { formatCode, type OneTimeCode } from '../one-time-code';

/** The link of an office for posters and slips: short, readable, the same in every year. */
export function officeLink(publicUrl: string, office: string): string {
  return `${publicUrl}/p/${office}`;
}

export function drawQr(link: string): Promise<string> {
  return qrSvg(link);
}

export interface CodeSlip {
  readonly code: string;
  readonly qr: string;
}

/** The code stands in the fragment, which no browser sends to a server. */
export function drawSlips(publicUrl: string, codes: readonly OneTimeCode[]): Promise<CodeSlip[]> {
  return Promise.all(
    codes.map(async (code) => ({ code: formatCode(code), qr: await qrSvg(`${publicUrl}/m#${code}`) })),
  );
}
