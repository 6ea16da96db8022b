import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededChance } from '../kernel/random';
import { encodeSheetCode, layoutTag, makeRunCode, makeSerial, readSheetCode } from './sheet-code';
import { testSheetKey } from './sheet-key-adapter.server';

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
    expect(encodeSheetCode({ tag: '7K3F', run: 'A0B1C', page: 2, serial: undefined }, key)).toBe(
      'H17K3FA0B1C2--------73K8T7YS',
    );
    expect(encodeSheetCode({ tag: '7K3F', run: 'A0B1C', page: 1, serial: '0123ABCD' }, testSheetKey.bytes)).toBe(
      'H17K3FA0B1C10123ABCDDBBMN317',
    );
  });

  it('is not read from any other text', () => {
    expect(readSheetCode('https://example.org/p/QNG-HT', key)).toBeUndefined();
    expect(readSheetCode('', key)).toBeUndefined();
  });
});

describe('the tag of a layout', () => {
  const square = (x: number, y: number) => ({ x, y, width: 6, height: 6 });
  const box = { y: 61.9, width: 4.2, height: 4.2, item: '1' };
  const layout = {
    format: 'hailong-sheet-layout-1' as const,
    form: 'X',
    version: 3,
    paper: 'A5' as const,
    width: 148,
    height: 210,
    pages: [
      {
        page: 1,
        anchors: [square(8, 8), square(134, 8), square(134, 196), square(8, 196)],
        code: { x: 106, y: 10, width: 20, height: 20 },
        codeText: { x: 95, y: 33.2, width: 42, height: 6.89 },
        rows: [{ item: '1', kind: 'one' as const, area: { x: 10, y: 60, width: 128, height: 8 } }],
        boxes: [
          { x: 60.1, ...box, choice: 1 },
          { x: 74.7, ...box, choice: 'na' },
        ],
        frames: [{ x: 11, y: 120, width: 126, height: 25.55, item: 'proposal' }],
      },
    ],
  };

  it('is that of the format document, computed with Python', () => {
    expect(layoutTag(layout)).toBe('4TTQ');
  });

  it('changes with any box', () => {
    const [page] = layout.pages;
    const moved = {
      ...layout,
      pages: [{ ...page!, boxes: page!.boxes.map((each) => ({ ...each, y: each.y + 0.01 })) }],
    };
    expect(layoutTag(moved)).not.toBe('4TTQ');
  });
});
