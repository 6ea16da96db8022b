import type { AnswerBox, AnswerRow, TextFrame } from './sheet-layout';

/** Everything that is drawn on a page, in millimetres from its top left corner; the Typst template knows these and no more. */
export type Drawing =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly text: string;
      readonly style: TextStyle;
      readonly align: 'left' | 'center' | 'right';
    }
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** Lightness of the inside, 0 = black, 1 = white; none = see-through. */
      readonly fill: number | null;
      readonly line: Line | null;
      readonly radius: number;
    }
  | {
      readonly kind: 'path';
      readonly points: readonly (readonly [number, number])[];
      readonly line: Line;
    }
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number; readonly line: Line }
  | {
      readonly kind: 'picture';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** Name of a file given to the compiler. */
      readonly file: string;
    };

interface Line {
  readonly width: number;
  readonly lightness: number;
}

/** Letter size in points. */
export interface TextStyle {
  readonly size: number;
  readonly weight: 'regular' | 'bold';
  readonly slant: 'normal' | 'italic';
}

export interface TextSize {
  /** Of the text in one line. */
  readonly width: number;
  /** Of the text broken into the width that was asked for. */
  readonly height: number;
}

/** Typeset size of a text in millimetres; the typesetter supplies it. */
export type Measure = (text: string, width: number, style: TextStyle) => TextSize;

/** A piece of the sheet over its whole width that is never torn; y counts from its top. */
export interface Strip {
  readonly height: number;
  readonly drawings: readonly Drawing[];
  readonly rows: readonly AnswerRow[];
  readonly boxes: readonly AnswerBox[];
  readonly frames: readonly TextFrame[];
  /** A heading does not stand alone at the foot of a page. */
  readonly keepWithNext: boolean;
  /** White above, unless it begins a page. */
  readonly gap: number;
  /** Set above this strip where it begins a page: the words of the columns. */
  readonly heads: Strip | undefined;
  /** What a refusal calls it. */
  readonly name: string;
}

export function strip(parts: Partial<Strip> & Pick<Strip, 'height'>): Strip {
  return {
    drawings: [],
    rows: [],
    boxes: [],
    frames: [],
    keepWithNext: false,
    gap: 0,
    heads: undefined,
    name: '',
    ...parts,
  };
}

export function movedDown(drawing: Drawing, by: number): Drawing {
  return drawing.kind === 'path'
    ? { ...drawing, points: drawing.points.map(([x, y]) => [x, y + by] as const) }
    : { ...drawing, y: drawing.y + by };
}

export function regular(size: number): TextStyle {
  return { size, weight: 'regular', slant: 'normal' };
}

export function bold(size: number): TextStyle {
  return { size, weight: 'bold', slant: 'normal' };
}

export function italic(size: number): TextStyle {
  return { size, weight: 'regular', slant: 'italic' };
}

export function textAt(
  x: number,
  y: number,
  width: number,
  text: string,
  style: TextStyle,
  align: 'left' | 'center' | 'right' = 'left',
): Drawing {
  return { kind: 'text', x, y, width, text, style, align };
}

/** Mid gray, thin: it separates rows without looking like a mark. */
export function hairline(x: number, y: number, width: number): Drawing {
  return {
    kind: 'path',
    points: [
      [x, y],
      [x + width, y],
    ],
    line: { width: 0.12, lightness: 0.55 },
  };
}
