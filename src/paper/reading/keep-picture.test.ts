import { describe, expect, it } from 'vitest';
import { drawPage } from '../../../test/paper/draw-sheet';
import { exampleLayout } from '../../../test/paper/example-layout';
import { seededChance } from '../../kernel/random';
import type { GrayImage, PageToPixels } from '../page-reading';
import { encodeSheetCode } from '../sheet-code';
import { readCodes } from './code-reader-adapter.server';
import { cutFromKept } from './cut-picture-adapter.server';
import { readJpegHeader } from './jpeg-header';
import { straightened, tooSmallToTell } from './keep-picture';
import { encode } from './scan-worker-adapter.server';

const layout = exampleLayout();
const page = layout.pages[0]!;
const text = encodeSheetCode({ tag: layout.tag, run: 'ABCDE', page: 1, serial: '01234567' }, new Uint8Array(32));
const drawing = drawPage(layout, page, text, 200, seededChance(1));
const scale = drawing.pixelsPerMillimetre;
const map: PageToPixels = [scale, 0, 0, 0, scale, 0, 0, 0, 1];

const codesIn = (picture: GrayImage) => readCodes(picture, { thorough: true });

describe('a picture that is kept', () => {
  it('has no code on it that could be read, nor has that of a refused page', async () => {
    expect(await codesIn(drawing)).toHaveLength(1);
    expect(await codesIn(straightened(drawing, map, layout, page))).toEqual([]);
    expect(await codesIn(tooSmallToTell(drawing).picture)).toEqual([]);
  });

  it('gives any rectangle of the sheet', async () => {
    const kept = encode(straightened(drawing, map, layout, page));
    const cut = await cutFromKept(kept, page.rows[0]!.area);
    expect(readJpegHeader(cut!)).toMatchObject({ width: 1064, height: 43, components: 1 });
    expect(await cutFromKept(kept, { x: 400, y: 10, width: 20, height: 20 })).toBeUndefined();
  });
});
