import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInLayouts } from '../../src/paper/built-in-layouts-adapter.server';
import type { Choice } from '../../src/paper/sheet-layout';
import { builtInQuestionnaire } from '../../src/survey/built-in-questionnaires';
import type { Questionnaire } from '../../src/survey/questionnaire';
import { randomQuestionnaire } from '../fixtures/random-questionnaire';
import { type Dice, throwDice } from './dice';
import { toPng } from './encode-picture';
import type { PrintedPage } from './forge-page';
import { cross, filled, type Hand } from './mark-shapes';
import { draw, type Pen } from './pen';
import { printedPages } from './printed-pages';
import { readerUnderTest } from './reader-under-test';

const neatHand: Hand = { wobble: 0.05, size: 0.75, off: [0, 0], spread: 0.1, slant: 0 };
const ballpoint: Pen = {
  name: 'ballpoint',
  colour: [0.1, 0.15, 0.5],
  widthMillimetres: 0.45,
  strength: 0.95,
  grain: 0,
};

type Answers = Readonly<Record<string, readonly Choice[]>>;

/** Marks the page as its instruction asks, anything in any row, and says what. */
function markNeatly({ page, picture, dotsPerInch }: PrintedPage, dice: Dice): Answers {
  const mark = (strokes: ReturnType<typeof cross>) => draw(picture, strokes, { pen: ballpoint, dotsPerInch, dice });
  const answers = page.rows.map(({ item, kind }) => {
    const boxes = page.boxes.filter((box) => box.item === item);
    const chosen =
      kind === 'several' ? boxes.filter(() => dice.likely(0.4)) : dice.likely(0.85) ? [dice.pick(boxes)] : [];
    for (const box of chosen) mark(cross(box, neatHand, dice));
    const others = boxes.filter((box) => !chosen.includes(box));
    if (kind === 'one' && chosen.length === 1 && others.length > 0 && dice.likely(0.15))
      mark(filled(dice.pick(others), ballpoint.widthMillimetres, dice));
    return [item, chosen.map(({ choice }) => choice)] as const;
  });
  return Object.fromEntries(answers);
}

/** Prints the form, marks its pages, reads them from PNG at 200 dpi: what was marked and what was read, page by page. */
async function roundTrip(questionnaire: Questionnaire, paper: 'A4' | 'A5', seed: string) {
  const pages = await printedPages(questionnaire, { paper, sheets: 1, dotsPerInch: 200, seed: 1, isKept: false });
  const read = readerUnderTest(pages.slice(0, 1).map(({ layout }) => layout));
  const marked: unknown[] = [];
  const found: unknown[] = [];
  for (const printed of pages) {
    const { page, layout, serial } = printed;
    const answers = markNeatly(printed, throwDice(`${seed}/${page.page}`));
    const reading = await read(await toPng(printed.picture));
    marked.push({ tag: layout.tag, page: page.page, serial, answers });
    found.push(
      reading.status === 'refused'
        ? reading
        : {
            tag: reading.tag,
            page: reading.page,
            serial: reading.serial,
            answers: Object.fromEntries(
              reading.rows.map(({ item, choices, state }) => [item, state === 'doubtful' ? state : choices]),
            ),
          },
    );
  }
  return { marked, found };
}

describe('what is marked on a printed sheet', () => {
  const sheets = builtInLayouts().flatMap(({ form: id, version, paper }) => {
    const form = builtInQuestionnaire(id, version);
    return form ? [{ form, paper }] : [];
  });
  it.each(sheets)('of form $form.id on $paper is read back', { timeout: 60_000 }, async ({ form, paper }) => {
    const { marked, found } = await roundTrip(form, paper, `${form.id} ${paper}`);
    expect(marked.length).toBeGreaterThan(0);
    expect(found).toEqual(marked);
  });

  it('of any form is read back', { timeout: 120_000 }, async () => {
    let pages = 0;
    await fc.assert(
      fc.asyncProperty(randomQuestionnaire, fc.nat(), async (questionnaire, seed) => {
        const { marked, found } = await roundTrip(questionnaire, 'A4', `any ${seed}`);
        expect(found).toEqual(marked);
        pages += marked.length;
      }),
      { numRuns: 3, seed: 20_261_126 },
    );
    expect(pages).toBeGreaterThan(3);
  });
});
