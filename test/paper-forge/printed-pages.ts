import { mkdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { sha256Hex } from '../../src/kernel/bytes';
import { seededChance } from '../../src/kernel/random';
import { assert } from '../../src/kernel/result';
import type { Paper } from '../../src/paper/sheet-paper';
import { testSheetKey } from '../../src/paper/sheet-key-adapter.server';
import { printSheets } from '../../src/paper/sheet-printing-adapter.server';
import { drawSerials } from '../../src/paper/sheet-serials';
import { typesetSheet } from '../../src/paper/sheet-typesetting-adapter.server';
import type { Questionnaire } from '../../src/survey/questionnaire';
import { builtInQuestionnaires } from '../../src/survey/built-in-questionnaires';
import type { PrintedPage } from './forge-page';
import type { Picture } from './picture';

export const forgeRun = 'F0RGE';

/** Every page of `sheets` sheets of the form, as the printer gets them, in gray. */
export async function printedPages(
  questionnaire: Questionnaire,
  { paper, sheets, dotsPerInch, seed }: { paper: Paper; sheets: number; dotsPerInch: number; seed: number },
): Promise<PrintedPage[]> {
  const typeset = typesetSheet({ questionnaire }, { paper, marks: { run: forgeRun, kind: 'numbered' } });
  if (!typeset.ok) return [];
  const { layout } = typeset.value;
  const serials = drawSerials(sheets, seededChance(seed));
  const pdf = await printSheets(typeset.value, { run: forgeRun, serials, key: testSheetKey.bytes });
  const pictures = await renderedPages(pdf, dotsPerInch);
  const printed = pictures.map((picture, at): PrintedPage => {
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
      pages.push(...(await printedPages(questionnaire, { paper, sheets, dotsPerInch, seed: pages.length + 1 })));
  return pages;
}

/** PDFium takes a third of a second a page: kept by content in the project's cache. */
async function renderedPages(pdf: Uint8Array, dotsPerInch: number): Promise<Picture[]> {
  const folder = join('.cache', 'paper-forge');
  mkdirSync(folder, { recursive: true });
  const name = sha256Hex(pdf).slice(0, 32);
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pictures: Picture[] = [];
  for (const page of document.pages()) {
    const file = join(folder, `${name}-${page.number}-${dotsPerInch}.png`);
    const kept = await readFile(file).catch(() => undefined);
    if (kept) {
      const { data, info } = await sharp(kept).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
      pictures.push({ width: info.width, height: info.height, planes: [new Uint8ClampedArray(data)] });
      continue;
    }
    const { width, height, data } = await page.render({
      scale: dotsPerInch / 72,
      colorSpace: 'Gray',
      render: 'bitmap',
    });
    const png = await sharp(data, { raw: { width, height, channels: 1 } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    // Two workers may render the same page: whole files only.
    await writeFile(`${file}.${process.pid}`, png);
    await rename(`${file}.${process.pid}`, file);
    pictures.push({ width, height, planes: [new Uint8ClampedArray(data)] });
  }
  document.destroy();
  library.destroy();
  return pictures;
}
