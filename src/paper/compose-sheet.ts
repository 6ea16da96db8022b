import { fail, ok, type Result } from '../kernel/result';
import { pageFurniture } from './page-furniture';
import { type PlacedStrip, paginateStrips } from './paginate-strips';
import { layoutTag } from './sheet-code';
import { sheetContent, type SheetInput } from './sheet-content';
import { type Drawing, type Measure, movedDown } from './sheet-drawing';
import { layoutFormat, type PageLayout, type SheetLayout } from './sheet-layout';
import { blankPage, bodyOf, hundredths, type Paper, type PaperMeasures, papers, snug } from './sheet-paper';
import { stripsOf } from './sheet-strips';
import { stretchFrames } from './stretch-frames';

/** A ballot with everything in its place: what Typst draws, and where the reader finds it. */
export interface ComposedSheet {
  readonly layout: SheetLayout;
  readonly drawings: readonly (readonly Drawing[])[];
}

export type SheetProblem =
  | { readonly type: 'sheet-question-too-tall'; readonly question: string; readonly paper: Paper }
  | {
      readonly type: 'sheet-too-long';
      readonly pages: number;
      readonly most: number;
      readonly paper: Paper;
    };

/** The printing of one run; nothing of it moves a box. */
export interface SheetMarks {
  readonly run: string;
  readonly kind: 'numbered' | 'copy-master';
}

/** On as few pages as snug rows allow, and roomy where they need no more. */
export function composeSheet(
  input: SheetInput,
  paper: Paper,
  marks: SheetMarks,
  measure: Measure,
): Result<ComposedSheet, SheetProblem> {
  const roomy = paginated(input, papers[paper], measure);
  const close = paginated(input, snug(papers[paper]), measure);
  const chosen = close.ok && (!roomy.ok || close.value.length < roomy.value.length) ? close : roomy;
  if (!chosen.ok) return fail({ type: 'sheet-question-too-tall', question: chosen.error.name, paper });
  const measures = papers[paper];
  const pages = stretchFrames(chosen.value, bodyOf(measures).height);
  if (pages.length > measures.mostPages)
    return fail({ type: 'sheet-too-long', pages: pages.length, most: measures.mostPages, paper });
  return ok(sheetOf(pages, input, measures, marks, measure));
}

function paginated(input: SheetInput, measures: PaperMeasures, measure: Measure): ReturnType<typeof paginateStrips> {
  const strips = sheetContent(input).flatMap((block) => stripsOf(block, measures, measure));
  return paginateStrips(strips, bodyOf(measures).height);
}

function sheetOf(
  pages: readonly (readonly PlacedStrip[])[],
  input: SheetInput,
  measures: PaperMeasures,
  marks: SheetMarks,
  measure: Measure,
): ComposedSheet {
  const top = bodyOf(measures).y;
  const { id, version } = input.questionnaire;
  const untagged = {
    format: layoutFormat,
    form: id,
    version,
    paper: measures.paper,
    width: measures.width,
    height: measures.height,
    pages: pages.map((strips, index) => placesOf(strips, blankPage(measures, index + 1), top)),
  } as const;
  const layout: SheetLayout = { ...untagged, tag: layoutTag(untagged) };
  const drawings = layout.pages.map((page, index) => [
    ...pageFurniture(page, layout, input, marks, measure),
    ...(pages[index] ?? []).flatMap(({ strip, y }) => strip.drawings.map((drawing) => movedDown(drawing, top + y))),
  ]);
  return { layout, drawings };
}

function placesOf(placed: readonly PlacedStrip[], page: PageLayout, top: number): PageLayout {
  const down = <T extends { readonly y: number }>(place: T, by: number): T => ({
    ...place,
    y: hundredths(place.y + by),
  });
  return {
    ...page,
    rows: placed.flatMap(({ strip, y }) =>
      strip.rows.map((row) => ({ ...row, area: rounded(down(row.area, top + y)) })),
    ),
    boxes: placed.flatMap(({ strip, y }) => strip.boxes.map((box) => rounded(down(box, top + y)))),
    frames: placed.flatMap(({ strip, y }) => strip.frames.map((frame) => rounded(down(frame, top + y)))),
  };
}

function rounded<T extends { readonly x: number; readonly y: number; readonly width: number; readonly height: number }>(
  place: T,
): T {
  const { x, y, width, height } = place;
  return { ...place, x: hundredths(x), y: hundredths(y), width: hundredths(width), height: hundredths(height) };
}
