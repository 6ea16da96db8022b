import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRanges, ranges } from './desk-view';
import { checkRuling, countSheets, type SheetAttempt, type SheetRuling, sheetStandings } from './scanned-sheet';
import { nextNumber, numbersSoFar, withPlaced } from './sheet-numbers';

const attempt = (sheet: number, number: number, type?: 'too-blurred' | 'position-taken'): SheetAttempt => ({
  sheet,
  attempt: number,
  refusal: type === undefined ? undefined : type === 'position-taken' ? { type, position: sheet } : { type },
});
const anyAttempts = fc
  .array(fc.record({ sheet: fc.integer({ min: 1, max: 6 }), refused: fc.boolean() }), { maxLength: 12 })
  .map((all) => all.map(({ sheet, refused }, at) => attempt(sheet, at + 1, refused ? 'too-blurred' : undefined)));
const anyRuling = fc.constantFrom<SheetRuling>(
  { ruling: 'by-hand' },
  { ruling: 'dismissed' },
  { ruling: 'spoiled', reason: 'torn' },
  { ruling: 'spoiled', reason: 'missing' },
);

describe('the standing of a sheet', () => {
  it('counts every sheet of the batch exactly once, whatever was scanned and ruled', () => {
    const rulings = fc.array(fc.record({ sheet: fc.integer({ min: 1, max: 6 }), ruling: anyRuling }), { maxLength: 8 });
    fc.assert(
      fc.property(anyAttempts, rulings, (attempts, ruled) => {
        const stored = ruled.map(({ sheet, ruling }, at) => ({
          sheet,
          ruling,
          number: at + 1,
          attempt: Math.max(0, ...attempts.filter((one) => one.sheet === sheet).map((one) => one.attempt)),
        }));
        const { read, refused, notScanned, keyed, spoiled, missing } = countSheets(sheetStandings(6, attempts, stored));
        expect(read + refused + notScanned + keyed + spoiled).toBe(6);
        expect(missing).toBeLessThanOrEqual(spoiled);
      }),
    );
  });

  it('follows the last picture, but one that fell on a taken number says nothing', () => {
    const standing = (attempts: SheetAttempt[]) => sheetStandings(1, attempts, []).get(1)?.state;
    expect(standing([])).toBe('not-scanned');
    expect(standing([attempt(1, 1, 'too-blurred')])).toBe('refused');
    expect(standing([attempt(1, 1, 'too-blurred'), attempt(1, 2)])).toBe('read');
    expect(standing([attempt(1, 1), attempt(1, 2, 'position-taken')])).toBe('read');
  });

  it('keys nothing by hand that may not be counted', () => {
    const duplicate = { state: 'refused', attempt: 1, refusal: { type: 'duplicate-serial' } } as const;
    expect(checkRuling(duplicate, { ruling: 'by-hand' }, 1).ok).toBe(false);
    expect(checkRuling(duplicate, { ruling: 'spoiled', reason: 'not-valid' }, 1).ok).toBe(true);
    expect(checkRuling({ state: 'read', attempt: 1 }, { ruling: 'dismissed' }, 1).ok).toBe(false);
  });
});

describe('the number of a sheet', () => {
  it('goes on after the highest, or from the stated one, sheet after sheet', () => {
    let numbers = numbersSoFar(new Map(), [], new Map(), 'B');
    const place = (file: Parameters<typeof nextNumber>[1], sheets: number) => {
      const first = nextNumber(numbers, file);
      const placed = Array.from({ length: sheets }, (_, at) => ({ sheet: first + at, refusal: undefined }));
      numbers = withPlaced(numbers, file.id, placed, { serials: [], copies: new Map() });
      return first;
    };
    const stated = { id: 'b', firstSheet: 20, repeatedSheets: 0 };
    expect(place({ id: 'a', firstSheet: undefined, repeatedSheets: 0 }, 3)).toBe(1);
    expect(place(stated, 2)).toBe(20);
    expect(place(stated, 2)).toBe(22);
    expect(place({ ...stated, repeatedSheets: 5 }, 0)).toBe(29);
    expect(place({ id: 'c', firstSheet: undefined, repeatedSheets: 3 }, 1)).toBe(24);
    expect([...numbers.taken].sort((a, b) => a - b)).toEqual([1, 2, 3, 20, 21, 22, 23, 24]);
  });

  it('is said in ranges', () => {
    expect(ranges([9, 1, 2, 3, 7, 10])).toBe('1–3, 7, 9–10');
    expect(ranges([])).toBe('');
    expect(parseRanges(' 501-502; 7,9 – 9')).toEqual([501, 502, 7, 9]);
    for (const text of ['', 'tờ 3', '0', '5-3', '1-5000', '3,', '-4', '1e3'])
      expect(parseRanges(text), text).toBe(undefined);
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, (some) => {
        expect(parseRanges(ranges(some))).toEqual(some.toSorted((a, b) => a - b));
      }),
    );
  });
});
