import { encodeSheetCode } from '../../src/paper/sheet-code';
import { testSheetKey } from '../../src/paper/sheet-key-adapter.server';
import { throwDice } from './dice';
import { foreignKinds, forgeForeign } from './foreign';
import { type ForgeClass, type ForgedPage, forgePage, type PrintedPage } from './forge-page';
import { type JudgedPage, judgePage, mostOffMillimetres } from './judge-page';
import { madeLayout } from './made-layout';
import { rasterOfLayout } from './own-raster';
import { builtInPages, forgeRun } from './printed-pages';
import { readerUnderTest, type ReadPicture } from './reader-under-test';

/** Counts over one class of pages; sums of parts are counts of the whole. */
export interface Tally {
  readonly pages: number;
  readonly refused: number;
  /** Read as another sheet, or with its boxes looked for elsewhere. */
  readonly misplaced: number;
  readonly rows: number;
  readonly doubtful: number;
  readonly wrong: number;
  readonly frames: number;
  readonly wrongFrames: number;
}

const nothing: Tally = {
  pages: 0,
  refused: 0,
  misplaced: 0,
  rows: 0,
  doubtful: 0,
  wrong: 0,
  frames: 0,
  wrongFrames: 0,
};

export function sumOf(parts: readonly Tally[]): Tally {
  const keys = Object.keys(nothing) as (keyof Tally)[];
  return Object.fromEntries(keys.map((key) => [key, parts.reduce((sum, part) => sum + part[key], 0)])) as Record<
    keyof Tally,
    number
  >;
}

/** A part of a class's pages: numbers `from` … `from + count - 1` of the block of seeds. */
export interface Part {
  readonly kind: ForgeClass | 'foreign';
  /** `held-out-…` is reported and never looked at; `dev-…` is what readers are mended by. */
  readonly block: string;
  readonly from: number;
  readonly count: number;
}

export interface Bench {
  readonly printed: readonly PrintedPage[];
  readonly read: ReadPicture;
}

/** Prints of every built-in form with rows on them, and some layouts that nobody typeset; and the reader that knows them all. */
export async function openBench(): Promise<Bench> {
  const built = (await builtInPages(1, 300)).filter(({ page }) => page.rows.length > 0);
  const made = Array.from({ length: Math.ceil(built.length / 3) }, (_, at) => madePrint(`print ${at}`));
  return { printed: [...built, ...made], read: readerUnderTest(made.map(({ layout }) => layout)) };
}

function madePrint(seed: string): PrintedPage {
  const layout = madeLayout(throwDice(seed));
  const page = layout.pages[0];
  if (!page) throw new Error('bug: a layout without pages');
  const serial = 'F0RG3D00';
  const code = { tag: layout.tag, run: forgeRun, page: page.page, serial };
  const codeText = encodeSheetCode(code, testSheetKey.bytes);
  return {
    layout,
    page,
    serial,
    picture: rasterOfLayout(layout, page, { codeText, dotsPerInch: 300 }),
    dotsPerInch: 300,
  };
}

export type Witness = (forged: ForgedPage, judged: JudgedPage) => void;

export async function measure(
  { printed, read }: Bench,
  part: Part,
  witness: Witness = () => undefined,
): Promise<Tally> {
  const tallies: Tally[] = [];
  for (let at = part.from; at < part.from + part.count; at += 1) {
    const seed = `${part.block}/${at}`;
    if (part.kind === 'foreign') {
      const { bytes } = await forgeForeign(foreignKinds[at % foreignKinds.length] ?? 'text', seed);
      tallies.push({ ...nothing, pages: 1, refused: (await read(bytes)).status === 'refused' ? 1 : 0 });
      continue;
    }
    const on = printed[at % printed.length];
    if (!on) throw new Error('bug: nothing printed');
    const forged = await forgePage(part.kind, seed, on);
    const judged = judgePage(await read(forged.bytes), forged);
    witness(forged, judged);
    tallies.push(tallyOf(forged, judged));
  }
  return sumOf(tallies);
}

function tallyOf(forged: ForgedPage, judged: JudgedPage): Tally {
  if (judged.status === 'refused') return { ...nothing, pages: 1, refused: 1 };
  const isOff = judged.isOtherSheet || (judged.offMillimetres ?? 0) > mostOffMillimetres;
  const count = (verdict: string) => judged.rows.filter((row) => row.verdict === verdict).length;
  return {
    pages: 1,
    refused: 0,
    misplaced: isOff ? 1 : 0,
    rows: judged.rows.length,
    doubtful: count('doubtful'),
    wrong: count('wrong'),
    frames: forged.printed.page.frames.length,
    wrongFrames: judged.missedFrames + judged.phantomFrames,
  };
}
