import { setImmediate } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import QRCode from 'qrcode';
import { assert } from '../kernel/result';
import { compilePdf, queryTypst } from '../platform/typst-compiler.server';
import { sheetText } from '../ui/text/ballot-sheet';
import { encodeSheetCode, formatSerial } from './sheet-code';
import { bold } from './sheet-drawing';
import { pagesOfPrint } from './printed-layout';
import type { PageLayout } from './sheet-layout';
import { papers } from './sheet-paper';
import type { TypesetSheet } from './sheet-typesetting-adapter.server';
import { measuringTemplate, signsTemplate } from './typst-sheet';

export interface SheetPile {
  readonly run: string;
  /** One sheet each, in the order of the pile; undefined prints a copy master, which has no serial. */
  readonly serials: readonly (string | undefined)[];
  readonly key: Uint8Array;
}

const pointsPerMillimetre = 72 / 25.4;
/** Then whoever else waits for this process has a turn. */
const sheetsAtOnce = 20;
/** Modules of QR version 2. */
const modules = 25;
const serialSigns = [`${sheetText.serial} `, ...'-0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

/**
 * The pile as one PDF: the typeset pages are kept once as forms, every page draws one of them, its code as one path of
 * rectangles and its serial out of ready signs. Made for printing on both sides. Same pile, same bytes.
 */
export async function printSheets({ layout, template }: TypesetSheet, pile: SheetPile): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(sheetText.title);
  pdf.setLanguage('vi');
  const pages = await pdf.embedPdf(
    template,
    layout.pages.map((_, index) => index),
  );
  const signs = await embedSigns(pdf, papers[layout.paper].letters.code);
  const resources = pdf.context.register(
    pdf.context.obj({
      XObject: Object.fromEntries([
        ...pages.map((page, index) => [`P${index + 1}`, page.ref] as const),
        ...signs.refs.map((ref, index) => [`S${index}`, ref] as const),
      ]),
    }),
  );
  const height = layout.height * pointsPerMillimetre;
  const size: [number, number] = [layout.width * pointsPerMillimetre, height];
  for (const [index, serial] of pile.serials.entries()) {
    if (index % sheetsAtOnce === 0) await setImmediate();
    for (const page of layout.pages) {
      const text = encodeSheetCode({ tag: layout.tag, run: pile.run, page: page.page, serial }, pile.key);
      const content = [
        `/P${page.page} Do`,
        drawCode(text, page, height),
        ...(serial === undefined ? [] : [drawSerial(serial, page, height, signs)]),
      ].join('\n');
      addPage(pdf, size, content, resources);
    }
    for (let page = layout.pages.length; page < pagesOfPrint(layout); page += 1) pdf.addPage(size);
  }
  return pdf.save({ addDefaultPage: false });
}

function addPage(pdf: PDFDocument, size: [number, number], content: string, resources: PDFRef): void {
  const page = pdf.addPage(size);
  // Node's own deflate: the library's takes a third of the whole time.
  const stream = pdf.context.stream(new Uint8Array(deflateSync(content)), { Filter: 'FlateDecode' });
  page.node.set(PDFName.of('Resources'), resources);
  page.node.set(PDFName.of('Contents'), pdf.context.register(stream));
}

/** All dark runs of the symbol in one path; y is turned so that modules count from the top left. */
function drawCode(text: string, { code }: PageLayout, pageHeight: number): string {
  const { modules: symbol } = QRCode.create([{ data: text, mode: 'alphanumeric' }], {
    version: 2,
    errorCorrectionLevel: 'Q',
  });
  assert(symbol.size === modules, 'the code does not fill version 2');
  const module = (code.width * pointsPerMillimetre) / modules;
  const runs: string[] = [];
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      const from = column;
      while (column < modules && symbol.get(row, column)) column += 1;
      if (column > from) runs.push(`${from} ${row} ${column - from} 1 re`);
    }
  }
  const left = code.x * pointsPerMillimetre;
  const top = pageHeight - code.y * pointsPerMillimetre;
  return `q 0 g ${fixed(module)} 0 0 ${fixed(-module)} ${fixed(left)} ${fixed(top)} cm ${runs.join(' ')} f Q`;
}

interface Signs {
  readonly refs: readonly PDFRef[];
  /** Advance of each sign in points. */
  readonly widths: readonly number[];
  readonly cellHeight: number;
}

/** Typst sets each sign once; pdf-lib could set text only in fonts that are not in the file. */
async function embedSigns(pdf: PDFDocument, size: number): Promise<Signs> {
  const texts = serialSigns.map((text) => ({ text: text.replace(' ', '\u00a0'), width: 100, style: bold(size) }));
  const sizes = queryTypst(measuringTemplate, { texts }, 'sizes') as readonly (readonly [number, number])[];
  const cell = { width: 3 * size, height: 1.5 * size };
  const set = compilePdf(signsTemplate, { ...cell, size, signs: texts.map(({ text }) => text) }, { standard: '1.7' });
  const pages = await pdf.embedPdf(
    set,
    serialSigns.map((_, index) => index),
  );
  return {
    refs: pages.map(({ ref }) => ref),
    widths: sizes.map(([width]) => width * pointsPerMillimetre),
    cellHeight: cell.height,
  };
}

/** In the middle of the first line below the code; a sign stands at the top left of its cell. */
function drawSerial(serial: string, { codeText }: PageLayout, pageHeight: number, signs: Signs): string {
  const row = [0, ...[...formatSerial(serial)].map((sign) => serialSigns.indexOf(sign))];
  const whole = row.reduce((sum, sign) => sum + (signs.widths[sign] ?? 0), 0);
  const bottom = pageHeight - codeText.y * pointsPerMillimetre - signs.cellHeight;
  let x = (codeText.x + codeText.width / 2) * pointsPerMillimetre - whole / 2;
  return row
    .map((sign) => {
      const drawn = `q 1 0 0 1 ${fixed(x)} ${fixed(bottom)} cm /S${sign} Do Q`;
      x += signs.widths[sign] ?? 0;
      return drawn;
    })
    .join('\n');
}

function fixed(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
