import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { buildSync } from 'esbuild';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleLayout } from '../../../test/paper/example-layout';
import { seededChance } from '../../kernel/random';
import type { GrayImage, PageReading, FileRefusal } from '../page-reading';
import { pictureLimits } from './picture-limits';
import { openScanPool } from './scan-pool-adapter.server';
import { encode } from './scan-worker-adapter.server';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scans-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Outcome = FileRefusal | PageReading;

/** What becomes of a file of these bytes: its refusal, or the readings of its pages. */
async function outcomesOf(bytes: Uint8Array): Promise<Outcome[]> {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const pool = openScanPool({ threads: 0 });
  const pages: Outcome[] = [];
  const job = { path, layouts: [exampleLayout()], key: new Uint8Array(32), keepPictures: false };
  const opened = await pool.readPages(job, { onPage: (index, { reading }) => void (pages[index] = reading) });
  return opened.ok ? pages : [opened.error];
}

const refused = (refusal: object) => [{ status: 'refused', refusal }];

/** Fur, eyes and whiskers: dark and bright patches of all sizes, no sheet. */
function cat(width: number, height: number): GrayImage {
  const chance = seededChance(9);
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) {
    const x = at % width;
    const y = Math.floor(at / width);
    data[at] = 128 + 60 * Math.sin(x / 40 + Math.sin(y / 25)) + 40 * Math.sin((x + 2 * y) / 9) + chance(25) - 12;
  }
  for (let spot = 0; spot < 60; spot += 1) {
    const [left, top, size] = [chance(width - 40), chance(height - 40), 6 + chance(30)];
    for (let row = top; row < top + size; row += 1) data.fill(15, row * width + left, row * width + left + size);
  }
  return { width, height, data };
}

async function pdfWith(pages: number, picture?: { readonly jpeg: Uint8Array }): Promise<PDFDocument> {
  const pdf = await PDFDocument.create();
  const embedded = picture && (await pdf.embedJpg(picture.jpeg));
  for (let at = 0; at < pages; at += 1) {
    const page = pdf.addPage([595, 842]);
    if (embedded) page.drawImage(embedded, { x: 0, y: 0, width: 595, height: 842 });
  }
  return pdf;
}

/** The head of a picture that says it is 30,000 × 30,000. */
function hugePng(): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from('00007530000075300100000000', 'hex');
  const rows = deflateSync(Buffer.alloc(30_000 * 3751));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

describe('a file that is no scan', { timeout: 60_000 }, () => {
  it('of another kind, empty or cut short is refused as a whole', async () => {
    expect(await outcomesOf(Buffer.from('Kính gửi Ủy ban nhân dân xã'))).toEqual([{ type: 'file-not-a-picture' }]);
    expect(await outcomesOf(Buffer.alloc(0))).toEqual([{ type: 'file-not-a-picture' }]);
    const pdf = await (await pdfWith(2)).save();
    expect(await outcomesOf(pdf.subarray(0, 200))).toEqual([{ type: 'file-damaged' }]);
    expect(await outcomesOf(Buffer.from('49492a0008000000ffff', 'hex'))).toEqual([{ type: 'file-damaged' }]);
  });

  it('of 600 pages, or with a password, is refused as a whole', async () => {
    const long = await (await pdfWith(600)).save();
    expect(await outcomesOf(long)).toEqual([{ type: 'too-many-pages', pages: 600, maximum: pictureLimits.pages }]);
    const encrypted = readFileSync(join(import.meta.dirname, '../../../test/fixtures/scans/encrypted.pdf'));
    expect(await outcomesOf(encrypted)).toEqual([{ type: 'file-encrypted' }]);
  });
});

describe('a picture that is no sheet', { timeout: 60_000 }, () => {
  it('of a cat has no code, of nothing is blank, cut short is damaged', async () => {
    const jpeg = encode(cat(1200, 1600));
    expect(await outcomesOf(jpeg)).toEqual(refused({ type: 'no-code' }));
    expect(await outcomesOf(jpeg.subarray(0, jpeg.length / 2))).toEqual(refused({ type: 'picture-damaged' }));
    const paper = encode({ width: 1240, height: 1754, data: new Uint8Array(1240 * 1754).fill(246) });
    expect(await outcomesOf(paper)).toEqual(refused({ type: 'blank-page' }));
    expect(await outcomesOf(await (await pdfWith(1, { jpeg })).save())).toEqual(refused({ type: 'no-code' }));
  });

  it('of a hundred million pixels is not unpacked', async () => {
    const jpeg = Buffer.from(encode(cat(64, 64)));
    const frame = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
    jpeg.writeUInt16BE(10_000, frame + 5);
    jpeg.writeUInt16BE(10_000, frame + 7);
    const tooLarge = { type: 'picture-too-large', megapixels: 100, maximum: pictureLimits.megapixels };
    expect(await outcomesOf(jpeg)).toEqual(refused(tooLarge));
    expect(await outcomesOf(hugePng())).toEqual(refused({ ...tooLarge, megapixels: 900 }));
  });

  it('in TIFF of several pages is refused page by page', async () => {
    const { width, height, data } = cat(600, 800);
    const page = await sharp(Buffer.from(data), { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer();
    const tiff = await sharp([page, page], { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const outcomes = await outcomesOf(tiff);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.every((one) => 'refusal' in one && one.refusal.type === 'no-code')).toBe(true);
  });
});

describe('a PDF that lies', { timeout: 60_000 }, () => {
  it('about the size of its picture is refused, not believed', async () => {
    const gray = await pdfWith(1);
    const page = gray.getPage(0);
    const stream = gray.context.flateStream(new Uint8Array(5000), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 90_000,
      Height: 90_000,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
    });
    page.node.set(PDFName.of('Resources'), gray.context.obj({ XObject: { I: gray.context.register(stream) } }));
    page.node.set(
      PDFName.of('Contents'),
      gray.context.register(gray.context.flateStream('q 595 0 0 842 0 0 cm /I Do Q')),
    );
    const outcome = await outcomesOf(await gray.save());
    expect(outcome).toEqual(
      refused({ type: 'picture-too-large', megapixels: 8100, maximum: pictureLimits.megapixels }),
    );
  });

  it('and would fill the memory with its objects is not unpacked', async () => {
    const packed = deflateSync(Buffer.alloc(pictureLimits.unpackedBytes + 1));
    const bomb = Buffer.concat([
      Buffer.from(`%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>stream\n`),
      packed,
      Buffer.from('\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
    ]);
    expect(await outcomesOf(bomb)).toEqual([{ type: 'file-unpacks-too-large' }]);
    const hidden = Buffer.from(bomb.toString('latin1').replace('/ObjStm', '/Obj#53tm'), 'latin1');
    expect(await outcomesOf(hidden)).toEqual([{ type: 'file-unpacks-too-large' }]);
  });
});

describe('the memory', { timeout: 120_000 }, () => {
  it('of a process that reads the largest pictures and meets bombs stays below what docs/formats/scan.md states', async () => {
    const side = 7900;
    const large = { width: side, height: side, data: new Uint8Array(side * side).fill(200) };
    const raw = { raw: { width: side, height: side, channels: 1 as const } };
    const files = {
      'large.jpg': encode(large),
      'large.png': await sharp(Buffer.from(large.data.buffer), raw).png({ compressionLevel: 1 }).toBuffer(),
      'bomb.png': hugePng(),
      'large.pdf': await (await pdfWith(2, { jpeg: encode(large) })).save(),
    };
    const paths = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    // The sources run nowhere but here: bundled as the build does it.
    const program = join(import.meta.dirname, '../../../.cache/memory-of-scans.mjs');
    buildSync({
      stdin: { contents: memoryProgram, resolveDir: import.meta.dirname, loader: 'ts' },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    const kilobytes = Number(execFileSync(process.execPath, ['--max-old-space-size=256', program, ...paths]));
    expect(kilobytes / 1024).toBeGreaterThan(64);
    expect(kilobytes / 1024).toBeLessThan(statedMegabytes);
  });
});

/** docs/formats/scan.md: of one thread; files are small here. */
const statedMegabytes = 700;
const memoryProgram = `
  import { openScanPool } from './scan-pool-adapter.server';
  const pool = openScanPool({ threads: 0 });
  for (const path of process.argv.slice(2))
    await pool.readPages({ path, layouts: [], key: new Uint8Array(32), keepPictures: true }, { count: 1, onPage: () => undefined });
  console.log(process.resourceUsage().maxRSS);
`;
