import { sha256 } from '../kernel/bytes';
import type { Chance } from '../kernel/random';
import type { Branded } from '../kernel/branded';

/** 16 random Crockford base32 characters (80 bits) and one check character, without hyphens. Never stored, never logged. */
export type OneTimeCode = Branded<string, 'OneTimeCode'>;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomCharacters = 16;

/** Luhn mod 32: finds every single wrong character and nearly every swap of neighbours. */
export function checkCharacter(body: string): string {
  let sum = 0;
  let factor = 2;
  for (const character of [...body].reverse()) {
    const product = alphabet.indexOf(character) * factor;
    sum += Math.floor(product / 32) + (product % 32);
    factor = factor === 2 ? 1 : 2;
  }
  return alphabet[(32 - (sum % 32)) % 32] as string;
}

export function makeCode(chance: Chance): OneTimeCode {
  const body = Array.from({ length: randomCharacters }, () => alphabet[chance(32)]).join('');
  return (body + checkCharacter(body)) as OneTimeCode;
}

/** As people type it: any case, spaces and hyphens anywhere, O for 0, I and L for 1. Undefined where the check fails. */
export function parseCode(text: string): OneTimeCode | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== randomCharacters + 1 || [...plain].some((character) => !alphabet.includes(character)))
    return undefined;
  return checkCharacter(plain.slice(0, -1)) === plain.at(-1) ? (plain as OneTimeCode) : undefined;
}

/** `7K2M-9QXT-…`: four, four, four, five. */
export function formatCode(code: OneTimeCode): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8, 12)}-${code.slice(12)}`;
}

/** 80 random bits need no salt and no slow hash. */
export function codeHash(code: OneTimeCode): Buffer {
  return sha256(`one-time-code-v1\n${code}`);
}
