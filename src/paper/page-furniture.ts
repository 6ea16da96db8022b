import { paperText } from '../kernel/paper-text';
import { sheetText } from '../ui/text/ballot-sheet';
import type { SheetMarks } from './compose-sheet';
import { guideReminder } from './guide-strip';
import type { SheetInput } from './sheet-content';
import { bold, type Drawing, type Measure, regular, textAt, type TextStyle } from './sheet-drawing';
import type { PageLayout, SheetLayout } from './sheet-layout';
import { boxLine, footOf, lineHeight, papers, titleOf } from './sheet-paper';

/** What every page has besides its questions: squares, boxes, frames, title, the words of the code, the foot. */
export function pageFurniture(
  page: PageLayout,
  layout: SheetLayout,
  input: SheetInput,
  marks: SheetMarks,
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
      radius: 0,
      line: { width: boxLine, lightness: 0 },
    })),
    ...page.frames.map(({ x, y, width, height }): Drawing => ({
      kind: 'rectangle',
      x,
      y,
      width,
      height,
      fill: null,
      radius: 0,
      line: { width: 0.2, lightness: 0.35 },
    })),
    ...(page.page === 1 ? firstTitle(layout, input, measure) : laterTitle(layout, measure)),
    ...codeWords(page, layout, marks, measure),
    ...foot(page, layout, marks, measure),
  ];
}

interface Line {
  readonly text: string;
  readonly style: TextStyle;
  readonly gap: number;
}

/** Owner, title and period; all of them smaller where names are long, for the place does not grow. */
function firstTitle({ paper }: SheetLayout, input: SheetInput, measure: Measure): Drawing[] {
  const { letters } = papers[paper];
  const place = titleOf(papers[paper]);
  const office = input.officeName ?? (input.unitName === undefined ? undefined : sheetText.office);
  const lines = (share: number): Line[] => [
    ...named(input.unitName, bold(letters.small * share), 0),
    ...named(office, regular(letters.small * share), 0.5 * share),
    {
      text: paper === 'A4' ? sheetText.title : sheetText.titleInTwoLines,
      style: bold(letters.title * share),
      gap: 1.8 * share,
    },
    ...named(input.periodLabel, regular(letters.small * share), 0.6 * share),
  ];
  return stacked(fittingShare(lines, place.width, place.height, measure), place, measure);
}

function laterTitle({ paper }: SheetLayout, measure: Measure): Drawing[] {
  const measures = papers[paper];
  const place = titleOf(measures);
  const title = [{ text: sheetText.titleAgain, style: bold(measures.letters.body), gap: 0 }];
  const height = heightOf(title, place.width, measure);
  return [...stacked(title, place, measure), ...guideReminder(place.x, place.y + height + 1.2, place.width, measures)];
}

function named(name: string | undefined, style: TextStyle, gap: number): Line[] {
  return name === undefined ? [] : [{ text: paperText(name), style, gap }];
}

const shares = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4];

function fittingShare(lines: (share: number) => Line[], width: number, height: number, measure: Measure): Line[] {
  return lines(shares.find((share) => heightOf(lines(share), width, measure) <= height) ?? 0.4);
}

function heightOf(lines: readonly Line[], width: number, measure: Measure): number {
  return lines.reduce((sum, { text, style, gap }) => sum + gap + measure(text, width, style).height, 0);
}

function stacked(
  lines: readonly Line[],
  place: { readonly x: number; readonly y: number; readonly width: number },
  measure: Measure,
): Drawing[] {
  let { y } = place;
  return lines.map(({ text, style, gap }) => {
    const placed = textAt(place.x, y + gap, place.width, text, style);
    y += gap + measure(text, place.width, style).height;
    return placed;
  });
}

/** The first line of a numbered sheet is left for its serial. */
function codeWords(
  { page, codeText }: PageLayout,
  layout: SheetLayout,
  marks: SheetMarks,
  measure: Measure,
): Drawing[] {
  const { letters } = papers[layout.paper];
  const { x, y, width } = codeText;
  const words = filled(sheetText.code, { ...layout, run: marks.run, page, pages: layout.pages.length });
  const size = fittingSize(words, letters.code, width, measure);
  const copy = fittingSize(sheetText.copyMaster, letters.code, width, measure);
  return [
    ...(marks.kind === 'copy-master' ? [textAt(x, y, width, sheetText.copyMaster, bold(copy), 'center')] : []),
    textAt(x, y + lineHeight(letters.code), width, words, regular(size), 'center'),
  ];
}

/** In one line; a twentieth is kept back for bold letters. */
function fittingSize(text: string, size: number, width: number, measure: Measure): number {
  return Math.min(size, (size * width * 0.95) / measure(text, 1_000, regular(size)).width);
}

function foot({ page }: PageLayout, layout: SheetLayout, marks: SheetMarks, measure: Measure): Drawing[] {
  const measures = papers[layout.paper];
  const { code } = measures.letters;
  const place = footOf(measures);
  const pages = layout.pages.length;
  const holds = marks.kind === 'copy-master' ? sheetText.codeHoldsCopy : sheetText.codeHolds;
  const size = fittingSize(holds, code, place.width, measure);
  const next = page < pages ? filled(sheetText.turnOver, { page: page + 1 }) : '';
  return [
    textAt(place.x, place.y, place.width, filled(sheetText.page, { page, pages }), regular(code)),
    ...(next === '' ? [] : [textAt(place.x, place.y, place.width, next, bold(code), 'right')]),
    textAt(place.x, place.y + lineHeight(code), place.width, holds, regular(size), 'center'),
  ];
}

function filled(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
