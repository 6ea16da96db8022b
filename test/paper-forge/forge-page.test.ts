import { describe, expect, it } from 'vitest';
import { encodeSheetCode } from '../../src/paper/sheet-code';
import sharp from 'sharp';
import { throwDice } from './dice';
import { forgeForeign, foreignKinds } from './foreign';
import { forgeClasses, forgePage, type PrintedPage } from './forge-page';
import { madeLayout } from './made-layout';
import { rasterOfLayout } from './own-raster';
import { judgeRow } from './row-truth';

function madePage(seed: string): PrintedPage {
  const layout = madeLayout(throwDice(seed));
  const page = layout.pages[0];
  if (!page) throw new Error('a layout has a page');
  const serial = 'ABCD2345';
  const codeText = encodeSheetCode({ tag: layout.tag, run: 'F0RGE', page: 1, serial }, new Uint8Array(32));
  const picture = rasterOfLayout(layout, page, { codeText, dotsPerInch: 150 });
  return { layout, page, serial, picture, dotsPerInch: 150 };
}

describe('a forged page', () => {
  it('is the same file, byte by byte, for the same class, seed and print, and another for another seed', async () => {
    const printed = madePage('same');
    const [one, again, other] = await Promise.all(
      ['1', '1', '2'].map((seed) => forgePage('scan-careless', seed, printed)),
    );
    expect(Buffer.from(one?.bytes ?? []).equals(Buffer.from(again?.bytes ?? []))).toBe(true);
    expect(Buffer.from(one?.bytes ?? []).equals(Buffer.from(other?.bytes ?? []))).toBe(false);
    expect(one?.rows).toEqual(again?.rows);
  });

  it.each(forgeClasses.filter((kind) => kind !== 'scan-copied'))(
    'of class %s shows its squares and its white rim where it says they are',
    async (kind) => {
      const printed = madePage(kind);
      const forged = await forgePage(kind, 'place', printed);
      const { data, info } = await sharp(forged.bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
      const tones = printed.page.anchors.map(() => ({ inside: [] as number[], rim: [] as number[] }));
      for (let y = 0; y < info.height; y += 3)
        for (let x = 0; x < info.width; x += 3) {
          const [u, v] = forged.toPage?.(x + 0.5, y + 0.5) ?? [NaN, NaN];
          for (const [at, anchor] of printed.page.anchors.entries()) {
            const off = Math.max(Math.abs(u - anchor.x - 3), Math.abs(v - anchor.y - 3));
            if (off < 2.2) tones[at]?.inside.push(data[y * info.width + x] ?? 0);
            if (off > 3.8 && off < 5.2) tones[at]?.rim.push(data[y * info.width + x] ?? 0);
          }
        }
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const apart = tones.filter(({ inside, rim }) => mean(inside) + 25 < mean(rim));
      // A corner may lie outside a skewed scan or under a punch's hole.
      expect(apart.length).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('a picture that is no sheet', () => {
  it.each(foreignKinds)('of kind %s is a picture', async (kind) => {
    const { bytes } = await forgeForeign(kind, '1');
    expect((await sharp(bytes).metadata()).width).toBeGreaterThan(1000);
  });
});

describe('the judge of a row', () => {
  const truth = { item: 'a', how: 'cross', right: [[3]] } as const;
  it('takes the answer that is there, and doubt, and nothing else', () => {
    expect(judgeRow({ state: 'marked', choices: [3] }, truth)).toBe('right');
    expect(judgeRow({ state: 'corrected', choices: [3] }, truth)).toBe('right');
    expect(judgeRow({ state: 'doubtful', choices: [] }, truth)).toBe('doubtful');
    expect(judgeRow({ state: 'marked', choices: [2] }, truth)).toBe('wrong');
    expect(judgeRow({ state: 'blank', choices: [] }, truth)).toBe('wrong');
    expect(judgeRow({ state: 'marked', choices: [3, 4] }, truth)).toBe('wrong');
  });

  it('takes any answer that a person might give, and none where nobody could', () => {
    const speck = { item: 'a', how: 'speck', right: [[2], []] } as const;
    expect(judgeRow({ state: 'blank', choices: [] }, speck)).toBe('right');
    expect(judgeRow({ state: 'marked', choices: [2] }, speck)).toBe('right');
    const double = { item: 'a', how: 'double', right: [] } as const;
    expect(judgeRow({ state: 'marked', choices: [2] }, double)).toBe('wrong');
    expect(judgeRow({ state: 'doubtful', choices: [] }, double)).toBe('doubtful');
  });
});
