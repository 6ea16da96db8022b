import type { Block, RatingQuestion } from './sheet-content';
import { bold, type Drawing, hairline, type Measure, regular, strip, type Strip, textAt } from './sheet-drawing';
import type { AnswerBox } from './sheet-layout';
import { bodyOf, boxAt, type PaperMeasures, rowArea } from './sheet-paper';

type Ratings = Extract<Block, { kind: 'ratings' }>;

const gutter = 2;

interface Grid {
  readonly left: number;
  readonly right: number;
  /** Middle of each column. */
  readonly middles: readonly number[];
  readonly pitch: number;
  readonly wordsWidth: number;
}

/** One strip per question, its words left, its boxes right; the words of the columns stand above and on every new page. */
export function ratingStrips(block: Ratings, measures: PaperMeasures, measure: Measure): Strip[] {
  const grid = gridOf(block, measures);
  const heads = columnHeads(block, grid, measures, measure);
  return block.sections.flatMap((section, index) => {
    const first = index === 0;
    const title = section.title === '' ? [] : [sectionTitle(section.title, grid, measures, measure, heads)];
    const questions = section.questions.map((question) =>
      questionStrip(question, block, grid, measures, measure, heads),
    );
    return [...(first ? [{ ...heads, keepWithNext: true, gap: 1.5 }] : []), ...title, ...questions];
  });
}

function gridOf(block: Ratings, measures: PaperMeasures): Grid {
  const body = bodyOf(measures);
  const right = body.x + body.width;
  const pitch = measures.ratingPitch;
  const columns = block.columns.length;
  const middles = block.columns.map((_, index) => right - pitch * (columns - index - 0.5));
  return { left: body.x, right, middles, pitch, wordsWidth: body.width - pitch * columns - gutter };
}

function columnHeads(block: Ratings, grid: Grid, { letters }: PaperMeasures, measure: Measure): Strip {
  const style = regular(letters.scale);
  const width = grid.pitch - 0.4;
  const sizes = block.columns.map(({ words }) => measure(words, width, style));
  const height = Math.max(...sizes.map((size) => size.height)) + 1.6;
  return strip({
    height,
    drawings: [
      ...block.columns.map(({ words }, index) =>
        textAt(
          (grid.middles[index] ?? 0) - width / 2,
          height - 0.8 - (sizes[index]?.height ?? 0),
          width,
          words,
          style,
          'center',
        ),
      ),
      hairline(grid.left, height, grid.right - grid.left),
    ],
  });
}

function sectionTitle(
  title: string,
  grid: Grid,
  { letters, rowPadding }: PaperMeasures,
  measure: Measure,
  heads: Strip,
): Strip {
  const width = grid.right - grid.left;
  const style = bold(letters.body);
  const { height } = measure(title, width, style);
  return strip({
    height: height + 2 * rowPadding,
    drawings: [textAt(grid.left, rowPadding, width, title, style), hairline(grid.left, height + 2 * rowPadding, width)],
    keepWithNext: true,
    gap: 0,
    heads,
    name: title,
  });
}

function questionStrip(
  { item, number, text }: RatingQuestion,
  block: Ratings,
  grid: Grid,
  measures: PaperMeasures,
  measure: Measure,
  heads: Strip,
): Strip {
  const { letters, numberWidth, rowPitch, rowPadding } = measures;
  const style = regular(letters.body);
  const indent = number === '' ? 0 : numberWidth;
  const width = grid.wordsWidth - indent;
  const words = measure(text, width, style);
  const height = Math.max(words.height + 2 * rowPadding, rowPitch);
  const top = (height - words.height) / 2;
  const boxes = block.columns.map(({ choice }, index): AnswerBox => ({
    ...boxAt(grid.middles[index] ?? 0, height / 2),
    item,
    choice,
  }));
  const drawings: Drawing[] = [
    ...(number === '' ? [] : [textAt(grid.left, top, numberWidth, `${number}.`, style)]),
    textAt(grid.left + indent, top, width, text, style),
    hairline(grid.left, height, grid.right - grid.left),
  ];
  return strip({
    height,
    drawings,
    boxes,
    rows: [{ item, kind: 'one', area: rowArea(measures, height) }],
    heads,
    name: text,
  });
}
