import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage } from '../../../test/paper/draw-sheet';
import { exampleLayout } from '../../../test/paper/example-layout';
import { seededChance } from '../../kernel/random';
import { encodeSheetCode } from '../../paper/sheet-code';
import { testSheetKey } from '../../paper/sheet-key-adapter.server';
import { scanCommand } from './scan-command';

const layout = exampleLayout({ rows: 3 });
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-'));
  writeFileSync(join(folder, 'layout.json'), JSON.stringify(layout));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of one sheet in black and white, what is brighter than `threshold` white. */
async function scanned(name: string, serial: string | undefined, threshold: number): Promise<string> {
  const text = encodeSheetCode({ tag: layout.tag, run: 'ABCDE', page: 1, serial }, testSheetKey.bytes);
  const { width, height, data } = drawPage(layout, layout.pages[0]!, text, 150, seededChance(1));
  const file = join(folder, name);
  await sharp(
    data.map((value) => (value < threshold ? 0 : 255)),
    { raw: { width, height, channels: 1 } },
  )
    .png()
    .toFile(file);
  return file;
}

const scan = (...files: readonly string[]) =>
  scanCommand(
    [...files, `--layout=${join(folder, 'layout.json')}`, `--data=${join(folder, 'none')}`, '--threads=1'],
    {},
  );

describe('hailong scan', () => {
  it('refuses the second file with the serial of the first, naming it, but no copy of a master', async () => {
    const files = [await scanned('a.png', '01234567', 128), await scanned('b.png', '01234567', 128)];
    const { output, exitCode } = await scan(...files);
    expect(exitCode).toBe(0);
    const [first, second] = output.split('\n');
    expect(first).toContain(`${files[0]}\t1\tX.1\t1\ti1=trống`);
    expect(second).toBe(
      `${files[1]}\t1\tTờ phiếu này đã được đọc rồi (${files[0]}, trang 1). Mỗi tờ chỉ tính một lần; nếu là hai tờ giấy khác nhau, có tờ bị sao chụp: báo người phụ trách.`,
    );
    const copies = [await scanned('c.png', undefined, 128), await scanned('d.png', undefined, 128)];
    expect((await scan(...copies)).output.match(/i1=trống/g)).toHaveLength(2);
  });

  it('warns of black and white in words, and asks for gray where the boxes are lost in it', async () => {
    const { output } = await scan(await scanned('e.png', '89ABCDEF', 128), await scanned('f.png', '12345678', 28));
    const [read, lost] = output.split('\n');
    expect(read).toMatch(/i1=trống.*\tẢnh chỉ có đen và trắng, nét bút chì có thể bị mất\. Hãy quét ở chế độ xám/);
    expect(lost).toMatch(/\tẢnh chỉ có đen và trắng nên không còn thấy nét in của các ô\. Hãy quét lại ở chế độ xám/);
  });
});
