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
  /** Names above their bars instead of beside them: for narrow screens. */
  readonly stacked?: boolean;
}

const lineHeight = 18;
const figureWidth = 74;

/**
 * Figures of several groups under one another on the scale 0–100: a dot for the value, a bar for the interval. Long names
 * are broken at spaces. Plain SVG without style sheets, so the same picture serves page, PDF and DOCX.
 */
export function intervalChart(lines: readonly IntervalLine[], options: IntervalChartOptions): string {
  const { width = 720, stacked = false, formatTick = String } = options;
  const nameWidth = options.nameWidth ?? Math.round(stacked ? width - figureWidth : width * 0.36);
  const from = stacked ? 8 : nameWidth + 16;
  const until = stacked ? width - 12 : width - figureWidth;
  const x = (percent: number) => from + ((until - from) * percent) / 100;
  let y = 8;
  const rows: string[] = [];
  const marks: number[] = [];
  for (const each of lines) {
    const words = wrap(each.name, Math.max(10, Math.floor(nameWidth / 6.9)));
    const block = words.length * lineHeight;
    const height = stacked ? block + 32 : Math.max(34, block + 14);
    const first = stacked ? y + 14 : y + height / 2 + 4.5 - ((words.length - 1) / 2) * lineHeight;
    words.forEach((text, index) => rows.push(label(0, first + index * lineHeight, text)));
    const mark = stacked ? y + block + 12 : y + height / 2;
    marks.push(mark);
    rows.push(rowMark(each, mark, x), label(width, stacked ? first : mark + 4.5, each.figure, figureStyle(each)));
    y += height;
  }
  const upright = (percent: number, top: number, bottom: number) =>
    `<line x1="${coordinate(x(percent))}" y1="${coordinate(top)}" x2="${coordinate(x(percent))}" y2="${coordinate(bottom)}" stroke="${chartColours.soft}" stroke-width="1.2" stroke-dasharray="4 3"/>`;
  const grid = [0, 25, 50, 75, 100].map(
    (tick) =>
      // Beside their bars the names stand clear of the grid; above them they would not.
      (stacked ? '' : line(x(tick), 4, x(tick), y, chartColours.grid)) +
      label(x(tick), y + 16, formatTick(tick), { size: 11.5, anchor: 'middle', fill: chartColours.soft }),
  );
  const tracks = stacked
    ? marks.map((at) => rect({ x: x(0), y: at - 2, width: x(100) - x(0), height: 4, radius: 2 }, chartColours.empty))
    : [];
  const { reference: percent } = options;
  const reference =
    percent === undefined
      ? []
      : stacked
        ? marks.map((at) => upright(percent, at - 9, at + 9))
        : [upright(percent, 4, y)];
  return picture({ width, height: y + 24 }, options.title, [...grid, ...tracks, ...reference, ...rows].join(''));
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
