import type { TableBlock } from './official-document';
import { tableLetterSize } from './official-layout';

/** Blank left and right of a cell's words together, in both renderers. */
export const cellPaddingMillimetres = 3.2;

/** Longer words break; no column is kept wide for them. */
const longestKeptWord = 14;

/**
 * Widths in millimetres that add up to the page's: every column first gets room for its longest word, so that "TT" and
 * "14/12/2025" do not break in the middle, then the rest is shared by weight.
 */
export function columnWidths(table: Pick<TableBlock, 'columns' | 'rows'>, widthMillimetres: number): readonly number[] {
  const size = tableLetterSize(table.columns.length, widthMillimetres);
  const least = table.columns.map((column, at) => {
    const head = Math.max(0, ...wordWidths(column.title)) * 1.1;
    const cells = Math.max(0, ...table.rows.flatMap((row) => wordWidths(row.cells[at] ?? '')));
    return Math.max(head, cells, 1) * size * 0.3528 + cellPaddingMillimetres;
  });
  const weights = table.columns.map((column) => Math.max(0.01, column.weight ?? 1));
  return shared(least, weights, widthMillimetres);
}

/** In letter sizes. In this family a figure is half its size wide, a small letter about as much, a capital 0.72. */
function wordWidths(text: string): readonly number[] {
  return text.split(/[\s–]+/).map((word) => {
    if (word.length > longestKeptWord) return 0;
    const capitals = word.replace(/[^\p{Lu}]/gu, '').length;
    return capitals * 0.72 + (word.length - capitals) * 0.53;
  });
}

/** By weight, but nobody below the least; when the least are too much together, all shrink alike. */
function shared(least: readonly number[], weights: readonly number[], width: number): readonly number[] {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  if (sum(least) >= width) return least.map((each) => (each / sum(least)) * width);
  const fixed = new Set<number>();
  for (;;) {
    const rest = width - sum(least.filter((_, at) => fixed.has(at)));
    const free = sum(weights.filter((_, at) => !fixed.has(at)));
    const widths = least.map((each, at) => (fixed.has(at) ? each : (rest * (weights[at] ?? 1)) / free));
    const short = widths.findIndex((each, at) => !fixed.has(at) && each < (least[at] ?? 0));
    if (short < 0) return widths;
    fixed.add(short);
  }
}
