import type { BoxInk, RowReading } from '../page-reading';
import type { AnswerRow, Choice } from '../sheet-layout';
import type { BoxMeasure } from './measure-box';

/** A box as it counts for its row. */
type BoxVerdict = 'blank' | 'marked' | 'filled' | 'doubtful';

export interface JudgedBox {
  readonly choice: Choice;
  readonly measure: BoxMeasure;
  /** The outline was seen. */
  readonly isFound: boolean;
  /** Darkness of the faintest line of the outline over what is beside it, 0–1. */
  readonly sharpness: number;
  /** False where the outline was neither seen nor lies between boxes that were. */
  readonly isPlaced: boolean;
}

/** Of the sheet: what its certain marks look like, so that a lighter pen is judged by itself. */
export interface SheetInk {
  /** Median darkness of the ink in boxes that are beyond doubt, 0–1; undefined where there is none. */
  readonly markContrast: number | undefined;
  /** The picture knows only black and white: faint ink is torn to pieces in it, or gone. */
  readonly isBilevel?: boolean;
  /** Darkness from which a sample counts as ink, 0–1: what is paler is not seen. */
  readonly leastContrast?: number;
}

/** Shares of the inside: below `blank` nothing, from `marked` on a mark, between them a person's business. */
const limits = {
  trace: 0.012,
  blank: 0.03,
  marked: 0.065,
  ring: 0.045,
  faintRing: 0.025,
  ringOfMarked: 0.16,
  filled: 0.62,
  filledPart: 0.35,
  wholePart: 0.8,
  cross: 0.5,
  crossPart: 0.2,
  large: 0.2,
  ringOfLarge: 0.45,
  ringBeside: 0.1,
  thin: 0.25,
  struck: 0.35,
};
/** Millimetres: a smaller patch of ink may be dirt, a still smaller one beside a mark is. */
const leastExtent = 1.3;
const speck = 0.95;
/** A mark paler than this share of the sheet's other marks may be a shade, a trace rubbed out or ink of the back. */
const paler = 0.55;
/** Of the outline of a box whose mark runs over: words that pass for an outline are fainter. */
const leastSharpness = 0.1;
/** Ink still paler, beside a mark, is the edge of a shadow, a stain or a streak of a copier. */
const shade = 0.35;
/** The same of a thin straight line that goes on past the box. */
const streak = 0.65;
/** Ink at least so dark is of the pen that made the sheet's other marks. */
const likeOthers = 0.75;
/** Darkness of ink without holes in black and white, where samples are means of four. */
const wholeInk = 0.95;
/** Of the darkness of the marks: so dark paper hides them. */
const drowned = 0.65;
/** Darkness of marks as of light pencil. */
const faintPen = 0.35;

/** What the other boxes of a row say about one of them. */
export interface RowAround {
  /** One of them has a mark beyond doubt: then a speck, a shade or a stroke passing by is no second one. */
  readonly besideMark: boolean;
  /** Each of them was seen and has no ink in it: then ink around this one is its own mark running over. */
  readonly besideBlank: boolean;
}

export function judgeBox(
  { measure, isFound, sharpness, isPlaced }: JudgedBox,
  sheet: SheetInk,
  { besideMark, besideBlank }: RowAround,
): BoxVerdict {
  if (!isPlaced) return 'doubtful';
  const { inkShare, ringShare, contrast, extent, solidShare, leastPart, hasLineThrough } = measure;
  const markContrast = sheet.markContrast ?? 0;
  if (inkShare < limits.blank) {
    const isCircled = measure.ringSides >= 3 && ringShare >= limits.ring;
    // A trace within and more around it: a mark that all but misses its box.
    const around = inkShare >= limits.trace ? ringShare + inkShare : ringShare;
    return around < limits.ring || (besideMark && !isCircled) ? 'blank' : 'doubtful';
  }
  const isTrace = contrast < paler * markContrast || extent < speck;
  if (besideMark && inkShare < limits.marked && isTrace) return 'blank';
  if (besideMark && contrast < (hasLineThrough && inkShare < limits.thin ? streak : shade) * markContrast)
    return 'blank';
  // Ink of words or of another box: an outline not seen, or as much around it as in it, means a box that is not where it is thought.
  if (!isFound) return 'doubtful';
  const runsOver =
    besideBlank &&
    sharpness >= leastSharpness &&
    inkShare >= limits.large &&
    ringShare < limits.ringOfLarge &&
    extent >= 2;
  if (ringShare >= limits.ringOfMarked && !runsOver) return 'doubtful';
  // A streak through a large mark leaves it one; where others of the row have ink too, the line may strike the row out.
  const isStruck =
    besideBlank && inkShare >= limits.struck && markContrast > 0 && contrast >= likeOthers * markContrast;
  if (hasLineThrough && !isStruck) return 'doubtful';
  if (inkShare < limits.marked || extent < leastExtent) return 'doubtful';
  if (contrast < paler * markContrast) return 'doubtful';
  if (solidShare >= limits.filled && leastPart >= limits.filledPart) return 'filled';
  return 'marked';
}

/** Beyond doubt by itself; from these the sheet's `SheetInk` is taken. */
export function isCertainMark({ measure, isFound }: JudgedBox): boolean {
  const { inkShare, ringShare, extent, hasLineThrough } = measure;
  return isFound && ringShare < limits.ringOfMarked && inkShare >= 0.09 && extent >= 2 && !hasLineThrough;
}

function isClean({ measure, isFound }: JudgedBox): boolean {
  return isFound && measure.inkShare < limits.trace && measure.ringShare < limits.ringBeside;
}

/** `threshold`: darkness (0–255) above which a sample is ink. */
export function sheetInk(boxes: readonly JudgedBox[], isBilevel: boolean, threshold: number): SheetInk {
  const contrasts = boxes.filter(isCertainMark).map(({ measure }) => measure.contrast);
  contrasts.sort((a, b) => a - b);
  return { markContrast: contrasts[contrasts.length >> 1], isBilevel, leastContrast: threshold / 255 };
}

/** One marked, whatever boxes are filled beside it: corrected. Several, or any doubtful: a person decides. */
export function judgeRow(row: AnswerRow, boxes: readonly JudgedBox[], sheet: SheetInk): RowReading {
  const certain = boxes.filter(isCertainMark);
  const judged = boxes.map((box) => ({
    box,
    verdict: judgeBox(box, sheet, {
      besideMark: certain.some((other) => other !== box),
      besideBlank: boxes.length > 1 && boxes.every((other) => other === box || isClean(other)),
    }),
  }));
  const chosen = (verdict: BoxVerdict): Choice[] =>
    judged.filter((one) => one.verdict === verdict).map(({ box }) => box.choice);
  const marked = chosen('marked');
  const filled = chosen('filled');
  const decided = decide(row, { marked, filled, doubtful: chosen('doubtful') });
  const isUnclear =
    isDrowned(sheet) ||
    (decided.state === 'corrected' && (hasBoldMark(judged) || hasLooseFill(judged))) ||
    (decided.state === 'blank' && mayBeFaint(boxes, sheet)) ||
    (decided.state === 'marked' && mayBeTorn(judged, sheet));
  const state = isUnclear ? 'doubtful' : decided.state;
  return {
    item: row.item,
    state,
    choices: state === 'doubtful' ? [] : decided.choices,
    boxes: boxes.map(inkOf),
    doubt: Math.max(...boxes.map((box) => doubtOf(box, sheet)), state === 'doubtful' ? 0.5 : 0),
  };
}

interface Chosen {
  readonly marked: readonly Choice[];
  readonly filled: readonly Choice[];
  readonly doubtful: readonly Choice[];
}

function decide(row: AnswerRow, { marked, filled, doubtful }: Chosen): Pick<RowReading, 'state' | 'choices'> {
  if (doubtful.length > 0) return { state: 'doubtful', choices: [] };
  if (row.kind === 'several') {
    // A filled box among crosses was withdrawn; filled boxes alone are how this person marks.
    if (marked.length > 0) return { state: filled.length > 0 ? 'corrected' : 'marked', choices: marked };
    return filled.length > 0 ? { state: 'marked', choices: filled } : { state: 'blank', choices: [] };
  }
  if (marked.length === 1) return { state: filled.length > 0 ? 'corrected' : 'marked', choices: marked };
  if (marked.length === 0 && filled.length === 1) return { state: 'marked', choices: filled };
  return marked.length + filled.length === 0 ? { state: 'blank', choices: [] } : { state: 'doubtful', choices: [] };
}

interface VerdictOnBox {
  readonly box: JudgedBox;
  readonly verdict: BoxVerdict;
}

/** A mark so heavy beside a filled box that it may be a filled one too. */
function hasBoldMark(judged: readonly VerdictOnBox[]): boolean {
  return judged.some(
    ({ box: { measure }, verdict }) =>
      verdict === 'marked' && measure.solidShare > limits.cross && measure.leastPart > limits.crossPart,
  );
}

/** A box filled with white left in it: with a felt pen, a cross leaves no more. */
function hasLooseFill(judged: readonly VerdictOnBox[]): boolean {
  return judged.some(({ box: { measure }, verdict }) => verdict === 'filled' && measure.leastPart < limits.wholePart);
}

/** The paper is nearly as dark in places as the pen: another mark of it may be taken for paper. */
function isDrowned({ markContrast, leastContrast = 0 }: SheetInk): boolean {
  return markContrast !== undefined && leastContrast > drowned * markContrast;
}

/** On a sheet marked with a light pen, the least trace in or around a box of an otherwise empty row may be a mark. */
function mayBeFaint(boxes: readonly JudgedBox[], { markContrast }: SheetInk): boolean {
  return (
    markContrast !== undefined &&
    markContrast < faintPen &&
    boxes.some(({ measure }) => measure.inkShare >= limits.trace || measure.ringShare >= limits.faintRing)
  );
}

/** In black and white, a trace beside a mark may be what is left of the one that counts, where the sheet's marks have holes too. */
function mayBeTorn(judged: readonly VerdictOnBox[], { markContrast = 1, isBilevel }: SheetInk): boolean {
  return (
    isBilevel === true &&
    markContrast < wholeInk &&
    judged.some(({ box, verdict }) => verdict === 'blank' && box.measure.inkShare >= limits.trace)
  );
}

function inkOf({ choice, measure }: JudgedBox): BoxInk {
  return { choice, inkShare: rounded(measure.inkShare), ringShare: rounded(measure.ringShare) };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/** 1 where the box could be either, falling to 0 with the distance from the middle of the doubtful range. */
function doubtOf({ measure, isPlaced }: JudgedBox, sheet: SheetInk): number {
  if (!isPlaced) return 1;
  const middle = (limits.blank + limits.marked) / 2;
  const byShare = 1 - Math.abs(measure.inkShare - middle) / (measure.inkShare < middle ? middle : 4 * middle);
  const byRing = measure.inkShare < limits.marked ? measure.ringShare / (2 * limits.ring) : 0;
  const byLine = measure.hasLineThrough ? 0.8 : 0;
  const byContrast =
    measure.inkShare >= limits.blank &&
    sheet.markContrast !== undefined &&
    measure.contrast < paler * sheet.markContrast
      ? 0.7
      : 0;
  return rounded(Math.min(1, Math.max(0, byShare, byRing, byLine, byContrast)));
}
