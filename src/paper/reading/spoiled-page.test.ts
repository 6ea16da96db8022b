import { describe, expect, it } from 'vitest';
import { drawMark, drawPage, type Drawing } from '../../../test/paper/draw-sheet';
import { exampleLayout } from '../../../test/paper/example-layout';
import { coffee, develop, disc, fold, lookAt, type Random, specks, streak } from '../../../test/paper/spoil-picture';
import { type Chance, seededChance } from '../../kernel/random';
import type { GrayImage, PageReading } from '../page-reading';
import { encodeSheetCode, readSheetCode } from '../sheet-code';
import { readCodes } from './code-reader-adapter.server';
import { fitHomography, type Point } from './homography';
import { readPage } from './read-page';

const key = new Uint8Array(32).fill(3);
const layout = exampleLayout({ rows: 14 });
const page = layout.pages[0]!;
const pen = { width: 0.45, darkness: 0.65 };

/** A sheet with a cross in every row; the choice of row r is (r mod 5) + 1. */
function marked(chance: Chance, serial = '01234567'): Drawing {
  const text = encodeSheetCode({ tag: layout.tag, run: 'ABCDE', page: 1, serial }, key);
  const drawing = drawPage(layout, page, text, 200, chance);
  page.rows.forEach(({ item }, at) => {
    const box = page.boxes.find((one) => one.item === item && one.choice === (at % 5) + 1)!;
    drawMark(drawing, box, 'cross', pen, chance);
  });
  return drawing;
}

function read(picture: GrayImage): Promise<PageReading> {
  const meaningOf = (text: string) => readSheetCode(text, key);
  return readPage(picture, { isBilevel: false }, { layouts: [layout], readCodes, meaningOf });
}

/** Every row as marked, or doubtful: never another answer. How many are doubtful. */
function doubtfulRows(reading: PageReading): number {
  if (reading.status !== 'read') throw new Error(`refused: ${JSON.stringify(reading.refusal)}`);
  const wrong = reading.rows.filter(({ state, choices }, at) => state !== 'doubtful' && choices[0] !== (at % 5) + 1);
  expect(wrong).toEqual([]);
  return reading.rows.filter(({ state }) => state === 'doubtful').length;
}

const sheetCorners: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 210, y: 0 },
  { x: 210, y: 297 },
  { x: 0, y: 297 },
];

/** A camera above a desk: the sheet's corners at `corners` of a picture 1500 × 2000. */
function photograph(drawing: Drawing, corners: readonly Point[], random: Random, bend = 0): GrayImage {
  const toPage = fitHomography(corners.map((from, at) => ({ from, to: sheetCorners[at]! })))!;
  const curl = ({ y }: Point): Point => ({ x: 0, y: bend * Math.sin((y / 297) * Math.PI) });
  const seen = lookAt(drawing, {
    width: 1500,
    height: 2000,
    toPage,
    curl,
    around: (x, y) => 70 + 20 * Math.sin(x / 40 + y / 90),
  });
  const light = (x: number, y: number): number => 0.9 - 0.35 * (x / 1500) - 0.1 * (y / 2000);
  return develop(seen, { blur: 0.8, noise: 3, random, tone: (value, x, y) => value * light(x, y) });
}

const random =
  (chance: Chance): Random =>
  (from, to) =>
    from + ((to - from) * chance(10_001)) / 10_000;

describe('a page as it comes from the scanner', { timeout: 60_000 }, () => {
  it('is read upside down, on its side, and with a square punched away', async () => {
    const drawing = marked(seededChance(1));
    disc(drawing, { x: 11, y: 286 }, 4, 250);
    const turned: GrayImage = { ...drawing, data: Uint8Array.from(drawing.data).reverse() };
    expect(doubtfulRows(await read(turned))).toBe(0);
    const { width, height, data } = drawing;
    const side = Uint8Array.from(
      { length: data.length },
      (_, at) => data[(height - 1 - (at % height)) * width + Math.floor(at / height)]!,
    );
    expect(doubtfulRows(await read({ width: height, height: width, data: side }))).toBe(0);
  });

  it('never takes a streak, a fold, a stain or specks for a mark', async () => {
    const chance = seededChance(2);
    const drawing = marked(chance);
    fold(drawing, { x: 0, y: 100 }, { x: 210, y: 108 }, 0.5);
    coffee(drawing, { x: 150, y: 140 }, 18, 0.25);
    specks(drawing, 60, random(chance));
    expect(doubtfulRows(await read(drawing))).toBeLessThan(page.rows.length / 2);
    // Through a box of every row: every row may be doubtful, none wrong.
    streak(drawing, (page.boxes[2]!.x + 1.5) * drawing.pixelsPerMillimetre, 2, 0.7);
    doubtfulRows(await read(drawing));
    const blank = drawPage(
      layout,
      page,
      encodeSheetCode({ tag: layout.tag, run: 'ABCDE', page: 1, serial: undefined }, key),
      200,
      chance,
    );
    streak(blank, (page.boxes[2]!.x + 1.5) * blank.pixelsPerMillimetre, 2, 0.7);
    const nothing = await read(blank);
    expect(nothing.status === 'read' && nothing.rows.filter(({ choices }) => choices.length > 0)).toEqual([]);
  });
});

describe('a page whose marks to find it by are spoiled', { timeout: 60_000 }, () => {
  const scale = 200 / 25.4;

  it('is read with a streak and a blot over finders of its code, where the squares say that the code is', async () => {
    for (const share of [0.02, 0.14, 0.86]) {
      const drawing = marked(seededChance(7));
      // Down to the code's end: further down it would go through boxes.
      const head = { ...drawing, height: Math.round(40 * scale) };
      streak(head, (page.code.x + share * page.code.width) * scale, 5, 0.95);
      expect(doubtfulRows(await read(drawing))).toBe(0);
    }
    const drawing = marked(seededChance(8));
    disc(drawing, { x: page.code.x + 3, y: page.code.y + 3 }, 2.4, 30);
    expect(doubtfulRows(await read(drawing))).toBe(0);
  });

  it('is refused where more of its code is gone than the code itself can mend, or another office made it', async () => {
    const drawing = marked(seededChance(9));
    disc(drawing, { x: page.code.x + 13, y: page.code.y + 13 }, 8, 30);
    expect(await read(drawing)).toEqual({ status: 'refused', refusal: { type: 'no-code' } });
    const foreign = marked(seededChance(10));
    streak(foreign, (page.code.x + 3) * scale, 5, 0.95);
    const meaningOf = (text: string) => readSheetCode(text, new Uint8Array(32));
    expect(await readPage(foreign, { isBilevel: false }, { layouts: [layout], readCodes, meaningOf })).toEqual({
      status: 'refused',
      refusal: { type: 'forged-check' },
    });
  });

  const cutOff = (corners: readonly number[], chance: Chance, change = (drawing: GrayImage) => drawing) => {
    const drawing = marked(chance);
    for (const at of corners) {
      const { x, y } = page.anchors[at]!;
      disc(drawing, { x: x + 3, y: y + 3 }, 5, 250);
    }
    return read(change(drawing));
  };

  it('is read by any two squares and its code, not by one', async () => {
    for (const corners of [
      [0, 1],
      [1, 3],
      [1, 2],
    ])
      expect(doubtfulRows(await cutOff(corners, seededChance(11)))).toBe(0);
    expect(await cutOff([0, 1, 2], seededChance(12))).toMatchObject({ refusal: { type: 'not-registered' } });
  });

  it('is not read by two squares where it lies at a slant: the code is not where they say', async () => {
    const chance = seededChance(13);
    const slanted = [
      { x: 150, y: 160 },
      { x: 1380, y: 110 },
      { x: 1420, y: 1900 },
      { x: 90, y: 1840 },
    ];
    const picture = (drawing: GrayImage) => photograph(drawing as Drawing, slanted, random(chance));
    expect(await cutOff([0, 3], chance, picture)).toMatchObject({ refusal: { type: 'not-registered' } });
  });
});

describe('a photograph of a page', { timeout: 60_000 }, () => {
  const slanted = [
    { x: 150, y: 160 },
    { x: 1380, y: 110 },
    { x: 1420, y: 1900 },
    { x: 90, y: 1840 },
  ];

  it('is read at a slant, in uneven light, curled by three millimetres', async () => {
    const chance = seededChance(3);
    const picture = photograph(marked(chance), slanted, random(chance), 3);
    expect(doubtfulRows(await read(picture))).toBeLessThan(3);
  });

  it('is refused where two codes can be read, and read with a part of another sheet', async () => {
    const chance = seededChance(4);
    const left = [
      { x: 20, y: 300 },
      { x: 720, y: 300 },
      { x: 720, y: 1300 },
      { x: 20, y: 1300 },
    ];
    const one = photograph(marked(chance), left, random(chance));
    const other = photograph(
      marked(chance, '89ABCDEF'),
      left.map(({ x, y }) => ({ x: x + 740, y })),
      random(chance),
    );
    const both = { ...one, data: one.data.map((value, at) => (at % 1500 < 740 ? value : other.data[at]!)) };
    expect(await read(both)).toEqual({ status: 'refused', refusal: { type: 'two-codes' } });
    const part = photograph(
      marked(chance, '89ABCDEF'),
      left.map(({ x, y }) => ({ x: x + 1380, y: y + 300 })),
      random(chance),
    );
    const sheet = photograph(
      marked(chance),
      slanted.map(({ x, y }) => ({ x: x - 80, y })),
      random(chance),
    );
    const beside = { ...sheet, data: sheet.data.map((value, at) => (at % 1500 < 1400 ? value : part.data[at]!)) };
    expect(doubtfulRows(await read(beside))).toBeLessThan(3);
  });
});
