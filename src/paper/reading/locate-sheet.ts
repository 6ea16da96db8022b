import type { GrayImage, PageRefusal, PageToPixels } from '../page-reading';
import { type SheetCode } from '../sheet-code';
import type { PageLayout, SheetLayout } from '../sheet-layout';
import { centreOf, cornerHypotheses, type CornerHypothesis, distinctFrames, type PageFrame } from './corner-hypotheses';
import { type CodeReader, cornersOf, cutAround, type FoundCode, placedInWhole } from './find-code';
import { findSquares } from './find-squares';
import { type Correspondence, fitHomography, multiply, project, stepsAt } from './homography';
import { refineSquare } from './refine-square';
import { shrinkPicture, type SmallPicture } from './shrink-picture';

/** What the text of a code says; undefined where it is no sheet's code. */
export type CodeMeaning = (text: string) => { readonly code: SheetCode; readonly genuine: boolean } | undefined;

export interface LocatedSheet {
  readonly code: SheetCode;
  readonly layout: SheetLayout;
  readonly page: PageLayout;
  /** From the squares and the code alone: right to a millimetre or two where the paper is curled. */
  readonly map: PageToPixels;
  readonly small: SmallPicture;
  /** How many squares were seen whole. */
  readonly wholeSquares: number;
}

export type Located =
  { readonly ok: true; readonly value: LocatedSheet } | { readonly ok: false; readonly error: PageRefusal };

interface Search {
  readonly picture: GrayImage;
  readonly layouts: readonly SheetLayout[];
  readonly frames: readonly PageFrame[];
  readonly readCodes: CodeReader;
  readonly meaningOf: CodeMeaning;
}

interface Placed {
  readonly hypothesis: CornerHypothesis;
  /** Page millimetres to pixels of the whole picture. */
  readonly map: PageToPixels;
  readonly found: FoundCode;
}

/** Millimetres by which a corner of the code may be off where the squares say it is: curl, a slanted camera, the reader's own error. */
const codeTolerance = 2.5;

/**
 * Finds the sheet by its squares, accepted only if the code is read where they predict it. `refusal` of the last resort says
 * why there is none.
 */
export async function locateSheet(
  picture: GrayImage,
  layouts: readonly SheetLayout[],
  readCodes: CodeReader,
  meaningOf: CodeMeaning,
): Promise<Located> {
  const frames = distinctFrames(layouts.flatMap(({ pages }) => pages));
  const search: Search = { picture, layouts, frames, readCodes, meaningOf };
  let last: Located = { ok: false, error: { type: 'no-code' } };
  for (const longSide of [620, 1100]) {
    const small = shrinkPicture(picture, longSide);
    for (const hypothesis of cornerHypotheses(small, findSquares(small, 24), frames, 6)) {
      const tried = await tryHypothesis(search, small, hypothesis);
      if (tried === undefined) continue;
      if (tried.ok) return tried;
      last = tried;
    }
    if (!last.ok && last.error.type !== 'no-code') return last;
  }
  return last;
}

/** Undefined where no code of a sheet is read at the predicted place. */
async function tryHypothesis(
  search: Search,
  small: SmallPicture,
  hypothesis: CornerHypothesis,
): Promise<Located | undefined> {
  const map = enlarged(hypothesis.map, small.factor);
  for (const attempt of codeAttempts) {
    const cut = cutAround(search.picture, map, hypothesis.frame.code, attempt);
    if (cut === undefined) return undefined;
    for (const found of await search.readCodes(cut.picture, attempt)) {
      const meaning = search.meaningOf(found.text);
      if (meaning === undefined) continue;
      return accept(search, small, { hypothesis, map, found: placedInWhole(found, cut) }, meaning);
    }
  }
  return undefined;
}

const codeAttempts = [
  { margin: 4, mostPixels: 260, thorough: false },
  { margin: 6, mostPixels: 420, thorough: true },
] as const;

function enlarged(map: PageToPixels, factor: number): PageToPixels {
  return multiply([factor, 0, 0, 0, factor, 0, 0, 0, 1], map);
}

function accept(
  search: Search,
  small: SmallPicture,
  placed: Placed,
  { code, genuine }: NonNullable<ReturnType<CodeMeaning>>,
): Located {
  const layout = search.layouts.find(({ tag }) => tag === code.tag);
  const page = layout?.pages.find((candidate) => candidate.page === code.page);
  if (layout === undefined || page === undefined) return { ok: false, error: { type: 'wrong-form', tag: code.tag } };
  if (!genuine) return { ok: false, error: { type: 'forged-check' } };
  const { map, wholeSquares } = refined(search.picture, placed, page);
  if (map === undefined || !agrees(map, page, placed.found)) return { ok: false, error: { type: 'not-registered' } };
  return { ok: true, value: { code, layout, page, map, small, wholeSquares } };
}

/** Through the squares that are whole; where one is hidden, also through the corners of the code. */
function refined(
  picture: GrayImage,
  { hypothesis, map, found }: Placed,
  page: PageLayout,
): { readonly map: PageToPixels | undefined; readonly wholeSquares: number } {
  const squares = page.anchors.flatMap((anchor, at): Correspondence[] => {
    if (hypothesis.corners[at] === undefined) return [];
    const centre = centreOf(anchor);
    const { right, down } = stepsAt(map, centre);
    const side = anchor.width * Math.sqrt(Math.abs(right.x * down.y - right.y * down.x));
    const measured = refineSquare(picture, project(map, centre), side);
    if (measured === undefined || measured.completeness < 0.8 || measured.completeness > 1.25) return [];
    return [{ from: centre, to: measured.centre }];
  });
  if (squares.length === 4) return { map: fitHomography(squares), wholeSquares: 4 };
  if (squares.length < 3) return { map: undefined, wholeSquares: squares.length };
  const code = cornersOf(page.code).map((from, at) => ({ from, to: found.corners[at]! }));
  return { map: fitHomography([...squares, ...code]), wholeSquares: squares.length };
}

/** The code's corners stand where the squares say, each of them: a page turned or mistaken puts them elsewhere. */
function agrees(map: PageToPixels, page: PageLayout, found: FoundCode): boolean {
  const { right, down } = stepsAt(map, centreOf(page.code));
  const pixels = Math.sqrt(Math.abs(right.x * down.y - right.y * down.x));
  return cornersOf(page.code).every((corner, at) => {
    const predicted = project(map, corner);
    const seen = found.corners[at]!;
    return Math.hypot(predicted.x - seen.x, predicted.y - seen.y) <= codeTolerance * pixels;
  });
}
