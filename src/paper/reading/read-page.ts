import type { GrayImage, PageReading, PageRefusal, PageToPixels, RowReading } from '../page-reading';
import type { PageLayout, SheetLayout } from '../sheet-layout';
import { type AlignedBox, alignBoxes } from './align-boxes';
import { centreOf } from './corner-hypotheses';
import type { CodeReader } from './find-code';
import { fitHomography, project } from './homography';
import { type JudgedBox, judgeRow, sheetInk } from './judge-rows';
import { type CodeMeaning, type LocatedSheet, locateSheet, resolutionAt } from './locate-sheet';
import { type DarkPatch, darkPatch, insideNoise, loudness, measureBox, noiseBesideMark } from './measure-box';
import { writtenFrames } from './written-frames';

export interface ReaderTools {
  readonly layouts: readonly SheetLayout[];
  readonly readCodes: CodeReader;
  readonly meaningOf: CodeMeaning;
}

/** What is known of the picture besides its pixels. */
export interface PictureFacts {
  /** Only black and white: light pencil may be lost. */
  readonly isBilevel: boolean;
  /** Of the scanner, where it is known. */
  readonly dotsPerInch?: number | undefined;
}

/** Below this, lines and strokes run together. */
const minimumDotsPerInch = 120;
const coarseDotsPerInch = 145;
/** Per cent of the true size: beyond, the boxes are too small, or the sheet is an enlarged copy. */
const printScale = { least: 80, most: 110 };
/** Mean darkness of the outlines over what is beside them; with less, lines have run into the boxes. */
const leastSharpness = 0.05;
/** Of the boxes whose outline must be seen before any of them is believed. */
const leastFound = 0.75;

/** Reads one picture of one page of a printed sheet; never a guess: what is not certain is doubtful or refused. */
export async function readPage(picture: GrayImage, facts: PictureFacts, tools: ReaderTools): Promise<PageReading> {
  const located = await locateSheet(picture, tools.layouts, tools.readCodes, tools.meaningOf);
  if (!located.ok) return { status: 'refused', refusal: located.error };
  const sheet = located.value;
  const dotsPerInch = dotsPerInchOf(sheet);
  if (dotsPerInch < minimumDotsPerInch) return refuse({ type: 'too-coarse', dotsPerInch, minimum: minimumDotsPerInch });
  const scalePercent = scaleOf(sheet, dotsPerInch, facts);
  if (scalePercent < printScale.least || scalePercent > printScale.most)
    return refuse({ type: 'wrong-print-scale', scalePercent });
  const aligned = alignBoxes(picture, sheet.map, sheet.page.boxes);
  const found = aligned.filter(({ isFound }) => isFound).length;
  if (found < leastFound * aligned.length) {
    const sharpness = aligned.reduce((sum, box) => sum + box.sharpness, 0) / aligned.length;
    if (sharpness >= leastSharpness) return refuse({ type: 'not-registered' });
    return refuse({ type: facts.isBilevel ? 'lost-in-bilevel' : 'too-blurred' });
  }
  const { rows, threshold } = judgeRows(sheet.page, aligned, facts.isBilevel);
  return {
    status: 'read',
    tag: sheet.code.tag,
    run: sheet.code.run,
    page: sheet.code.page,
    serial: sheet.code.serial,
    rows,
    writtenFrames: writtenFrames(picture, sheet.map, sheet.page.frames, { threshold, boxes: aligned }),
    pageToPixels: withBoxes(sheet, aligned),
    dotsPerInch,
    warnings: [
      ...(facts.isBilevel ? (['bilevel'] as const) : []),
      ...(dotsPerInch < coarseDotsPerInch ? (['coarse'] as const) : []),
    ],
  };
}

function refuse(refusal: PageRefusal): PageReading {
  return { status: 'refused', refusal };
}

/** 100 where it is not known: the resolution is not, or a camera stood at a slant and nothing follows from it. */
function scaleOf({ map, layout }: LocatedSheet, dotsPerInch: number, facts: PictureFacts): number {
  if (facts.dotsPerInch === undefined) return 100;
  const isFlat = Math.abs(map[6] * layout.width) + Math.abs(map[7] * layout.height) < 0.01;
  return isFlat ? Math.round((100 * dotsPerInch) / facts.dotsPerInch) : 100;
}

/** For cutting rows out: through the squares and every box that was seen, as curled paper needs. */
function withBoxes({ map, page }: LocatedSheet, aligned: readonly AlignedBox[]): PageToPixels {
  const anchors = page.anchors.map(centreOf).map((from) => ({ from, to: project(map, from) }));
  const boxes = aligned.flatMap(({ box, offset, isFound }) => {
    const from = centreOf(box);
    return isFound ? [{ from, to: project(map, { x: from.x + offset.x, y: from.y + offset.y }) }] : [];
  });
  return fitHomography([...anchors, ...boxes]) ?? map;
}

function judgeRows(
  page: PageLayout,
  aligned: readonly AlignedBox[],
  isBilevel: boolean,
): { readonly rows: RowReading[]; readonly threshold: number } {
  const patches = aligned.map(darkPatch);
  const threshold = inkThreshold(patches, shareLeftEmpty(page));
  const judged = aligned.map((one, at): JudgedBox & { readonly item: string } => ({
    item: one.box.item,
    choice: one.box.choice,
    measure: measureBox(patches[at]!, threshold),
    isFound: one.isFound,
    sharpness: one.sharpness,
    isPlaced: one.isPlaced,
  }));
  const ink = sheetInk(judged, isBilevel, threshold);
  const rows = page.rows.map((row) =>
    judgeRow(
      row,
      judged.filter(({ item }) => item === row.item),
      ink,
    ),
  );
  return { rows, threshold };
}

/** Of the boxes, those that stay empty where every row of one answer is marked, and half of the boxes of every other row. */
function shareLeftEmpty({ rows, boxes }: PageLayout): number {
  const single = new Set(rows.filter(({ kind }) => kind === 'one').map(({ item }) => item));
  const others = boxes.filter(({ item }) => !single.has(item)).length;
  return (boxes.length - single.size - others / 2) / Math.max(1, boxes.length);
}

/** Of so few empty boxes, all may have been marked after all. */
const fewEmpty = 4;

/** Darkness (0–255, whole, as samples are) that the paper's own noise does not reach, from the quieter half of the boxes that are `empty`. */
function inkThreshold(patches: readonly DarkPatch[], empty: number): number {
  const noise = patches.length * empty < fewEmpty ? noiseBesideMark : insideNoise;
  const levels = patches.map((patch) => loudness(noise(patch))).sort((a, b) => a - b);
  const quiet = levels[Math.floor((levels.length * empty) / 2)] ?? 0;
  return Math.ceil(Math.max(24, Math.min(70, quiet)));
}

function dotsPerInchOf({ page, map }: LocatedSheet): number {
  const resolutions = page.anchors.map((anchor) => resolutionAt(map, centreOf(anchor)));
  return Math.round(25.4 * Math.sqrt(resolutions.reduce((sum, one) => sum + one * one, 0) / resolutions.length));
}
