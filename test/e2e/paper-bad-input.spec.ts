import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { bombPng, encryptedPdf, noise, pdfOf } from './bad-files';

/**
 * What `hailong scan` does with what is no ballot, or tries to break it: it names each file, says what to do, reads nothing, and
 * stays within its memory. The bound: 64 million gray pixels, the file, and the engines, for each of two threads.
 */
const mostMegabytes = 900;

let folder: string;
test.beforeAll(() => {
  mkdirSync('.cache/e2e', { recursive: true });
  folder = mkdtempSync(join(process.cwd(), '.cache/e2e/bad-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly megabytes: number;
  readonly sheets: readonly {
    readonly file: string;
    readonly filePage: number | null;
    readonly status: string;
    readonly refusal?: { readonly type: string };
    readonly text?: string;
  }[];
}

/** Peak memory from /proc while the command runs. */
async function scan(...files: string[]): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    ['src/bin/hailong.mjs', 'scan', ...files, '--json', '--threads', '2', `--data=${join(folder, 'none')}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid));
  }, 20);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(watch);
  const { sheets } = JSON.parse(output) as Pick<Outcome, 'sheets'>;
  return { code, megabytes, sheets };
}

function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function write(name: string, bytes: Uint8Array | string): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** An object stream that says it is small and unpacks to 300 MB of blanks. */
async function bombPdf(): Promise<Buffer> {
  const packed = deflateSync(Buffer.alloc(300 * 1024 * 1024, 0x20));
  const plain = Buffer.from(await pdfOf(1)).toString('latin1');
  const stream = `\n99 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`;
  const at = plain.indexOf('\n') + 1;
  return Buffer.concat([
    Buffer.from(plain.slice(0, at), 'latin1'),
    Buffer.from(stream, 'latin1'),
    packed,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
    Buffer.from(plain.slice(at), 'latin1'),
  ]);
}

test('files that are no ballots are each refused by name, with what to do, and nothing of them is read', async () => {
  test.setTimeout(300_000);
  const jpeg = await noise(1654, 2339).jpeg().toBuffer();
  const whole = await pdfOf(2);
  const cases: readonly (readonly [string, Uint8Array | string, readonly string[]])[] = [
    ['cat.jpg', await noise(2000, 1500).blur(3).jpeg().toBuffer(), ['no-code', 'too-blurred']],
    [
      'white.png',
      await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
      ['blank-page', 'no-code'],
    ],
    [
      'black.png',
      await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#000' } })
        .png()
        .toBuffer(),
      ['blank-page', 'no-code'],
    ],
    ['tiny.png', await noise(3, 2).png().toBuffer(), ['no-code', 'too-coarse', 'blank-page', 'picture-damaged']],
    ['half.jpg', jpeg.subarray(0, jpeg.length / 2), ['picture-damaged', 'no-code', 'blank-page']],
    ['head.jpg', jpeg.subarray(0, 60), ['picture-damaged', 'file-damaged', 'file-not-a-picture']],
    ['words.jpg', 'Kính gửi Ủy ban nhân dân xã', ['file-not-a-picture']],
    ['empty.pdf', '', ['file-not-a-picture', 'file-damaged']],
    ['encrypted.pdf', await encryptedPdf(), ['file-encrypted']],
    ['cut.pdf', whole.subarray(0, whole.length / 2), ['file-damaged', 'picture-damaged', 'blank-page', 'no-code']],
    ['600-pages.pdf', await pdfOf(600), ['too-many-pages']],
    ['bomb.pdf', await bombPdf(), ['file-unpacks-too-large', 'blank-page', 'no-code', 'file-damaged']],
    [
      '100-megapixels.jpg',
      await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#eee' } })
        .jpeg()
        .toBuffer(),
      ['picture-too-large'],
    ],
    ['bomb.png', bombPng(30_000, 30_000), ['picture-too-large']],
  ];
  const files = cases.map(([name, bytes]) => write(name, bytes));
  const { sheets, megabytes, code } = await scan(...files, join(folder, 'missing.pdf'), folder);
  for (const [at, [name, , refusals]] of cases.entries()) {
    const entries = sheets.filter(({ file }) => file === files[at]);
    expect(entries.length, name).toBeGreaterThan(0);
    for (const { status, refusal, text } of entries) {
      expect(status, name).toBe('refused');
      expect(refusals, name).toContain(refusal?.type);
      // Says in Vietnamese what to do, with every fact filled in.
      expect(text, name).toMatch(/[ăâđêôơưạảấầẩẫậ]/);
      expect(text, name).not.toMatch(/[{}]/);
    }
  }
  for (const file of [join(folder, 'missing.pdf'), folder])
    expect(sheets.filter((entry) => entry.file === file)).toMatchObject([{ filePage: null, status: 'refused' }]);
  expect(code).toBe(1);
  console.log(`bad input: peak ${megabytes.toFixed(0)} MB`);
  expect(megabytes).toBeLessThan(mostMegabytes);
});

test('the largest picture that is read stays within the memory, two of them at once', async () => {
  test.setTimeout(300_000);
  const page = await noise(7900, 8000).jpeg({ quality: 60 }).toBuffer();
  const pdf = await pdfOf(0, async (document) => {
    const image = await document.embedJpg(page);
    for (let copy = 0; copy < 4; copy += 1)
      document.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
  });
  const { sheets, megabytes, code } = await scan(write('large.pdf', pdf), write('large.jpg', page));
  expect(code).toBe(0);
  expect(sheets.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'refused'));
  console.log(`largest pictures: peak ${megabytes.toFixed(0)} MB`);
  expect(megabytes).toBeLessThan(mostMegabytes);
});
