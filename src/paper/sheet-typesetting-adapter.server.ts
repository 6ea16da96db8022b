import { ok, type Result } from '../kernel/result';
import { compilePdf, queryTypst } from '../platform/typst-compiler.server';
import { sheetText } from '../ui/text/ballot-sheet';
import { composeSheet, type ComposedSheet, type SheetMarks, type SheetProblem } from './compose-sheet';
import type { SheetInput } from './sheet-content';
import type { Measure, TextSize, TextStyle } from './sheet-drawing';
import type { SheetLayout } from './sheet-layout';
import type { Paper } from './sheet-paper';
import { drawingTemplate, measuringTemplate } from './typst-sheet';

export interface TypesetSheet {
  readonly layout: SheetLayout;
  /** One page of PDF per page of the sheet, without QR code and serial. */
  readonly template: Uint8Array;
}

interface TypesetOptions {
  readonly paper: Paper;
  readonly marks: SheetMarks;
  /** The officials' photos by the names the input gives them. */
  readonly photos?: Readonly<Record<string, Uint8Array>>;
}

export function typesetSheet(input: SheetInput, options: TypesetOptions): Result<TypesetSheet, SheetProblem> {
  const composed = composeMeasured(input, options);
  if (!composed.ok) return composed;
  const { layout, drawings } = composed.value;
  const data = { title: sheetText.title, width: layout.width, height: layout.height, pages: drawings };
  const template = compilePdf(drawingTemplate, data, { standard: '1.7', files: options.photos ?? {} });
  return ok({ layout, template });
}

/**
 * Sizes of texts come from Typst, places from the pure rule: it is run over guesses, what it asked for is measured at one go,
 * and again until it asks for nothing new (two or three rounds). `heights` takes the measured heights, by text, width and style.
 */
export function composeMeasured(
  input: SheetInput,
  { paper, marks }: Pick<TypesetOptions, 'paper' | 'marks'>,
  heights = new Map<string, number>(),
): Result<ComposedSheet, SheetProblem> {
  const known = new Map<string, TextSize>();
  for (;;) {
    const asked = new Map<string, { readonly text: string; readonly width: number; readonly style: TextStyle }>();
    const measure: Measure = (text, width, style) => {
      const key = JSON.stringify([text, width, style]);
      const size = known.get(key);
      if (size === undefined) asked.set(key, { text, width, style });
      return size ?? { width: 20, height: 5 };
    };
    const composed = composeSheet(input, paper, marks, measure);
    if (asked.size === 0) return composed;
    const texts = [...asked.values()];
    const sizes = queryTypst(measuringTemplate, { texts }, 'sizes') as readonly (readonly [number, number])[];
    [...asked.keys()].forEach((key, index) => {
      const [width, height] = sizes[index] ?? [0, 0];
      known.set(key, { width, height });
      heights.set(key, height);
    });
  }
}
