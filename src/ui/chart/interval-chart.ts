import type { Interval } from './hundred-people';
import { chartColours, coordinate, label, line, picture, rect } from './svg';

/** One line: a figure with its interval, or hidden. */
export interface IntervalLine {
  readonly name: string;
  /** As printed at the right, `87,2 %`; for a hidden line the word that says so. */
  readonly figure: string;
  readonly interval: Interval | undefined;
}

export interface IntervalChartOptions {
  /** Said aloud; the names and figures are text of the picture too. */
  readonly title: string;
  readonly width?: number;
  readonly nameWidth?: number;
  readonly formatTick?: (percent: number) => string;
  /** A thin upright line, for the whole unit's figure. */
  readonly reference?: number;
}

const lineHeight = 18;
const figureWidth = 74;

/**
 * Figures of several groups under one another on the scale 0–100: a dot for the value, a bar for the interval. Long names
 * are broken at spaces. Plain SVG without style sheets, so the same picture serves page, PDF and DOCX.
 */
export function intervalChart(lines: readonly IntervalLine[], options: IntervalChartOptions): string {
  const { width = 720, nameWidth = Math.round(width * 0.36), formatTick = String } = options;
  const from = nameWidth + 16;
  const until = width - figureWidth;
  const x = (percent: number) => from + ((until - from) * percent) / 100;
  let y = 8;
  const rows: string[] = [];
  for (const each of lines) {
    const words = wrap(each.name, Math.max(10, Math.floor(nameWidth / 6.9)));
    const height = Math.max(34, words.length * lineHeight + 14);
    const middle = y + height / 2;
    words.forEach((text, index) => {
      rows.push(label(0, middle + 4.5 + (index - (words.length - 1) / 2) * lineHeight, text));
    });
    rows.push(rowMark(each, middle, x), label(width, middle + 4.5, each.figure, figureStyle(each)));
    y += height;
  }
  const grid = [0, 25, 50, 75, 100].map(
    (tick) =>
      line(x(tick), 4, x(tick), y, chartColours.grid) +
      label(x(tick), y + 16, formatTick(tick), { size: 11.5, anchor: 'middle', fill: chartColours.soft }),
  );
  const reference =
    options.reference === undefined
      ? ''
      : `<line x1="${coordinate(x(options.reference))}" y1="4" x2="${coordinate(x(options.reference))}" y2="${coordinate(y)}" stroke="${chartColours.soft}" stroke-width="1.2" stroke-dasharray="4 3"/>`;
  return picture({ width, height: y + 24 }, options.title, grid.join('') + reference + rows.join(''));
}

function figureStyle(each: IntervalLine) {
  return each.interval
    ? ({ anchor: 'end', weight: 600 } as const)
    : ({ anchor: 'end', fill: chartColours.soft, size: 12 } as const);
}

function rowMark({ interval }: IntervalLine, middle: number, x: (percent: number) => number): string {
  if (!interval) return '';
  const { value, low, high } = interval;
  return (
    rect(
      { x: x(low), y: middle - 5, width: Math.max(2, x(high) - x(low)), height: 10, radius: 5 },
      chartColours.interval,
    ) +
    `<circle cx="${coordinate(x(value))}" cy="${coordinate(middle)}" r="6" fill="${chartColours.mark}" stroke="#ffffff" stroke-width="1.5"/>`
  );
}

/** Breaks at spaces; the fourth line takes what is left, cut with an ellipsis. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= 4) return lines;
  return [...lines.slice(0, 3), `${(lines[3] ?? '').slice(0, most - 1)}…`];
}
