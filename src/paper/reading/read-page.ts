import type { GrayImage, PageReading } from '../page-reading';
import type { PageLayout, SheetLayout } from '../sheet-layout';
import { type AlignedBox, alignBoxes } from './align-boxes';
import { centreOf } from './corner-hypotheses';
import type { CodeReader } from './find-code';
import { type JudgedBox, judgeRow, sheetInk } from './judge-rows';
import { type CodeMeaning, type LocatedSheet, locateSheet, resolutionAt } from './locate-sheet';
import { darkPatch, insideNoise, measureBox } from './measure-box';

export interface ReaderTools {
  readonly layouts: readonly SheetLayout[];
  readonly readCodes: CodeReader;
  readonly meaningOf: CodeMeaning;
}

/** What is known of the picture besides its pixels. */
export interface PictureFacts {
  /** Only black and white: light pencil may be lost. */
  readonly isBilevel: boolean;
}

/** Below this, lines and strokes run together. */
const minimumDotsPerInch = 110;
const coarseDotsPerInch = 140;
/** Of the boxes whose outline must be seen before any of them is believed. */
const leastFound = 0.75;

/** Reads one picture of one page of a printed sheet; never a guess: what is not certain is doubtful or refused. */
export async function readPage(picture: GrayImage, facts: PictureFacts, tools: ReaderTools): Promise<PageReading> {
  const located = await locateSheet(picture, tools.layouts, tools.readCodes, tools.meaningOf);
  if (!located.ok) return { status: 'refused', refusal: located.error };
  const sheet = located.value;
  const dotsPerInch = dotsPerInchOf(sheet);
  if (dotsPerInch < minimumDotsPerInch)
    return { status: 'refused', refusal: { type: 'too-coarse', dotsPerInch, minimum: minimumDotsPerInch } };
  const aligned = alignBoxes(picture, sheet.map, sheet.page.boxes);
  const found = aligned.filter(({ isFound }) => isFound).length;
  if (found < leastFound * aligned.length) return { status: 'refused', refusal: { type: 'not-registered' } };
  return {
    status: 'read',
    tag: sheet.code.tag,
    run: sheet.code.run,
    page: sheet.code.page,
    serial: sheet.code.serial,
    rows: judgeRows(sheet.page, aligned),
    writtenFrames: [],
    pageToPixels: sheet.map,
    dotsPerInch,
    warnings: [
      ...(facts.isBilevel ? (['bilevel'] as const) : []),
      ...(dotsPerInch < coarseDotsPerInch ? (['coarse'] as const) : []),
    ],
  };
}

function judgeRows(page: PageLayout, aligned: readonly AlignedBox[]): ReturnType<typeof judgeRow>[] {
  const patches = aligned.map(darkPatch);
  const threshold = inkThreshold(patches.map(insideNoise));
  const judged = aligned.map((one, at): JudgedBox & { readonly item: string } => ({
    item: one.box.item,
    choice: one.box.choice,
    measure: measureBox(patches[at]!, threshold),
    isPlaced: one.isPlaced,
  }));
  const ink = sheetInk(judged);
  return page.rows.map((row) =>
    judgeRow(
      row,
      judged.filter(({ item }) => item === row.item),
      ink,
    ),
  );
}

/** Darkness (0–255) that the paper's own noise does not reach, from the quieter half of the boxes, which are blank. */
function inkThreshold(noises: readonly { readonly mean: number; readonly deviation: number }[]): number {
  const level = noises.map(({ mean, deviation }) => mean + 4 * deviation).sort((a, b) => a - b);
  const quiet = level[Math.floor(level.length * 0.4)] ?? 0;
  return Math.max(24, Math.min(70, quiet));
}

function dotsPerInchOf({ page, map }: LocatedSheet): number {
  const resolutions = page.anchors.map((anchor) => resolutionAt(map, centreOf(anchor)));
  return Math.round(25.4 * Math.sqrt(resolutions.reduce((sum, one) => sum + one * one, 0) / resolutions.length));
}
