import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededChance } from '../kernel/random';
import { encodeSheetCode, makeRunCode, makeSerial, readSheetCode } from './sheet-code';

const key = Buffer.alloc(32, 7);

describe('the code of a sheet', () => {
  it('gives back what went in, in 28 characters of the QR alphanumeric set', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), fc.boolean(), (seed, page, numbered) => {
        const chance = seededChance(seed);
        const code = {
          tag: makeSerial(chance).slice(0, 4),
          run: makeRunCode(chance),
          page,
          serial: numbered ? makeSerial(chance) : undefined,
        };
        const text = encodeSheetCode(code, key);
        expect(text).toMatch(/^[0-9A-Z$%*+\-./: ]{28}$/);
        expect(readSheetCode(text, key)).toEqual({ code, genuine: true });
      }),
    );
  });

  it('is not genuine under another key, or with any one character changed', () => {
    const text = encodeSheetCode({ tag: '7K3F', run: 'A0B1C', page: 2, serial: '0123ABCD' }, key);
    expect(readSheetCode(text, Buffer.alloc(32, 8))?.genuine).toBe(false);
    for (let at = 2; at < text.length; at += 1) {
      const other = text[at] === '3' ? '4' : '3';
      expect(readSheetCode(text.slice(0, at) + other + text.slice(at + 1), key)?.genuine ?? false).toBe(false);
    }
  });

  it('is, for a stated key, what hmac and hashlib of Python make of it', () => {
    expect(encodeSheetCode({ tag: '7K3F', run: 'A0B1C', page: 1, serial: '0123ABCD' }, key)).toBe(
      'H17K3FA0B1C10123ABCD6WVX37PF',
    );
  });

  it('is not read from any other text', () => {
    expect(readSheetCode('https://example.org/p/QNG-HT', key)).toBeUndefined();
    expect(readSheetCode('', key)).toBeUndefined();
  });
});
