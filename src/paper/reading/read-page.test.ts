import { describe, expect, it } from 'vitest';
import { drawMark, drawPage, type Drawing } from '../../../test/paper/draw-sheet';
import { exampleLayout } from '../../../test/paper/example-layout';
import { seededChance } from '../../kernel/random';
import type { PageReading } from '../page-reading';
import { encodeSheetCode, layoutTag, readSheetCode } from '../sheet-code';
import { readCodes } from './code-reader-adapter.server';
import { readPage } from './read-page';

const key = new Uint8Array(32).fill(3);
const layout = exampleLayout();
const page = layout.pages[0]!;
const pen = { width: 0.45, darkness: 0.7 };

function sheet(seed: number, { dotsPerInch = 150, tag = layout.tag, signedWith = key } = {}): Drawing {
  const text = encodeSheetCode({ tag, run: 'ABCDE', page: 1, serial: '01234567' }, signedWith);
  return drawPage(layout, page, text, dotsPerInch, seededChance(seed));
}

function read(drawing: Drawing): Promise<PageReading> {
  const meaningOf = (text: string) => readSheetCode(text, key);
  return readPage(drawing, { isBilevel: false }, { layouts: [layout], readCodes, meaningOf });
}

function boxOf(item: string, choice: number) {
  return page.boxes.find((box) => box.item === item && box.choice === choice)!;
}

describe('a page that is read', () => {
  it('gives back every mark, of every shape, and nothing where nothing is', async () => {
    const chance = seededChance(5);
    const drawing = sheet(5);
    const shapes = ['cross', 'tick', 'dot', 'scribble', 'filled', 'slash'] as const;
    const wanted = page.rows.map(({ item }, at) => {
      if (at % 8 === 7) return { item, state: 'blank', choices: [] };
      const choice = chance(5) + 1;
      drawMark(drawing, boxOf(item, choice), shapes[at % shapes.length]!, pen, chance);
      return { item, state: 'marked', choices: [choice] };
    });
    const reading = await read(drawing);
    expect(reading).toMatchObject({ status: 'read', run: 'ABCDE', page: 1, serial: '01234567', dotsPerInch: 150 });
    expect(
      reading.status === 'read' && reading.rows.map(({ item, state, choices }) => ({ item, state, choices })),
    ).toEqual(wanted);
  });

  it('takes a cross beside a filled box as a correction, two crosses as doubtful', async () => {
    const chance = seededChance(6);
    const drawing = sheet(6);
    drawMark(drawing, boxOf('i1', 2), 'filled', pen, chance);
    drawMark(drawing, boxOf('i1', 4), 'cross', pen, chance);
    drawMark(drawing, boxOf('i2', 1), 'cross', pen, chance);
    drawMark(drawing, boxOf('i2', 5), 'cross', pen, chance);
    drawMark(drawing, boxOf('i3', 3), 'circle', pen, chance);
    const reading = await read(drawing);
    expect(reading.status === 'read' && reading.rows.slice(0, 3)).toMatchObject([
      { state: 'corrected', choices: [4] },
      { state: 'doubtful', choices: [] },
      { state: 'doubtful', choices: [] },
    ]);
  });
});

describe('a page of one row of two boxes', () => {
  const few = page.boxes.filter(({ item, choice }) => item === 'i1' && (choice === 1 || choice === 4));
  const pages = [{ ...page, rows: page.rows.slice(0, 1), boxes: few }];
  const short = { ...layout, pages, tag: layoutTag({ ...layout, pages }) };

  it('is read by light pencil though none of them is empty, so that no box tells the noise of the paper', async () => {
    const chance = seededChance(9);
    const code = { tag: short.tag, run: 'ABCDE', page: 1, serial: undefined };
    const drawing = drawPage(short, pages[0]!, encodeSheetCode(code, key), 150, chance);
    drawMark(drawing, boxOf('i1', 1), 'filled', { width: 0.4, darkness: 0.33 }, chance);
    drawMark(drawing, boxOf('i1', 4), 'slash', { width: 0.4, darkness: 0.3 }, chance);
    const noisy = { ...drawing, data: drawing.data.map((value) => value - chance(16)) };
    const meaningOf = (text: string) => readSheetCode(text, key);
    const reading = await readPage(noisy, { isBilevel: false }, { layouts: [short], readCodes, meaningOf });
    expect(reading).toMatchObject({ rows: [{ state: 'corrected', choices: [4] }] });
  });
});

describe('a page that is refused', () => {
  it('has a check made with another key, or the code of another form', async () => {
    expect(await read(sheet(7, { signedWith: new Uint8Array(32) }))).toEqual({
      status: 'refused',
      refusal: { type: 'forged-check' },
    });
    expect(await read(sheet(7, { tag: 'ZZZZ' }))).toEqual({
      status: 'refused',
      refusal: { type: 'wrong-form', tag: 'ZZZZ' },
    });
  });

  it('has no code', async () => {
    const drawing = sheet(8);
    const scale = drawing.pixelsPerMillimetre;
    for (let row = 0; row < 40 * scale; row += 1)
      drawing.data.fill(
        250,
        Math.floor(row) * drawing.width + Math.round(160 * scale),
        Math.floor(row) * drawing.width + Math.round(194 * scale),
      );
    expect(await read(drawing)).toEqual({ status: 'refused', refusal: { type: 'no-code' } });
  });
});
