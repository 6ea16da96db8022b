import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secureChance } from '../kernel/random';
import { codeHash, formatCode, makeCode, type OneTimeCode, parseCode } from './one-time-code';

const code = fc.nat().map(() => makeCode(secureChance));
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a one-time code', () => {
  it('holds 80 random bits', () => {
    expect(makeCode(secureChance)).toMatch(/^[0-9A-HJKMNP-TV-Z]{17}$/);
    const seen = new Set(Array.from({ length: 2_000 }, () => makeCode(secureChance).slice(0, 16)));
    expect(seen.size).toBe(2_000);
  });

  it('is read as printed, in small letters, with spaces, and with O, I and L for 0 and 1', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(parseCode(formatCode(made))).toBe(made);
        expect(parseCode(` ${formatCode(made).toLowerCase().replaceAll('-', ' ')} `)).toBe(made);
        expect(parseCode(made.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(made);
      }),
    );
  });

  it('with one wrong character is recognised as mistyped', () => {
    fc.assert(
      fc.property(code, fc.nat(16), fc.nat(31), (made, at, other) => {
        fc.pre(made[at] !== alphabet[other]);
        expect(parseCode(made.slice(0, at) + alphabet[other] + made.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  it('too short, too long or with other letters is no code', () => {
    for (const text of ['', '7K2M', '!'.repeat(17), '0'.repeat(18), 'Đ'.repeat(17)])
      expect(parseCode(text)).toBeUndefined();
  });

  it('is kept as a hash with a fixed value', () => {
    expect(codeHash('00000000000000000' as OneTimeCode).toString('hex')).toBe(
      'f731f4737202bffea8497b6736e9006694186f19c8128c4dba3094662e227513',
    );
  });
});
