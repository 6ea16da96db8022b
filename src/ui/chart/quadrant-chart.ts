import type { Interval } from './hundred-people';
import { chartColours, coordinate, escapeXml, label, line, picture, rect } from './svg';

/** A point with both its intervals. */
export interface QuadrantPoint {
  /** Printed in the mark: the number of its line in the list below. */
  readonly number: string;
  /** Said when pointed at. */
  readonly name: string;
  readonly across: Interval;
  readonly up: Interval;
  /** Whether it is called by its corner: filled, else hollow. */
  readonly sure: boolean;
  /** In the corner that matters most. */
  readonly marked: boolean;
}

export interface QuadrantWords {
  readonly title: string;
  readonly across: string;
  readonly up: string;
  /** Left above, right above, left below, right below. */
  readonly corners: readonly [string, string, string, string];
}

export interface QuadrantChartOptions {
  readonly words: QuadrantWords;
  /** Where the upright and the level cut line stand. */
  readonly lines: { readonly across: number; readonly up: number };
  readonly width: number;
  readonly height: number;
  readonly formatAcross: (value: number) => string;
  readonly formatUp: (value: number) => string;
}

/** The corner above on the left, low but weighty, is tinted. */
const tint = '#fbeee6';

/**
 * Points in four corners, each with a cross of its two intervals. Plain SVG without style sheets, as all charts of the
 * house; the figures stand in a list beside it, so the picture may be read roughly.
 */
export function quadrantChart(points: readonly QuadrantPoint[], options: QuadrantChartOptions): string {
  const { words, lines, width, height } = options;
  const frame = { left: 44, right: width - 14, top: 10, bottom: height - 44 };
  const across = scaleOf(
    points.map((point) => point.across),
    frame.left,
    frame.right,
    10,
    100,
  );
  const up = scaleOf(
    points.map((point) => point.up),
    frame.bottom,
    frame.top,
    0.1,
    1,
  );
  const cutX = across.at(lines.across);
  const cutY = up.at(lines.up);
  const grid = [
    rect({ x: frame.left, y: frame.top, width: cutX - frame.left, height: cutY - frame.top }, tint),
    ...across.ticks.map((tick) => line(across.at(tick), frame.top, across.at(tick), frame.bottom, chartColours.grid)),
    ...up.ticks.map((tick) => line(frame.left, up.at(tick), frame.right, up.at(tick), chartColours.grid)),
    ...across.ticks.map((tick) => tickLabel(across.at(tick), frame.bottom + 15, options.formatAcross(tick), 'middle')),
    ...up.ticks.map((tick) => tickLabel(frame.left - 6, up.at(tick) + 4, options.formatUp(tick), 'end')),
    label((frame.left + frame.right) / 2, height - 6, words.across, { anchor: 'middle', size: 12.5 }),
    `<text transform="translate(12 ${coordinate((frame.top + frame.bottom) / 2)}) rotate(-90)" font-size="12.5" text-anchor="middle" fill="${chartColours.ink}">${escapeXml(words.up)}</text>`,
    dashed(cutX, frame.top, cutX, frame.bottom),
    dashed(frame.left, cutY, frame.right, cutY),
  ];
  const [leftAbove, rightAbove, leftBelow, rightBelow] = words.corners;
  const corners = [
    cornerLabel(frame.left + 6, frame.top + 15, leftAbove, 'start', '#a63603'),
    cornerLabel(frame.right - 6, frame.top + 15, rightAbove, 'end', chartColours.mark),
    cornerLabel(frame.left + 6, frame.bottom - 7, leftBelow, 'start', chartColours.soft),
    cornerLabel(frame.right - 6, frame.bottom - 7, rightBelow, 'end', chartColours.soft),
  ];
  const crosses = points.map((point) => cross(point, across.at, up.at));
  // Those that matter most lie on top.
  const ordered = [...points].sort((a, b) => Number(a.marked) - Number(b.marked));
  const marks = ordered.map((point) => mark(point, across.at(point.across.value), up.at(point.up.value)));
  return picture({ width, height }, words.title, [...grid, ...crosses, ...corners, ...marks].join(''));
}

interface ChartScale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** From the step below the lowest end to the step above the highest, at most `top`; ends outside are cut off. */
function scaleOf(of: readonly Interval[], from: number, until: number, step: number, top: number): ChartScale {
  const low = Math.floor(Math.min(top - step, ...of.map((each) => each.low)) / step) * step;
  const high = Math.min(top, Math.ceil(Math.max(...of.map((each) => each.high)) / step) * step);
  const at = (value: number) => from + ((until - from) * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
  const steps = Math.round((high - low) / step);
  const every = Math.ceil(steps / 6);
  const ticks = Array.from({ length: Math.floor(steps / every) + 1 }, (_, index) => low + index * every * step);
  return { at, ticks };
}

function cross(
  { across, up, marked, sure }: QuadrantPoint,
  x: (value: number) => number,
  y: (value: number) => number,
) {
  const colour = marked && sure ? '#d9a583' : '#b9c7c1';
  const [middleX, middleY] = [x(across.value), y(up.value)];
  return (
    line(x(across.low), middleY, x(across.high), middleY, colour, 1.4) +
    line(middleX, y(up.low), middleX, y(up.high), colour, 1.4)
  );
}

function mark({ number, name, sure, marked }: QuadrantPoint, x: number, y: number): string {
  const colour = marked ? '#a63603' : chartColours.mark;
  const fill = sure ? colour : '#ffffff';
  const circle = `<circle cx="${coordinate(x)}" cy="${coordinate(y)}" r="9" fill="${fill}" stroke="${colour}" stroke-width="1.6"${sure ? '' : ' stroke-dasharray="3 2"'}/>`;
  const text = label(x, y + 3.6, number, { anchor: 'middle', size: 10, weight: 600, fill: sure ? '#ffffff' : colour });
  return `<g><title>${escapeXml(name)}</title>${circle}${text}</g>`;
}

function dashed(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${coordinate(x1)}" y1="${coordinate(y1)}" x2="${coordinate(x2)}" y2="${coordinate(y2)}" stroke="${chartColours.soft}" stroke-width="1.2" stroke-dasharray="5 4"/>`;
}

function tickLabel(x: number, y: number, text: string, anchor: 'middle' | 'end'): string {
  return label(x, y, text, { anchor, size: 11, fill: chartColours.soft });
}

function cornerLabel(x: number, y: number, text: string, anchor: 'start' | 'end', fill: string): string {
  return label(x, y, text, { anchor, size: 13, weight: 600, fill });
}
