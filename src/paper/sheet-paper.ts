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
    letters: { title: 17, heading: 12, body: 11.5, scale: 10.5, small: 11, code: 9 },
    codeSize: 21,
    ratingPitch: 16.4,
    rowPitch: 8.2,
    numberWidth: 7,
    mostPages: 9,
  },
  A5: {
    paper: 'A5',
    width: 148,
    height: 210,
    margin: 11,
    letters: { title: 13, heading: 11, body: 10.5, scale: 9.5, small: 9.5, code: 8 },
    codeSize: 20,
    ratingPitch: 14.6,
    rowPitch: 7.6,
    numberWidth: 6,
    mostPages: 2,
  },
};

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

/** Three short lines under the code: serial, run and page, form. */
export function codeTextOf(measures: PaperMeasures): Rectangle {
  const code = codeOf(measures);
  const width = 2 * (measures.width - measures.margin - (code.x + code.width / 2));
  return { x: code.x + code.width / 2 - width / 2, y: code.y + code.height + 4, width, height: 3 * codeLine(measures) };
}

export function codeLine({ letters }: PaperMeasures): number {
  return (letters.code * 1.22 * 25.4) / 72;
}

/** Where questions may stand: below code and title, above the bottom squares. */
export function bodyOf(measures: PaperMeasures): Rectangle {
  const text = codeTextOf(measures);
  const top = text.y + text.height + 1.5;
  const bottom = measures.height - anchorInset - anchorSide - anchorWhite - 1;
  return { x: measures.margin, y: top, width: measures.width - 2 * measures.margin, height: bottom - top };
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
