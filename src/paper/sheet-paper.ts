import type { PageLayout, Rectangle, SheetLayout } from './sheet-layout';

export type Paper = SheetLayout['paper'];

/** Millimetres, letter sizes in points. What the reader needs is fixed (docs/formats/ballot-layout.md); the rest is looks. */
export interface PaperMeasures {
  readonly paper: Paper;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly letters: {
    readonly title: number;
    readonly heading: number;
    readonly body: number;
    readonly scale: number;
    readonly small: number;
    readonly code: number;
  };
  readonly codeSize: number;
  /** From the middle of one column of boxes to the next. */
  readonly ratingPitch: number;
  /** Of one line of boxes to the next. */
  readonly rowPitch: number;
  /** White above and below the words of a row. */
  readonly rowPadding: number;
  /** Least room for handwriting; the last page gives more. */
  readonly frameHeight: number;
  readonly numberWidth: number;
  readonly mostPages: number;
}

/** Side of an answer box, to the middle of its line. */
export const boxSide = 4.2;
/** 0.6 pt. */
export const boxLine = 0.21;
export const anchorSide = 6;
const anchorInset = 8;
/** White around an anchor. */
export const anchorWhite = 3;
/** The least distances between two boxes of a page, middle to middle. */
export const leastPitch = { down: 7.2, across: 14.4 };

export const papers: Readonly<Record<Paper, PaperMeasures>> = {
  A4: {
    paper: 'A4',
    width: 210,
    height: 297,
    margin: 15,
    letters: { title: 17, heading: 12.5, body: 11.5, scale: 10.5, small: 11, code: 9 },
    codeSize: 21,
    ratingPitch: 16.4,
    rowPitch: 8.2,
    rowPadding: 1.5,
    frameHeight: 20,
    numberWidth: 7,
    mostPages: 9,
  },
  A5: {
    paper: 'A5',
    width: 148,
    height: 210,
    margin: 11,
    letters: { title: 14, heading: 11, body: 10.5, scale: 9.5, small: 9.5, code: 8 },
    codeSize: 20,
    ratingPitch: 14.6,
    rowPitch: 7.6,
    rowPadding: 1.3,
    frameHeight: 15,
    numberWidth: 6,
    mostPages: 2,
  },
};

/** Closer rows and slightly smaller letters, for where that saves a page; still within what the reader and old eyes need. */
export function snug(measures: PaperMeasures): PaperMeasures {
  const { paper, letters } = measures;
  return paper === 'A4'
    ? {
        ...measures,
        letters: { ...letters, body: 11, scale: 10 },
        ratingPitch: 15.4,
        rowPitch: 7.4,
        rowPadding: 1.1,
        frameHeight: 13,
      }
    : { ...measures, letters: { ...letters, body: 10 }, rowPitch: 7.3, rowPadding: 1, frameHeight: 13 };
}

/** Top left, top right, bottom right, bottom left. */
export function anchorsOf({ width, height }: PaperMeasures): Rectangle[] {
  const [left, right] = [anchorInset, width - anchorInset - anchorSide];
  const [top, bottom] = [anchorInset, height - anchorInset - anchorSide];
  const square = (x: number, y: number): Rectangle => ({ x, y, width: anchorSide, height: anchorSide });
  return [square(left, top), square(right, top), square(right, bottom), square(left, bottom)];
}

/** Left of the top right square, its white border clear of the square's. */
export function codeOf({ width, codeSize }: PaperMeasures): Rectangle {
  return { x: width - anchorInset - anchorSide - 8 - codeSize, y: 10, width: codeSize, height: codeSize };
}

/** Two short lines under the code and its white border: serial; run, form and page. */
export function codeTextOf(measures: PaperMeasures): Rectangle {
  const code = codeOf(measures);
  const middle = code.x + code.width / 2;
  const width = 2 * (measures.width - measures.margin - middle);
  const y = code.y + code.height + codeWhite(measures);
  return { x: middle - width / 2, y, width, height: hundredths(2 * lineHeight(measures.letters.code)) };
}

/** Four modules of the symbol's 25, as QR wants it. */
export function codeWhite({ codeSize }: PaperMeasures): number {
  return hundredths((codeSize * 4) / 25);
}

/** Of letters of this many points, in millimetres. */
export function lineHeight(size: number): number {
  return (size * 1.22 * 25.4) / 72;
}

/** Places are whole hundredths of a millimetre, on paper and in the layout alike. */
export function hundredths(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}

/** Where questions may stand: below code and title, above the foot. */
export function bodyOf(measures: PaperMeasures): Rectangle {
  const text = codeTextOf(measures);
  const top = hundredths(text.y + text.height + 2);
  const bottom = measures.height - anchorInset - anchorSide - anchorWhite - 1;
  return { x: measures.margin, y: top, width: measures.width - 2 * measures.margin, height: bottom - top };
}

/** The title's place, left of the code. */
export function titleOf(measures: PaperMeasures): Rectangle {
  const top = anchorInset + anchorSide + anchorWhite + 0.5;
  const width = codeTextOf(measures).x - measures.margin - 3;
  return { x: measures.margin, y: top, width, height: bodyOf(measures).y - 1 - top };
}

/** Two lines between the bottom squares. */
export function footOf(measures: PaperMeasures): Rectangle {
  const left = anchorInset + anchorSide + anchorWhite + 1;
  const height = 2 * lineHeight(measures.letters.code);
  return { x: left, y: measures.height - anchorInset - height, width: measures.width - 2 * left, height };
}

/** What a reviewer sees of a row of this height: a little more than the words and boxes. */
export function rowArea(measures: PaperMeasures, height: number): Rectangle {
  const { x, width } = bodyOf(measures);
  return { x: x - 1, y: 0, width: width + 2, height };
}

/** An answer box by the middle of its square. */
export function boxAt(x: number, y: number): Rectangle {
  return { x: x - boxSide / 2, y: y - boxSide / 2, width: boxSide, height: boxSide };
}

export function blankPage(measures: PaperMeasures, page: number): PageLayout {
  return {
    page,
    anchors: anchorsOf(measures),
    code: codeOf(measures),
    codeText: codeTextOf(measures),
    rows: [],
    boxes: [],
    frames: [],
  };
}
