import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleSheets, judgeSheet, type PageOutcome, serialKey, type SheetContext } from './assemble-sheets';
import type { ReadPage } from './page-reading';
import type { SheetRefusal } from './scan-refusal';
import { type FilePages, settlePages } from './settle-pages';

function page(index: number, serial: string | undefined, number = 1, tag = 'AAAA'): PageOutcome {
  const reading: ReadPage = {
    status: 'read',
    tag,
    run: 'RUN01',
    page: number,
    serial,
    rows: [],
    writtenFrames: [],
    pageToPixels: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    dotsPerInch: 200,
    warnings: [],
  };
  return { index, reading, picture: undefined };
}
function refused(index: number, type: 'no-code' | 'blank-page' = 'no-code'): PageOutcome {
  return { index, reading: { status: 'refused', refusal: { type } }, picture: undefined };
}
const twoPages = () => 2;
const onePage = () => 1;
const indexes = (sheets: readonly { readonly pages: readonly PageOutcome[] }[]) =>
  sheets.map(({ pages }) => pages.map(({ index }) => index));

/** A stack of sheets of `size` pages, some pages unreadable, blank backs between. */
const stack = fc.integer({ min: 1, max: 4 }).chain((size) =>
  fc
    .array(fc.record({ bad: fc.integer({ min: 0, max: 8 }), blankAfter: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((sheets) => {
      const pages: PageOutcome[] = [];
      for (const [at, { bad, blankAfter }] of sheets.entries()) {
        for (let number = 1; number <= size; number += 1)
          pages.push(bad === number && size > 1 ? refused(pages.length) : page(pages.length, `S${at}`, number));
        if (blankAfter) pages.push(refused(pages.length, 'blank-page'));
      }
      return { size, sheets, pages };
    }),
);

describe('tying pages to sheets', () => {
  it('gives back every sheet of a stack in its order, whatever page could not be read', () => {
    fc.assert(
      fc.property(stack, ({ size, sheets, pages }) => {
        const { sheets: found, rest, blankPages } = assembleSheets(pages, () => size, true);
        expect(found).toHaveLength(sheets.length);
        expect(found.every((one) => one.pages.length === size)).toBe(true);
        expect(rest).toBe(0);
        expect(blankPages).toHaveLength(sheets.filter((one) => one.blankAfter).length);
        expect(found.map((one) => one.refusal !== undefined)).toEqual(
          sheets.map(({ bad }) => size > 1 && bad >= 1 && bad <= size),
        );
      }),
    );
  });

  it('loses and doubles no page, however the file is cut into pieces', () => {
    fc.assert(
      fc.property(stack, fc.integer({ min: 1, max: 7 }), ({ size, pages }, piece) => {
        const whole = assembleSheets(pages, () => size, true);
        const found: { readonly pages: readonly PageOutcome[] }[] = [];
        let from = 0;
        let length = piece;
        while (from < pages.length) {
          const slice = pages.slice(from, from + length);
          const part = assembleSheets(slice, () => size, from + length >= pages.length);
          found.push(...part.sheets);
          const done = slice.length - part.rest;
          // A piece too short for one sheet is read again with more pages.
          length = done === 0 ? length + 1 : piece;
          from += done;
        }
        expect(indexes(found)).toEqual(indexes(whole.sheets));
      }),
    );
  });

  it('names the page that a sheet lacks, and does not take the next sheet for it', () => {
    const { sheets } = assembleSheets([page(0, 'A', 1), page(1, 'B', 1), page(2, 'B', 2)], twoPages, true);
    expect(sheets.map(({ refusal }) => refusal)).toEqual([{ type: 'missing-page', page: 2 }, undefined]);
  });

  it('takes copies without serial apart by their page numbers', () => {
    const pages = [page(0, undefined, 1), page(1, undefined, 2), page(2, undefined, 1), page(3, undefined, 2)];
    expect(indexes(assembleSheets(pages, twoPages, true).sheets)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('keeps the place of a page that could not be read', () => {
    expect(indexes(assembleSheets([page(0, 'A'), refused(1), page(2, 'C')], onePage, true).sheets)).toEqual([
      [0],
      [1],
      [2],
    ]);
  });
});

describe('tying pages of several files', () => {
  const photo = (id: string, outcome: PageOutcome, firstSheet?: number): FilePages => ({
    file: { id, firstSheet },
    pages: 1,
    afterGap: false,
    outcomes: [{ ...outcome, index: 0 }],
  });

  it('makes of photographs the sheets that the same pages make in one file, each in the file of its first page', () => {
    fc.assert(
      fc.property(stack, ({ size, pages }) => {
        const [whole] = settlePages(
          [{ file: { id: 'a', firstSheet: undefined }, pages: pages.length, afterGap: false, outcomes: pages }],
          () => size,
          false,
        );
        const photos = pages.map((one, at) => photo(String(at), one));
        const found = settlePages(photos, () => size, false);
        expect(found.flatMap(({ sheets }) => sheets).map((one) => [one.pages.length, one.refusal])).toEqual(
          whole!.sheets.map((one) => [one.pages.length, one.refusal]),
        );
        for (const [at, { sheets }] of found.entries())
          for (const one of sheets) expect(one.pages[0]).toBe(photos[at]!.outcomes[0]);
        expect(found.every(({ settled }) => settled === 1)).toBe(true);
      }),
    );
  });

  it('lets the last photograph wait while more may come, and nothing else', () => {
    const settled = (files: FilePages[], mayGrow: boolean) =>
      settlePages(files, twoPages, mayGrow).map((one) => one.settled);
    const files = [photo('a', page(0, 'A')), photo('b', page(0, 'A', 2)), photo('c', page(0, 'B'))];
    expect(settled(files, true)).toEqual([1, 1, 0]);
    expect(settled(files, false)).toEqual([1, 1, 1]);
    expect(settled(files.slice(0, 2), true)).toEqual([1, 1]);
    const pdf = {
      file: { id: 'p', firstSheet: undefined },
      pages: 3,
      afterGap: false,
      outcomes: [page(0, 'A'), page(1, 'A', 2), page(2, 'B')],
    };
    expect(settled([pdf], true)).toEqual([3]);
  });

  it('begins anew where the clerk says a number, and at a file of several pages', () => {
    const sheets = (files: FilePages[]) => settlePages(files, twoPages, false).map((one) => one.sheets.length);
    expect(sheets([photo('a', page(0, 'A')), photo('b', page(0, 'A', 2), 7)])).toEqual([1, 1]);
    const pdf = {
      file: { id: 'p', firstSheet: undefined },
      pages: 2,
      afterGap: false,
      outcomes: [page(0, 'A', 2), page(1, 'B')],
    };
    expect(sheets([photo('a', page(0, 'A')), pdf])).toEqual([1, 2]);
  });

  it('ties nothing over a file that could not be opened, whichever were read together', () => {
    const [front, back] = [photo('a', refused(0)), photo('b', refused(0))];
    const kept = (files: FilePages[]) => settlePages(files, twoPages, false).map((one) => one.sheets.length);
    expect(kept([front, back])).toEqual([1, 0]);
    expect(kept([front, { ...back, afterGap: true }])).toEqual([1, 1]);
  });
});

const context: SheetContext = {
  unitCode: 'U',
  formId: 'C',
  formVersion: 1,
  periodId: '2025-Q1',
  sheets: 10,
  runs: new Map([['RUN01', { unitCode: 'U', formId: 'C', formVersion: 1, periodId: undefined }]]),
  seen: new Set([serialKey('RUN01', 'OLD')]),
  seenHere: new Set(),
  taken: new Set([3]),
};

describe('judging a sheet', () => {
  const judged = (
    serial: string | undefined,
    position: number,
    changed: Partial<SheetContext> = {},
  ): SheetRefusal['type'] | undefined =>
    judgeSheet(page(0, serial).reading as ReadPage, position, { ...context, ...changed })?.type;
  const run = (known: object) => ({ runs: new Map([['RUN01', { ...context.runs.get('RUN01')!, ...known }]]) });

  it('counts a sheet of the office, form and run once', () => {
    expect(judged('NEW', 1)).toBeUndefined();
    expect(judged('OLD', 1)).toBe('duplicate-serial');
  });

  it('never takes a copy for a duplicate', () => {
    expect(judged(undefined, 1)).toBeUndefined();
  });

  it('names what the sheet is not of', () => {
    expect(judged('NEW', 1, { runs: new Map() })).toBe('unknown-run');
    expect(judged('NEW', 1, run({ unitCode: 'V' }))).toBe('run-of-other-unit');
    expect(judged('NEW', 1, run({ formId: 'A' }))).toBe('run-of-other-form');
    expect(judged('NEW', 1, run({ formVersion: 2 }))).toBe('run-of-other-form');
    expect(judged('NEW', 1, run({ periodId: '2024-Q4' }))).toBe('run-of-other-period');
    expect(judged('NEW', 1, run({ periodId: '2025-Q1' }))).toBeUndefined();
  });

  it('counts none beyond the batch', () => {
    expect(judged('NEW', 11)).toBe('beyond-batch');
  });
});
