import type { Choice } from './sheet-layout';

/** What the machine makes of one row of boxes. It never decides a doubtful one. */
export type RowState = 'blank' | 'marked' | 'corrected' | 'doubtful';

export interface BoxInk {
  readonly choice: Choice;
  /** Share of the box's inside that is darker than the paper around it, 0–1. */
  readonly inkShare: number;
  /** The same in the ring just outside the outline: circles, ticks that run over, strokes of a neighbour. */
  readonly ringShare: number;
}

export interface RowReading {
  readonly item: string;
  readonly state: RowState;
  /** The chosen boxes: one of a `one` row, any number of a `several` row; none where blank or doubtful. */
  readonly choices: readonly Choice[];
  readonly boxes: readonly BoxInk[];
  /** 0 = beyond doubt … 1 = a coin toss; the review queue shows the greatest first. */
  readonly doubt: number;
}

/** Why a page is not read. Each has a text that says what to do (`ui/text/scanning.ts`). */
export type PageRefusal =
  /** Of the picture. */
  | { readonly type: 'not-a-picture' }
  | { readonly type: 'picture-damaged' }
  | { readonly type: 'picture-too-large'; readonly megapixels: number; readonly maximum: number }
  | { readonly type: 'too-coarse'; readonly dotsPerInch: number; readonly minimum: number }
  | { readonly type: 'too-blurred' }
  /** Only black and white, and the outlines of the boxes are not in it. */
  | { readonly type: 'lost-in-bilevel' }
  /** Of the code. */
  | { readonly type: 'blank-page' }
  | { readonly type: 'no-code' }
  | { readonly type: 'two-codes' }
  | { readonly type: 'wrong-form'; readonly tag: string }
  | { readonly type: 'forged-check' }
  /** Of the place: the corner squares and the code do not agree, or the sheet was printed at another scale. */
  | { readonly type: 'not-registered' }
  | { readonly type: 'wrong-print-scale'; readonly scalePercent: number };

/** Why a whole file is not opened; each is found before anything in it is unpacked. */
export type FileRefusal =
  | { readonly type: 'file-not-a-picture' }
  | { readonly type: 'file-damaged' }
  | { readonly type: 'file-encrypted' }
  | { readonly type: 'file-too-large'; readonly megabytes: number; readonly maximum: number }
  | { readonly type: 'too-many-pages'; readonly pages: number; readonly maximum: number }
  /** What is packed in it would fill the memory. */
  | { readonly type: 'file-unpacks-too-large' };

/** Where the sheet lies in the picture, for cutting out pictures of rows: page millimetres to pixels, 3 × 3, row by row. */
export type PageToPixels = readonly [number, number, number, number, number, number, number, number, number];

export interface ReadPage {
  readonly status: 'read';
  readonly tag: string;
  readonly run: string;
  readonly page: number;
  readonly serial: string | undefined;
  readonly rows: readonly RowReading[];
  /** Frames with handwriting in them, by item. */
  readonly writtenFrames: readonly string[];
  readonly pageToPixels: PageToPixels;
  /** Dots per inch of the sheet in the picture, from the distance of its squares. */
  readonly dotsPerInch: number;
  /** `bilevel`: black and white only, pencil may be lost; scan in gray. */
  readonly warnings: readonly ('bilevel' | 'coarse' | 'photocopy')[];
}

export interface RefusedPage {
  readonly status: 'refused';
  readonly refusal: PageRefusal;
}

export type PageReading = ReadPage | RefusedPage;

/** An eight-bit gray picture, row by row, 0 = black. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
