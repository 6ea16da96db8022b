import { fail, ok, type Result } from '../kernel/result';
import { paperText } from '../kernel/paper-text';
import { sheetText } from '../ui/text/ballot-sheet';
import { guideReminder } from './guide-strip';
import { type PlacedStrip, paginateStrips } from './paginate-strips';
import { layoutTag } from './sheet-code';
import { sheetContent, type SheetInput } from './sheet-content';
import { bold, type Drawing, type Measure, movedDown, regular, textAt } from './sheet-drawing';
import { layoutFormat, type PageLayout, type SheetLayout } from './sheet-layout';
import { blankPage, bodyOf, boxLine, codeLine, type Paper, papers, type PaperMeasures } from './sheet-paper';
import { stripsOf } from './sheet-strips';

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

export function composeSheet(
  input: SheetInput,
  paper: Paper,
  marks: SheetMarks,
  measure: Measure,
): Result<ComposedSheet, SheetProblem> {
  const measures = papers[paper];
  const body = bodyOf(measures);
  const strips = sheetContent(input).flatMap((block) => stripsOf(block, measures, measure));
  const paginated = paginateStrips(strips, body.height);
  if (!paginated.ok) return fail({ type: 'sheet-question-too-tall', question: paginated.error.name, paper });
  const pages = paginated.value;
  if (pages.length > measures.mostPages)
    return fail({ type: 'sheet-too-long', pages: pages.length, most: measures.mostPages, paper });
  const places = pages.map((placed, index) => placesOf(placed, blankPage(measures, index + 1), body.y));
  const { id, version } = input.questionnaire;
  const untagged = {
    format: layoutFormat,
    form: id,
    version,
    paper,
    width: measures.width,
    height: measures.height,
    pages: places,
  } as const;
  const layout: SheetLayout = { ...untagged, tag: layoutTag(untagged) };
  const drawings = places.map((page, index) => [
    ...frameOfPage(page, layout, input, marks, measures, measure),
    ...(pages[index] ?? []).flatMap(({ strip, y }) => strip.drawings.map((drawing) => movedDown(drawing, body.y + y))),
  ]);
  return ok({ layout, drawings });
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

/** Places are whole hundredths of a millimetre, on paper and in the layout alike. */
function hundredths(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}

function rounded<T extends { readonly x: number; readonly y: number; readonly width: number; readonly height: number }>(
  place: T,
): T {
  const { x, y, width, height } = place;
  return { ...place, x: hundredths(x), y: hundredths(y), width: hundredths(width), height: hundredths(height) };
}

/** What every page has: squares, boxes, frames, title, the words of the code, the line below. */
function frameOfPage(
  page: PageLayout,
  layout: SheetLayout,
  input: SheetInput,
  marks: SheetMarks,
  measures: PaperMeasures,
  measure: Measure,
): Drawing[] {
  return [
    ...page.anchors.map((square): Drawing => ({ kind: 'rectangle', ...square, fill: 0, line: null, radius: 0 })),
    ...page.boxes.map(({ x, y, width, height }): Drawing => ({
      kind: 'rectangle',
      x,
      y,
      width,
      height,
      fill: 1,
      line: { width: boxLine, lightness: 0 },
      radius: 0,
    })),
    ...page.frames.map(({ x, y, width, height }): Drawing => ({
      kind: 'rectangle',
      x,
      y,
      width,
      height,
      fill: null,
      line: { width: 0.2, lightness: 0.35 },
      radius: 0,
    })),
    ...titleOf(page, input, measures, measure),
    ...codeWords(page, layout, marks, measures, measure),
    ...footOf(page, layout, marks, measures),
  ];
}

function titleOf(page: PageLayout, input: SheetInput, measures: PaperMeasures, measure: Measure): Drawing[] {
  const { margin, letters } = measures;
  const width = page.codeText.x - margin - 2;
  const top = 17.5;
  if (page.page > 1) {
    const title = `${sheetText.title} ${sheetText.continued}`;
    const height = measure(title, width, bold(letters.body)).height;
    return [
      textAt(margin, top, width, title, bold(letters.body)),
      ...guideReminder(margin, top + height + 1.5, width, measures),
    ];
  }
  const owner = [input.unitName, input.officeName ?? (input.unitName === undefined ? undefined : sheetText.office)]
    .filter((name) => name !== undefined)
    .map((name) => paperText(name));
  const lines = [
    ...owner.map((name, index) => ({ text: name, style: index === 0 ? bold(letters.small) : regular(letters.small) })),
    { text: sheetText.title, style: bold(letters.title) },
    ...(input.periodLabel === undefined ? [] : [{ text: paperText(input.periodLabel), style: regular(letters.small) }]),
  ];
  let y = top;
  return lines.map(({ text, style }) => {
    const placed = textAt(margin, y, width, text, style);
    y += measure(text, width, style).height + 0.6;
    return placed;
  });
}

function codeWords(
  page: PageLayout,
  layout: SheetLayout,
  marks: SheetMarks,
  measures: PaperMeasures,
  measure: Measure,
): Drawing[] {
  const { x, y, width } = page.codeText;
  const line = codeLine(measures);
  const pageWords = sheetText.page.replace('{page}', String(page.page)).replace('{pages}', String(layout.pages.length));
  const run = `${sheetText.run.replace('{run}', marks.run)} · ${pageWords}`;
  const form = sheetText.form.replace('{form}', layout.form).replace('{version}', String(layout.version));
  const fitted = (text: string, size: number): number =>
    Math.min(size, (size * width) / measure(text, 1_000, regular(size)).width);
  const { code } = measures.letters;
  return [
    ...(marks.kind === 'copy-master'
      ? [textAt(x, y, width, sheetText.copyMaster, bold(fitted(sheetText.copyMaster, code)), 'center')]
      : []),
    textAt(x, y + line, width, run, regular(fitted(run, code)), 'center'),
    textAt(x, y + 2 * line, width, form, regular(fitted(form, code)), 'center'),
  ];
}

function footOf(page: PageLayout, layout: SheetLayout, marks: SheetMarks, measures: PaperMeasures): Drawing[] {
  const holds = marks.kind === 'copy-master' ? sheetText.codeHoldsCopy : sheetText.codeHolds;
  const left = 19;
  const top = measures.height - 14;
  const width = measures.width - 2 * left;
  const next =
    page.page < layout.pages.length
      ? [
          textAt(
            left,
            top - 4.6,
            width,
            sheetText.turnOver.replace('{page}', String(page.page + 1)),
            bold(measures.letters.code),
            'right',
          ),
        ]
      : [];
  return [textAt(left, top, width, holds, regular(measures.letters.code), 'center'), ...next];
}
