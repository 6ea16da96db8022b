import { describe, expect, it } from 'vitest';
import { pdfPictures, type GrayPicture, qrCodesIn } from '../../test/documents/pdf-picture';
import { seededChance } from '../kernel/random';
import { questionnaireA, questionnaireC } from '../survey/built-in-questionnaires';
import { readSheetCode } from './sheet-code';
import type { Rectangle, SheetLayout } from './sheet-layout';
import { printSheets } from './sheet-printing-adapter.server';
import { drawSerials } from './sheet-serials';
import { typesetSheet } from './sheet-typesetting-adapter.server';

const dotsPerInch = 300;

/** PDFium makes a picture of whole points: the scale is that of the picture, a two-thousandth off. */
interface Scan {
  readonly picture: GrayPicture;
  /** Pixels to a millimetre. */
  readonly across: number;
  readonly down: number;
}

const key = Buffer.alloc(32, 7);

/** Ink along a short line through the picture, one sample a pixel: its amount and its middle in millimetres. */
function inkAlong(
  { picture, across, down }: Scan,
  along: 'x' | 'y',
  from: number,
  to: number,
  other: number,
): { readonly amount: number; readonly middle: number } {
  const [scale, otherScale] = along === 'x' ? [across, down] : [down, across];
  const fixed = Math.floor(other * otherScale);
  let [ink, moment] = [0, 0];
  for (let at = Math.floor(from * scale); at < to * scale; at += 1) {
    const index = along === 'x' ? fixed * picture.width + at : at * picture.width + fixed;
    const dark = (255 - (picture.data[index] ?? 255)) / 255;
    ink += dark;
    moment += dark * (at + 0.5);
  }
  return { amount: ink / scale, middle: moment / ink / scale };
}

/** How far the four lines of an outline are from where the layout says, at most, in millimetres; 1 = no line there. */
function outlineError(scan: Scan, { x, y, width, height }: Rectangle): number {
  const at = (along: 'x' | 'y', expected: number, other: number) =>
    Math.abs(inkAlong(scan, along, expected - 0.6, expected + 0.6, other).middle - expected);
  const lines = [
    at('x', x, y + height * 0.4),
    at('x', x + width, y + height * 0.4),
    at('y', y, x + width * 0.4),
    at('y', y + height, x + width * 0.4),
  ];
  return Math.max(...lines.map((error) => (Number.isNaN(error) ? 1 : error)));
}

/** Middle and size of a solid square against the layout, in millimetres. */
function squareError(scan: Scan, { x, y, width, height }: Rectangle): number {
  const row = inkAlong(scan, 'x', x - 2, x + width + 2, y + height / 2);
  const column = inkAlong(scan, 'y', y - 2, y + height + 2, x + width / 2);
  const errors = [
    row.middle - x - width / 2,
    column.middle - y - height / 2,
    row.amount - width,
    column.amount - height,
  ];
  return Math.max(...errors.map(Math.abs));
}

async function print(input: Parameters<typeof typesetSheet>[0], paper: 'A4' | 'A5') {
  const typeset = typesetSheet(input, { paper, marks: { run: 'A0B1C', kind: 'numbered' } });
  if (!typeset.ok) throw new Error(typeset.error.type);
  const serials = drawSerials(1, seededChance(3));
  const pdf = await printSheets(typeset.value, { run: 'A0B1C', serials, key });
  return { layout: typeset.value.layout, serials, pictures: await pdfPictures(pdf, dotsPerInch) };
}

function checkPicture(picture: GrayPicture, layout: SheetLayout, index: number): void {
  const page = layout.pages[index]!;
  const scan = { picture, across: picture.width / layout.width, down: picture.height / layout.height };
  const errors = [...page.boxes, ...page.frames].map((place) => outlineError(scan, place));
  expect(Math.max(...errors)).toBeLessThan(0.05);
  expect(Math.max(...page.anchors.map((anchor) => squareError(scan, anchor)))).toBeLessThan(0.05);
}

describe('a printed page', () => {
  it('has every box, frame and square within 0.05 mm of where the layout says', async () => {
    for (const [questionnaire, paper] of [
      [questionnaireA, 'A4'],
      [questionnaireC, 'A5'],
    ] as const) {
      const { layout, pictures } = await print({ questionnaire, unitName: 'UBND phường Hương Trà' }, paper);
      expect(pictures).toHaveLength(layout.pages.length);
      pictures.forEach((picture, index) => checkPicture(picture, layout, index % layout.pages.length));
    }
  }, 30_000);

  it('carries one QR code that reads as its run, form, page and serial, where the layout says', async () => {
    const { layout, serials, pictures } = await print({ questionnaire: questionnaireC }, 'A5');
    for (const [index, picture] of pictures.entries()) {
      const [code, ...more] = await qrCodesIn(picture);
      expect(more).toEqual([]);
      const pages = layout.pages.length;
      const serial = serials[Math.floor(index / pages)];
      expect(readSheetCode(code!.text, key)).toEqual({
        code: { tag: layout.tag, run: 'A0B1C', page: (index % pages) + 1, serial },
        genuine: true,
      });
      const place = layout.pages[index % pages]!.code;
      expect(Math.abs(code!.position.topLeft.x - (place.x * dotsPerInch) / 25.4)).toBeLessThan(4);
      expect(Math.abs(code!.position.bottomRight.y - ((place.y + place.height) * dotsPerInch) / 25.4)).toBeLessThan(4);
    }
  }, 30_000);
});
