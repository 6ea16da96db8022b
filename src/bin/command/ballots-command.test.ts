import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLayout } from '../../paper/sheet-layout';
import { ballotsCommand } from './ballots-command';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballots-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) => ballotsCommand([...args, `--data=${join(folder, 'none')}`, '--json'], {});

describe('hailong ballots', () => {
  it('prints numbered sheets and says in the layout file which pages are which', async () => {
    const [out, layout] = [join(folder, 'c.pdf'), join(folder, 'c.json')];
    const done = await run('--form=c', '--count=3', `--out=${out}`, `--layout=${layout}`, '--paper=a5');
    expect(done.exitCode).toBe(0);
    expect(JSON.parse(done.output)).toMatchObject({ form: 'C', paper: 'A5', count: 3, kind: 'numbered', key: 'test' });
    const file = JSON.parse(readFileSync(layout, 'utf8')) as {
      readonly sheets: readonly { serial: string; pages: number[] }[];
    };
    expect(parseLayout(file).ok).toBe(true);
    expect(new Set(file.sheets.map(({ serial }) => serial)).size).toBe(3);
    expect((await PDFDocument.load(readFileSync(out))).getPageCount()).toBe(
      file.sheets.flatMap(({ pages }) => pages).length,
    );
  });

  it('prints a copy master without serial', async () => {
    const [out, layout] = [join(folder, 'm.pdf'), join(folder, 'm.json')];
    expect((await run('--form=A', '--copy-master', `--out=${out}`, `--layout=${layout}`)).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(layout, 'utf8'))).toMatchObject({ kind: 'copy-master', sheets: [{ serial: null }] });
  });

  it('takes the key of the data folder where there is one', async () => {
    const args = ['--form=C', `--out=${join(folder, 'k.pdf')}`, '--json'];
    const done = await ballotsCommand([...args, `--data=${folder}`], {});
    expect(JSON.parse(done.output)).toMatchObject({ key: 'file' });
    expect(readFileSync(join(folder, 'keys/paper.key'))).toHaveLength(32);
  });

  it('says what does not fit, cannot be written, or was typed wrong, and leaves with the right code', async () => {
    const out = `--out=${join(folder, 'x.pdf')}`;
    const tooLong = await run('--form=A', '--paper=A5', out);
    expect(tooLong.exitCode).toBe(1);
    expect(JSON.parse(tooLong.output)).toMatchObject({ error: { type: 'sheet-too-long', most: 2, paper: 'A5' } });
    expect(tooLong.messages[0]).toMatch(/^Phiếu cần \d+ trang A5, nhiều nhất là 2/);
    const unwritable = await run('--form=C', `--out=${join(folder, 'none/x.pdf')}`);
    expect(JSON.parse(unwritable.output)).toMatchObject({ error: { type: 'file-unwritable' } });
    for (const args of [
      ['--form=Z', out],
      ['--form=C'],
      ['--form=C', out, '--count=0'],
      ['--form=C', out, '--paper=A3'],
      ['--nope'],
    ])
      expect((await run(...args)).exitCode, args.join(' ')).toBe(2);
  });
});
