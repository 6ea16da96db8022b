import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';

/**
 * What somebody outside can do with docs/formats/ballot-layout.md, docs/formats/scan.md and the command line alone: print ballots, mark
 * them where the layout says, scan them, and get back what they marked. Shares no code with the product or with test/paper-forge.
 */

interface Box {
  readonly item: string;
  readonly choice: number | string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Layout {
  readonly form: string;
  readonly version: number;
  readonly run: string;
  readonly pages: readonly {
    readonly page: number;
    readonly rows: readonly { readonly item: string; readonly kind: 'one' | 'several' }[];
    readonly boxes: readonly Box[];
  }[];
  readonly sheets: readonly { readonly serial: string | null; readonly pages: readonly number[] }[];
}
interface Entry {
  readonly file: string;
  readonly filePage: number | null;
  readonly status: string;
  readonly refusal?: { readonly type: string };
  readonly text?: string;
  readonly serial?: string | null;
  readonly page?: number;
  readonly form?: string;
  readonly version?: number;
  readonly run?: string;
  readonly warnings?: readonly string[];
  readonly rows?: readonly { readonly item: string; readonly choice: number | string; readonly state: string }[];
}
interface Report {
  readonly key: string;
  readonly checks: readonly string[];
  readonly sheets: readonly Entry[];
  readonly serials?: readonly string[];
}
interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const dotsPerInch = 200;
let folder: string;
/** Without a data folder both commands use the test key. */
const hailong = (...args: string[]) =>
  spawnSync(process.execPath, ['src/bin/hailong.mjs', ...args, `--data=${join(folder, 'none')}`], {
    encoding: 'utf8',
    timeout: 240_000,
    maxBuffer: 64 * 1024 * 1024,
  });
const scan = (...args: string[]): Report => JSON.parse(hailong('scan', '--json', ...args).stdout) as Report;

test.beforeAll(() => {
  mkdirSync('.cache/e2e', { recursive: true });
  folder = mkdtempSync(join(process.cwd(), '.cache/e2e/paper-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function renderPages(pdf: Uint8Array): Promise<Gray[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages: Gray[] = [];
  for (const page of document.pages()) {
    const { width, height, data } = await page.render({
      scale: dotsPerInch / 72,
      colorSpace: 'Gray',
      render: 'bitmap',
    });
    pages.push({ width, height, data: Uint8Array.from(data) });
  }
  library.destroy();
  return pages;
}

function blacken(page: Gray, x: number, y: number, reach: number): void {
  const scale = dotsPerInch / 25.4;
  for (let row = Math.round((y - reach) * scale); row <= Math.round((y + reach) * scale); row += 1)
    for (let column = Math.round((x - reach) * scale); column <= Math.round((x + reach) * scale); column += 1)
      page.data[row * page.width + column] = 40;
}

function drawCross(page: Gray, { x, y, width, height }: Box): void {
  for (let step = 0; step <= 60; step += 1) {
    const along = 0.2 + (0.6 * step) / 60;
    blacken(page, x + width * along, y + height * along, 0.12);
    blacken(page, x + width * along, y + height * (1 - along), 0.12);
  }
}

function fill(page: Gray, { x, y, width, height }: Box): void {
  for (let down = 0; down <= 1; down += 0.05)
    for (let over = 0; over <= 1; over += 0.05) blacken(page, x + width * over, y + height * down, 0.12);
}

interface Marked {
  readonly serial: string | null;
  readonly page: number;
  readonly rows: readonly { readonly item: string; readonly choice: number | string; readonly state: string }[];
  readonly picture: Gray;
}

/** Every page of every sheet, in the order of the PDF: the answer moves on by one from row to row, some are blank, some corrected. */
function markAll(layout: Layout, pages: readonly Gray[]): Marked[] {
  return layout.sheets.flatMap(({ serial, pages: numbers }, sheet) =>
    layout.pages.map(({ page, rows, boxes }, at): Marked => {
      const picture = pages[(numbers[at] ?? 0) - 1];
      if (!picture) throw new Error(`page ${numbers[at]} is not in the PDF`);
      const marked = rows.map(({ item, kind }, row) => {
        const own = boxes.filter((box) => box.item === item);
        const turn = row + sheet;
        if (turn % 7 === 6) return { item, choice: 'blank', state: 'blank' };
        const box = own[turn % own.length] as Box;
        drawCross(picture, box);
        const other = own[(turn + 1) % own.length] as Box;
        const isCorrected = kind === 'one' && other !== box && turn % 5 === 3;
        if (isCorrected) fill(picture, other);
        return { item, choice: box.choice, state: isCorrected ? 'corrected' : 'marked' };
      });
      return { serial, page, rows: marked, picture };
    }),
  );
}

const imageOf = ({ width, height, data }: Gray) => sharp(data, { raw: { width, height, channels: 1 } });

async function pdfOfJpegs(pictures: readonly Gray[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (const picture of pictures) {
    const image = await pdf.embedJpg(await imageOf(picture).jpeg({ quality: 80 }).toBuffer());
    const size = [(picture.width * 72) / dotsPerInch, (picture.height * 72) / dotsPerInch] as const;
    pdf.addPage([...size]).drawImage(image, { x: 0, y: 0, width: size[0], height: size[1] });
  }
  return pdf.save();
}

/** What must stand in the report for pages that were marked so. */
function expected(marked: readonly Marked[], { form, version, run }: Layout) {
  return marked.map(({ serial, page, rows }) => ({ status: 'read', serial, form, version, run, page, rows }));
}

function found(report: Report) {
  return report.sheets.map(({ status, serial, form, version, run, page, rows }) => ({
    status,
    serial,
    form,
    version,
    run,
    page,
    rows: rows?.map(({ item, choice, state }) => ({ item, choice, state })),
  }));
}

async function print(...args: string[]) {
  const [pdf, layoutFile] = [join(folder, 'ballots.pdf'), join(folder, 'layout.json')];
  const printed = hailong('ballots', '--out', pdf, '--layout', layoutFile, '--json', ...args);
  expect(printed.status, printed.stderr).toBe(0);
  const layout = JSON.parse(readFileSync(layoutFile, 'utf8')) as Layout;
  return {
    printed: JSON.parse(printed.stdout) as object,
    layout,
    layoutFile,
    pages: await renderPages(readFileSync(pdf)),
  };
}

test('ballots printed, marked by their layout and scanned come back as they were marked, in every format', async () => {
  test.setTimeout(300_000);
  const { printed, layout, layoutFile, pages } = await print('--form', 'A', '--count', '2');
  expect(printed).toMatchObject({ form: 'A', kind: 'numbered', count: 2, key: 'test' });
  const marked = markAll(layout, pages);
  const files: string[] = [];
  for (const [at, { picture }] of marked.entries()) {
    const file = join(folder, `page-${at + 1}.png`);
    await imageOf(picture).png().toFile(file);
    files.push(file);
  }
  const report = scan('--layout', layoutFile, ...files);
  expect(report).toMatchObject({ key: 'test' });
  expect(report.checks.length).toBeGreaterThan(0);
  expect(report.sheets.map(({ file, filePage }) => [file, filePage])).toEqual(files.map((file) => [file, 1]));
  expect(found(report)).toEqual(expected(marked, layout));

  const pdf = join(folder, 'scan.pdf');
  writeFileSync(pdf, await pdfOfJpegs(marked.map(({ picture }) => picture)));
  const tiff = join(folder, 'page-1.tif');
  await imageOf(marked[0]?.picture as Gray)
    .threshold(128)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toFile(tiff);
  // The layouts of the built-in forms are known without --layout.
  const fromPdf = scan(pdf);
  expect(fromPdf.sheets.map(({ filePage }) => filePage)).toEqual(marked.map((_, at) => at + 1));
  expect(found(fromPdf)).toEqual(expected(marked, layout));
  const fromTiff = scan(tiff);
  expect(found(fromTiff)).toEqual(expected(marked.slice(0, 1), layout));
  expect(fromTiff.sheets[0]?.warnings).toContain('bilevel');
});

test('the same page twice is refused the second time; another key is a forged check; copies are never duplicates', async () => {
  test.setTimeout(300_000);
  const { layout, pages } = await print('--form', 'C', '--count', '1', '--paper', 'A5');
  const [marked] = markAll(layout, pages);
  const file = join(folder, 'one.png');
  await imageOf(marked?.picture as Gray)
    .png()
    .toFile(file);
  const twice = scan(file, file);
  expect(twice.sheets.map(({ status, refusal }) => refusal?.type ?? status)).toEqual(['read', 'duplicate-serial']);
  const key = join(folder, 'other.key');
  writeFileSync(key, Buffer.alloc(32, 9));
  const forged = scan('--key', key, file);
  expect(forged.sheets[0]).toMatchObject({ status: 'refused', refusal: { type: 'forged-check' } });
  expect(forged.sheets[0]?.text).toMatch(/\p{L}/u);
  expect(forged.sheets[0]?.serial).toBeUndefined();

  const master = await print('--form', 'C', '--count', '1', '--copy-master', '--key', key);
  expect(master.printed).toMatchObject({ kind: 'copy-master', key: 'file' });
  const copies = markAll(master.layout, master.pages).map(({ picture }) => picture);
  const copy = join(folder, 'copies.pdf');
  writeFileSync(copy, await pdfOfJpegs([...copies, ...copies]));
  const counted = scan('--key', key, copy);
  expect(counted.sheets.every(({ status }) => status === 'read')).toBe(true);
  // With a key that counts, serials and answers never stand together.
  expect(counted.sheets.every((entry) => !('serial' in entry))).toBe(true);
});
