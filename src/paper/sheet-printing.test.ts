import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { seededChance } from '../kernel/random';
import { answerSlots, highestAnswer } from '../survey/questionnaire';
import { builtInQuestionnaire } from '../survey/built-in-questionnaires';
import { builtInLayouts } from './built-in-layouts-adapter.server';
import { parseLayout } from './sheet-layout';
import { printedLayout } from './printed-layout';
import { printSheets } from './sheet-printing-adapter.server';
import { drawSerials } from './sheet-serials';
import { typesetSheet } from './sheet-typesetting-adapter.server';

describe('the layouts of the built-in forms', () => {
  it('stand on A4 for every form and on A5 for the short one, each under its own tag', () => {
    const layouts = builtInLayouts();
    expect(layouts.filter(({ paper }) => paper === 'A4').map(({ form }) => form)).toEqual(['A', 'B', 'C', 'D']);
    expect(layouts.some(({ form, paper }) => form === 'C' && paper === 'A5')).toBe(true);
    expect(new Set(layouts.map(({ tag }) => tag)).size).toBe(layouts.length);
    for (const layout of layouts)
      expect(parseLayout(JSON.parse(JSON.stringify(layout)))).toEqual({ ok: true, value: layout });
  });

  it('hold every answer of every question exactly once', () => {
    for (const layout of builtInLayouts()) {
      const questionnaire = builtInQuestionnaire(layout.form, layout.version);
      const expected = answerSlots(questionnaire!).flatMap((slot) =>
        Array.from({ length: highestAnswer(slot) }, (_, index) => `${slot.questionId} ${index + 1}`),
      );
      const found = layout.pages.flatMap(({ boxes }) => boxes.map(({ item, choice }) => `${item} ${choice}`));
      expect(found.toSorted()).toEqual(expected.toSorted());
    }
  });
});

describe('a pile of sheets', () => {
  it('begins every sheet on a front, also where a sheet has three pages', async () => {
    const questionnaire = builtInQuestionnaire('A', 1);
    const officials = Array.from({ length: 24 }, (_, at) => ({
      code: `CB${at + 1}`,
      name: `Nguyễn Văn ${at + 1}`,
      title: 'Công chức Tư pháp – Hộ tịch',
      photo: undefined,
    }));
    const typeset = typesetSheet(
      { questionnaire: questionnaire!, officials },
      { paper: 'A4', marks: { run: 'A0B1C', kind: 'numbered' } },
    );
    if (!typeset.ok) throw new Error(typeset.error.type);
    const { layout } = typeset.value;
    expect(layout.pages).toHaveLength(3);
    const serials = drawSerials(2, seededChance(1));
    const pdf = await PDFDocument.load(
      await printSheets(typeset.value, { run: 'A0B1C', serials, key: Buffer.alloc(32, 7) }),
    );
    expect(pdf.getPages().map((page) => page.node.Contents() === undefined)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
      true,
    ]);
    const file = JSON.parse(printedLayout(layout, 'A0B1C', 'numbered', serials)) as {
      readonly sheets: readonly { readonly pages: readonly number[] }[];
    };
    expect(file.sheets.map(({ pages }) => pages)).toEqual([
      [1, 2, 3],
      [5, 6, 7],
    ]);
  });

  it('has all pages of each sheet in order, and is the same bytes when printed again', async () => {
    const questionnaire = builtInQuestionnaire('C', 1);
    const typeset = typesetSheet(
      { questionnaire: questionnaire! },
      { paper: 'A5', marks: { run: 'A0B1C', kind: 'numbered' } },
    );
    if (!typeset.ok) throw new Error(typeset.error.type);
    const serials = drawSerials(5, seededChance(1));
    const pile = { run: 'A0B1C', serials, key: Buffer.alloc(32, 7) };
    const pdf = await printSheets(typeset.value, pile);
    expect(Buffer.from(await printSheets(typeset.value, pile)).equals(pdf)).toBe(true);
    const pages = typeset.value.layout.pages.length;
    expect((await PDFDocument.load(pdf)).getPageCount()).toBe(5 * pages);
    const file = JSON.parse(printedLayout(typeset.value.layout, 'A0B1C', 'numbered', serials)) as {
      readonly sheets: readonly { readonly serial: string; readonly pages: readonly number[] }[];
    };
    expect(parseLayout(file)).toEqual({ ok: true, value: typeset.value.layout });
    expect(file.sheets.map(({ serial }) => serial)).toEqual(serials);
    expect(file.sheets.flatMap((sheet) => sheet.pages)).toEqual(Array.from({ length: 5 * pages }, (_, at) => at + 1));
  });
});
