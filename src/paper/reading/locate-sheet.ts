import type { GrayImage, PageRefusal, PageToPixels } from '../page-reading';
import { type SheetCode } from '../sheet-code';
import type { PageLayout, SheetLayout } from '../sheet-layout';
import { centreOf, cornerHypotheses, type CornerHypothesis, distinctFrames, type PageFrame } from './corner-hypotheses';
import { cornersFromCode } from './corners-from-code';
import { type CodeReader, cornersOf, cutAround, cutOut, type FoundCode, placedInWhole } from './find-code';
import { findSquares } from './find-squares';
import {
  type Correspondence,
  fitHomography,
  fitSimilarity,
  multiply,
  type Point,
  project,
  stepsAt,
} from './homography';
import { rebuildCodes } from './rebuild-code';
import { refineSquare } from './refine-square';
import { shrinkPicture, type SmallPicture } from './shrink-picture';

/** What the text of a code says; undefined where it is no sheet's code. */
export type CodeMeaning = (text: string) => { readonly code: SheetCode; readonly genuine: boolean } | undefined;

type Meaning = NonNullable<ReturnType<CodeMeaning>>;

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

interface Guess {
  readonly small: SmallPicture;
  readonly hypothesis: CornerHypothesis;
}

interface Placed {
  readonly hypothesis: CornerHypothesis;
  /** Page millimetres to pixels of the whole picture. */
  readonly map: PageToPixels;
  readonly found: FoundCode;
}

/** Millimetres by which a corner of the code may be off where the squares say it is: curl, a slanted camera, the reader's own error. */
const codeTolerance = 2.5;
/** The same where two squares are all there is: paper on a scanner's glass, not turned, shrunk or bent otherwise than they say. */
const flatCodeTolerance = 1;

/** Pixels of the longer side: enough for a sheet that fills the picture, then for one that fills half of it. */
const smallSides = [470, 800];

/**
 * Finds the sheet by its squares, accepted only if the code is read where they predict it; in a picture too full for that by its
 * code, accepted only if the squares stand where that predicts them.
 */
export async function locateSheet(
  picture: GrayImage,
  layouts: readonly SheetLayout[],
  readCodes: CodeReader,
  meaningOf: CodeMeaning,
): Promise<Located> {
  const frames = distinctFrames(layouts.flatMap(({ pages }) => pages));
  const search: Search = { picture, layouts, frames, readCodes, meaningOf };
  const guesses: Guess[] = [];
  for (const longSide of smallSides) {
    const small = shrinkPicture(picture, longSide);
    for (const hypothesis of cornerHypotheses(small, findSquares(small, 24), frames, 6)) {
      guesses.push({ small, hypothesis });
      const tried = await tryHypothesis(search, small, hypothesis);
      if (tried?.ok === true && roomBeside(picture, tried.value)) return (await twoCodes(search, tried.value)) ?? tried;
      if (tried !== undefined && (tried.ok || tried.error.type !== 'not-registered')) return tried;
    }
  }
  const byCode = await locateByCode(search);
  return !byCode.ok && byCode.error.type === 'no-code'
    ? ((await locateByRebuilding(search, guesses)) ?? byCode)
    : byCode;
}

/** A code hidden from the finding of codes, by a streak or dirt on its finders: read where each guess says, from its modules. */
async function locateByRebuilding(search: Search, guesses: readonly Guess[]): Promise<Located | undefined> {
  for (const { small, hypothesis } of guesses) {
    const map = enlarged(hypothesis.map, small.factor);
    for (const { picture, corners } of rebuildCodes(search.picture, map, hypothesis.frame.code))
      for (const { text } of await search.readCodes(picture, { thorough: false })) {
        const meaning = search.meaningOf(text);
        if (meaning !== undefined) return accept(search, small, { hypothesis, map, found: { text, corners } }, meaning);
      }
  }
  return undefined;
}

/** Every code in the picture is looked for; from the only one, its squares. */
async function locateByCode(search: Search): Promise<Located> {
  const codes = await allCodes(search);
  const [first, second] = codes;
  if (first === undefined) return { ok: false, error: { type: isBlank(search.picture) ? 'blank-page' : 'no-code' } };
  if (second !== undefined) return { ok: false, error: { type: 'two-codes' } };
  const known = pageOf(search, first.meaning);
  if (!known.ok) return known;
  for (const longSide of [900, 1500]) {
    const small = shrinkPicture(search.picture, longSide);
    const hypothesis = cornersFromCode(scaled(first.found, 1 / small.factor), known.page, findSquares(small, 400));
    if (hypothesis === undefined) continue;
    const map = enlarged(hypothesis.map, small.factor);
    const accepted = accept(search, small, { hypothesis, map, found: first.found }, first.meaning);
    if (accepted.ok) return accepted;
  }
  return { ok: false, error: { type: 'not-registered' } };
}

/** Fewer dark pixels than a fourth of one corner square has, on bright paper of one brightness: a smooth photograph has several. */
function isBlank(picture: GrayImage): boolean {
  const { width, height, data, paper, paperWidth, cell } = shrinkPicture(picture, 620);
  let dark = 0;
  let brightness = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const around = paper[Math.floor(y / cell) * paperWidth + Math.floor(x / cell)]!;
      brightness += around;
      if (data[y * width + x]! < around * 0.72) dark += 1;
    }
  const levels = Array.from(paper).sort((a, b) => a - b);
  const isEven = levels[Math.floor(levels.length * 0.1)]! > 0.7 * levels[Math.floor(levels.length * 0.9)]!;
  return isEven && dark < width * height * 0.00015 && brightness > 150 * width * height;
}

interface ReadCode {
  readonly found: FoundCode;
  readonly meaning: Meaning;
}

/** Sheets' codes anywhere in the picture, or in what is left of it outside a sheet already found. */
async function allCodes({ picture, readCodes, meaningOf }: Search, without?: LocatedSheet): Promise<ReadCode[]> {
  for (const longSide of [1500, 2600]) {
    const factor = Math.max(1, Math.round(Math.max(picture.width, picture.height) / longSide));
    const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
    const shrunk = cutOut(picture, whole, factor);
    if (without !== undefined) whiteOut(shrunk, without, factor);
    const codes = (await readCodes(shrunk, { thorough: true })).flatMap((found): ReadCode[] => {
      const meaning = meaningOf(found.text);
      return meaning === undefined ? [] : [{ found: scaled(found, factor), meaning }];
    });
    if (codes.length > 0 || factor === 1 || without !== undefined) return codes;
  }
  return [];
}

function scaled({ text, corners }: FoundCode, by: number): FoundCode {
  const place = ({ x, y }: Point): Point => ({ x: x * by, y: y * by });
  return { text, corners: [place(corners[0]), place(corners[1]), place(corners[2]), place(corners[3])] };
}

/** Is there room for a second sheet's code (21 mm) beside this sheet? */
function roomBeside(picture: GrayImage, { map, layout }: LocatedSheet): boolean {
  const pixels = resolutionAt(map, { x: layout.width / 2, y: layout.height / 2 });
  const corners = cornersOf({ x: 0, y: 0, width: layout.width, height: layout.height }).map((at) => project(map, at));
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const beside = Math.max(
    Math.min(...xs),
    Math.min(...ys),
    picture.width - Math.max(...xs),
    picture.height - Math.max(...ys),
  );
  return beside > 20 * pixels;
}

async function twoCodes(search: Search, sheet: LocatedSheet): Promise<Located | undefined> {
  const others = await allCodes(search, sheet);
  return others.length > 0 ? { ok: false, error: { type: 'two-codes' } } : undefined;
}

/** Covers the sheet that was found, so that only codes beside it are left. */
function whiteOut({ width, height, data }: GrayImage, { map, layout }: LocatedSheet, factor: number): void {
  const corners = cornersOf({ x: 0, y: 0, width: layout.width, height: layout.height }).map((at) => project(map, at));
  const edges = corners.map((from, at) => ({ from, to: corners[(at + 1) % 4]! }));
  for (let row = 0; row < height; row += 1) {
    const y = (row + 0.5) * factor;
    const crossings = edges.flatMap(({ from, to }) =>
      from.y <= y === to.y <= y ? [] : [from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)],
    );
    if (crossings.length < 2) continue;
    const start = Math.max(0, Math.floor(Math.min(...crossings) / factor));
    const end = Math.min(width, Math.ceil(Math.max(...crossings) / factor));
    if (end > start) data.fill(255, row * width + start, row * width + end);
  }
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

/** First with a few pixels a module, which is enough for a clean print and takes a millisecond. */
const codeAttempts = [
  { margin: 4, mostPixels: 130, thorough: false },
  { margin: 4, mostPixels: 260, thorough: false },
  { margin: 6, mostPixels: 420, thorough: true },
] as const;

function enlarged(map: PageToPixels, factor: number): PageToPixels {
  return multiply([factor, 0, 0, 0, factor, 0, 0, 0, 1], map);
}

type KnownPage =
  | { readonly ok: true; readonly layout: SheetLayout; readonly page: PageLayout }
  | { readonly ok: false; readonly error: PageRefusal };

function pageOf({ layouts }: Search, { code, genuine }: Meaning): KnownPage {
  const layout = layouts.find(({ tag }) => tag === code.tag);
  const page = layout?.pages.find((candidate) => candidate.page === code.page);
  if (layout === undefined || page === undefined) return { ok: false, error: { type: 'wrong-form', tag: code.tag } };
  return genuine ? { ok: true, layout, page } : { ok: false, error: { type: 'forged-check' } };
}

function accept(search: Search, small: SmallPicture, placed: Placed, meaning: Meaning): Located {
  const known = pageOf(search, meaning);
  if (!known.ok) return known;
  const { layout, page } = known;
  const { map, wholeSquares } = refined(search.picture, placed, page);
  const tolerance = wholeSquares < 3 ? flatCodeTolerance : codeTolerance;
  if (map === undefined || !agrees(map, page, placed.found, tolerance))
    return { ok: false, error: { type: 'not-registered' } };
  return { ok: true, value: { code: meaning.code, layout, page, map, small, wholeSquares } };
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
    const side = anchor.width * resolutionAt(map, centre);
    const measured = refineSquare(picture, project(map, centre), side);
    if (measured === undefined || measured.completeness < 0.8 || measured.completeness > 1.25) return [];
    return [{ from: centre, to: measured.centre }];
  });
  if (squares.length === 4) return { map: fitHomography(squares), wholeSquares: 4 };
  if (squares.length < 3) return { map: flatMap(squares), wholeSquares: squares.length };
  const code = cornersOf(page.code).map((from, at) => ({ from, to: found.corners[at]! }));
  return { map: fitHomography([...squares, ...code]), wholeSquares: squares.length };
}

/** Two squares of a flat sheet say how it is turned and how large it is; the code, which has no part in it, says whether that is so. */
function flatMap([one, other]: readonly Correspondence[]): PageToPixels | undefined {
  return one && other && fitSimilarity(one, other);
}

/** The code's corners stand where the squares say, each of them: a page turned or mistaken puts them elsewhere. */
function agrees(map: PageToPixels, page: PageLayout, found: FoundCode, tolerance: number): boolean {
  const pixels = resolutionAt(map, centreOf(page.code));
  return cornersOf(page.code).every((corner, at) => {
    const predicted = project(map, corner);
    const seen = found.corners[at]!;
    return Math.hypot(predicted.x - seen.x, predicted.y - seen.y) <= tolerance * pixels;
  });
}

/** Pixels per millimetre. */
export function resolutionAt(map: PageToPixels, at: Point): number {
  const { right, down } = stepsAt(map, at);
  return Math.sqrt(Math.abs(right.x * down.y - right.y * down.x));
}
