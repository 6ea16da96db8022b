import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../platform/write-table.server';
import { builtInThemes } from './built-in-themes';
import {
  countThemes,
  findComments,
  groupComments,
  noFilter,
  pageOf,
  readComments,
  withHits,
  withoutTheme,
} from './comment-board';
import { fisherExact, fewestTextsToCompare, themeChanges } from './comment-change';
import { guardThemes } from './comment-counts';
import { commentTable } from './comment-table';
import { nameHider } from './personal-numbers';

const base = (texts: number, counts: Record<string, number>) => ({ texts, counts: new Map(Object.entries(counts)) });

describe('counts for those who may not read the texts', () => {
  it('hide a theme of one to four, and a second one beside a single hidden one', () => {
    expect(guardThemes(['a', 'b', 'c', 'd'], [base(40, { a: 20, b: 3, c: 7, d: 0 })])).toEqual({
      texts: 40,
      themes: [
        { code: 'a', state: 'shown', texts: 20 },
        { code: 'b', state: 'hidden' },
        { code: 'c', state: 'hidden' },
        { code: 'd', state: 'shown', texts: 0 },
      ],
    });
    expect(guardThemes(['a'], [base(3, { a: 0 })])).toEqual({
      texts: undefined,
      themes: [{ code: 'a', state: 'hidden' }],
    });
  });

  it('never show one to four, and no difference between a longer period and its parts tells what one of them hides', () => {
    const codes = ['a', 'b', 'c'];
    const some = fc
      .record({ a: fc.nat(12), b: fc.nat(12), c: fc.nat(12) })
      .map((counts) => base(Math.max(...Object.values(counts)), counts));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const shown = (bases: ReturnType<typeof base>[]) =>
          guardThemes(codes, bases).themes.map((each) => (each.state === 'shown' ? each.texts : undefined));
        const [first, second, both] = [shown([one]), shown([other]), shown([one, other])];
        codes.forEach((code, at) => {
          for (const line of [first, second, both]) expect([1, 2, 3, 4]).not.toContain(line[at]);
          // All that is shown of the longer period follows from what its parts show.
          if (both[at] !== undefined) expect(both[at]).toBe((first[at] ?? Number.NaN) + (second[at] ?? Number.NaN));
        });
        for (const [line, { counts }] of [
          [first, one],
          [second, other],
        ] as const) {
          const hidden = codes.filter((_, at) => line[at] === undefined);
          const couldPair = codes.some((code) => (counts.get(code) ?? 0) >= 5) || hidden.length !== 1;
          if (couldPair && hidden.length > 0) expect(hidden.length).toBeGreaterThan(1);
        }
      }),
    );
  });
});

describe('the change since the last period', () => {
  it('is tested as R does', () => {
    // fisher.test(matrix(c(a, n - a, b, m - b), 2))$p.value, R 4.2
    const p = (a: number, n: number, b: number, m: number) => fisherExact({ successes: a, n }, { successes: b, n: m });
    expect(p(8, 20, 1, 20)).toBeCloseTo(oracle.p8, 12);
    expect(p(3, 10, 3, 10)).toBe(1);
    expect(p(0, 30, 0, 40)).toBe(1);
    expect(p(45, 200, 20, 210)).toBeCloseTo(oracle.p45, 10);
    expect(p(7, 23, 2, 41)).toBeCloseTo(oracle.p7, 10);
  });

  it('is not told of few texts, and not called more or less by chance', () => {
    expect(themeChanges(['a'], base(fewestTextsToCompare - 1, { a: 9 }), base(200, { a: 0 }))).toBeUndefined();
    const changes = themeChanges(['a', 'b', 'c'], base(40, { a: 30, b: 12 }), base(40, { a: 4, b: 8, c: 0 }));
    expect(changes?.map(({ word }) => word)).toEqual(['more', 'uncertain', 'uncertain']);
    expect(changes?.[0]?.difference.value).toBeCloseTo(65, 9);
    // 22 against 9 of 100 (p = 0.018) is more where one theme is looked at, and may be chance among three.
    const word = (codes: string[]) => themeChanges(codes, base(100, { a: 22 }), base(100, { a: 9 }))?.[0]?.word;
    expect([word(['a']), word(['a', 'b', 'c'])]).toEqual(['more', 'uncertain']);
  });
});

/** `fisher.test` of R 4.2.2, to 15 digits. */
const oracle = { p8: 0.0196560196560197, p45: 0.000388313146240744, p7: 0.00805897216536171 };

describe('free texts on a page', () => {
  const bodies = [
    'Chờ lâu quá, gọi 0912345678',
    'Cảm ơn chị Hoa',
    'Đất nhà tôi đo sai',
    '=HYPERLINK("http://x")',
    'Góp ý: nên có ghế',
  ];
  const stored = bodies.map((body, at) => ({
    id: `${9 - at}`,
    periodId: '2025-Q1',
    questionId: at === 4 ? 'idea' : 'other-opinion',
    body,
  }));
  const grouped = groupComments(readComments(stored, builtInThemes, nameHider(['Nguyễn Thị Hoa'])), builtInThemes, [
    { commentId: '6', theme: 'late', belongs: true },
    { commentId: '6', theme: 'late', belongs: false },
    { commentId: '6', theme: 'papers', belongs: true },
    { commentId: '8', theme: 'praise', belongs: false },
    { commentId: '8', theme: 'retired', belongs: true },
  ]);
  const ids = (filter: Partial<typeof noFilter>) =>
    findComments(grouped, builtInThemes, { ...noFilter, ...filter }).map(({ id }) => id);

  it('have neither numbers nor names, and cannot be found by them', () => {
    expect(grouped.map(({ body }) => body)).toMatchObject([
      'Chờ lâu quá, gọi •••',
      'Cảm ơn chị •••',
      ...bodies.slice(2),
    ]);
    expect(ids({ query: '0912345678' })).toEqual([]);
    expect(ids({ query: 'hoa' })).toEqual([]);
  });

  it('are grouped by words, and by what a person said last', () => {
    const of = (id: string) => grouped.find((each) => each.id === id)?.themes;
    expect(of('6')).toEqual([{ code: 'papers', byHand: true }]);
    expect(of('8')).toEqual([]);
    const counts = countThemes(grouped, builtInThemes);
    expect([counts.texts, counts.counts.get('waiting'), counts.counts.get('praise'), counts.withoutTheme]).toEqual([
      5, 1, 0, 2,
    ]);
  });

  it('are filtered by theme, field, question and words together, in the order of their random ids', () => {
    expect(ids({})).toEqual(['5', '6', '7', '8', '9']);
    expect(ids({ theme: 'waiting' })).toEqual(['9']);
    // A field is no matter: what only names a field is not grouped.
    expect(ids({ theme: withoutTheme })).toEqual(['7', '8']);
    expect(ids({ field: 'land', query: 'do sai' })).toEqual(['7']);
    expect(ids({ questionId: 'idea' })).toEqual(['5']);
    expect(ids({ theme: 'waiting', query: 'đất' })).toEqual([]);
    const first = grouped[0];
    expect(first && withHits(first, 'cho').filter(({ hit }) => hit)).toEqual([{ text: 'Chờ', hit: true }]);
  });

  it('come in pages, and a page that is not there is the nearest', () => {
    const numbers = Array.from({ length: 60 }, (_, at) => at);
    expect(pageOf(numbers, 3)).toEqual({ page: 3, pages: 3, shown: numbers.slice(50) });
    expect(pageOf(numbers, 99).page).toBe(3);
    expect(pageOf(numbers, Number.NaN).page).toBe(1);
    expect(pageOf([], 2)).toEqual({ page: 1, pages: 1, shown: [] });
  });

  it('never run as a formula in the clerk’s spreadsheet', () => {
    const lines = grouped.map((comment) => ({ comment, period: 'Quý I', question: 'Ý kiến khác' }));
    expect(writeCsv(commentTable(lines, builtInThemes, 'vi')).toString('utf8')).toContain(
      `"'=HYPERLINK(""http://x"")"`,
    );
  });

  it('become a table with their themes', () => {
    const lines = grouped.map((comment) => ({ comment, period: 'Quý I', question: 'Ý kiến khác' }));
    expect(commentTable(lines, builtInThemes, 'vi').slice(0, 4)).toEqual([
      ['Kỳ', 'Câu hỏi', 'Nhóm', 'Nhắc đến lĩnh vực', 'Ý kiến'],
      ['Quý I', 'Ý kiến khác', 'Thời gian chờ', '', 'Chờ lâu quá, gọi •••'],
      ['Quý I', 'Ý kiến khác', 'Chưa xếp nhóm', '', 'Cảm ơn chị •••'],
      ['Quý I', 'Ý kiến khác', 'Chưa xếp nhóm', 'Đất đai', 'Đất nhà tôi đo sai'],
    ]);
  });
});
