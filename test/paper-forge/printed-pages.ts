import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { sha256Hex } from '../../src/kernel/bytes';
import { seededChance } from '../../src/kernel/random';
import { assert } from '../../src/kernel/result';
import type { Paper } from '../../src/paper/sheet-paper';
import { testSheetKey } from '../../src/paper/sheet-key-adapter.server';
import { pagesOfPrint } from '../../src/paper/printed-layout';
import { printSheets } from '../../src/paper/sheet-printing-adapter.server';
import { drawSerials } from '../../src/paper/sheet-serials';
import { typesetSheet } from '../../src/paper/sheet-typesetting-adapter.server';
import type { Questionnaire } from '../../src/survey/questionnaire';
import { builtInQuestionnaires } from '../../src/survey/built-in-questionnaires';
import { toPng } from './encode-picture';
import type { PrintedPage } from './forge-page';
import type { Picture } from './picture';

export const forgeRun = 'F0RGE';

interface Printing {
  readonly paper: Paper;
  readonly sheets: number;
  readonly dotsPerInch: number;
  /** Of the serials. */
  readonly seed: number;
  /** PDFium takes a third of a second a page: `true` keeps the pictures by content in the project's cache. */
  readonly isKept: boolean;
}

/** Every page of `sheets` sheets of the form, as the printer gets them, in gray. */
export async function printedPages(
  questionnaire: Questionnaire,
  { paper, sheets, dotsPerInch, seed, isKept }: Printing,
): Promise<PrintedPage[]> {
  const typeset = typesetSheet({ questionnaire }, { paper, marks: { run: forgeRun, kind: 'numbered' } });
  if (!typeset.ok) return [];
  const { layout } = typeset.value;
  const serials = drawSerials(sheets, seededChance(seed));
  const pdf = await printSheets(typeset.value, { run: forgeRun, serials, key: testSheetKey.bytes });
  const pictures = await (isKept ? keptPages : renderedPages)(pdf, dotsPerInch);
  const withSheet = pictures.filter((_, at) => at % pagesOfPrint(layout) < layout.pages.length);
  const printed = withSheet.map((picture, at): PrintedPage => {
    const page = layout.pages[at % layout.pages.length];
    const serial = serials[Math.floor(at / layout.pages.length)];
    assert(page !== undefined, 'a page of the layout');
    return { layout, page, serial, picture, dotsPerInch };
  });
  return printed.map((one, at) => ({ ...one, back: printed[at + 1]?.picture ?? one.picture }));
}

/** Of all built-in forms, on every paper that they fit. */
export async function builtInPages(sheets: number, dotsPerInch: number): Promise<PrintedPage[]> {
  const pages: PrintedPage[] = [];
  for (const questionnaire of builtInQuestionnaires)
    for (const paper of ['A4', 'A5'] as const)
      pages.push(
        ...(await printedPages(questionnaire, { paper, sheets, dotsPerInch, seed: pages.length + 1, isKept: true })),
      );
  return pages;
}

async function renderedPages(pdf: Uint8Array, dotsPerInch: number): Promise<Picture[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pictures: Picture[] = [];
  for (const page of document.pages()) {
    const { width, height, data } = await page.render({
      scale: dotsPerInch / 72,
      colorSpace: 'Gray',
      render: 'bitmap',
    });
    pictures.push({ width, height, planes: [new Uint8ClampedArray(data)] });
  }
  document.destroy();
  library.destroy();
  return pictures;
}

async function keptPages(pdf: Uint8Array, dotsPerInch: number): Promise<Picture[]> {
  const folder = join('.cache', 'paper-forge', `${sha256Hex(pdf).slice(0, 32)}-${dotsPerInch}`);
  const files = await readdir(folder).catch(() => []);
  if (files.length > 0) return Promise.all(files.sort().map((file) => readPng(join(folder, file))));
  const pictures = await renderedPages(pdf, dotsPerInch);
  // Two workers may render the same pages: the folder comes to its name as a whole, and the later one finds it taken.
  const draft = `${folder}.${process.pid}.${threadId}`;
  await mkdir(draft, { recursive: true });
  for (const [at, picture] of pictures.entries())
    await writeFile(join(draft, `${String(at).padStart(4, '0')}.png`), await toPng(picture));
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  return pictures;
}

async function readPng(file: string): Promise<Picture> {
  const { data, info } = await sharp(file).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, planes: [new Uint8ClampedArray(data)] };
}
