import type { AlignedBox } from './align-boxes';
import { type BoxPatch, margin, step, takeBytes } from './box-patch';
import { percentile } from './refine-square';

/** What there is of ink in and around one box. Shares 0–1 of samples darker than the paper by the sheet's threshold. */
export interface BoxMeasure {
  readonly inkShare: number;
  readonly ringShare: number;
  /** On how many of the four sides: a circle around the box has at least three. */
  readonly ringSides: number;
  /** How dark the ink is against the paper: a fifth of the inked samples inside are darker. */
  readonly contrast: number;
  /** Share of the inside that is at least half as dark: without the soft edges of strokes. */
  readonly solidShare: number;
  /** The longer side of the largest connected inked patch inside, millimetres. */
  readonly extent: number;
  /** The same of the whitest of the nine parts of the inside: a filled box leaves none white, a cross does. */
  readonly leastPart: number;
  /** A straight line comes in at one side and goes on past the other: a streak, a fold, a row struck out. */
  readonly hasLineThrough: boolean;
}

/** Millimetres from the middle of the outline to where the inside begins and where the ring begins and ends (rules between rows stand 1.5 off). */
const inset = 0.55;
const ringStart = 0.5;
const ringEnd = 1.15;
/** Where lines that go on are looked for: outside the ring, before the next box (7.2 − 4.2 = 3.0 away). */
const frameAt = 1.8;

/** Darkness of each sample, 0–255 for none to black, smoothed over 2 × 2, with the place of the box in it. */
export interface DarkPatch {
  readonly columns: number;
  readonly rows: number;
  readonly dark: Uint8Array;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function darkPatch({ box, patch, shift }: AlignedBox): DarkPatch {
  const left = (margin + shift.x) / step;
  const top = (margin + shift.y) / step;
  return {
    columns: patch.columns,
    rows: patch.rows,
    dark: darkness(patch),
    left,
    top,
    right: left + box.width / step,
    bottom: top + box.height / step,
  };
}

function darkness({ columns, rows, data, paper }: BoxPatch): Uint8Array {
  const dark = takeBytes(columns * rows);
  const scale = Math.round((255 * 65_536) / 4 / Math.max(1, paper));
  for (let row = 0; row < rows - 1; row += 1) {
    let at = row * columns;
    let before = data[at]! + data[at + columns]!;
    for (const end = at + columns - 1; at < end; at += 1) {
      const after = data[at + 1]! + data[at + columns + 1]!;
      const value = 255 - (((before + after) * scale) >> 16);
      dark[at] = value < 0 ? 0 : value;
      before = after;
    }
  }
  return dark;
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function insideOf(patch: DarkPatch): Area {
  const by = inset / step;
  return {
    left: Math.round(patch.left + by),
    top: Math.round(patch.top + by),
    right: Math.round(patch.right - by - 0.5),
    bottom: Math.round(patch.bottom - by - 0.5),
  };
}

export interface Noise {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and spread of the inside's darkness (0–255): the quietest boxes of a sheet tell its noise. */
export function insideNoise(patch: DarkPatch): Noise {
  return noiseIn(patch, insideOf(patch));
}

/** The same of the quietest of nine parts of the inside: beside a mark, which leaves some of them empty. */
export function noiseBesideMark(patch: DarkPatch): Noise {
  const { left, top, right, bottom } = insideOf(patch);
  const third = (from: number, to: number, part: number): number => Math.round(from + ((to - from) * part) / 3);
  const parts = Array.from({ length: 9 }, (_, part) => {
    const [across, down] = [part % 3, Math.floor(part / 3)];
    return noiseIn(patch, {
      left: third(left, right, across),
      right: third(left, right, across + 1),
      top: third(top, bottom, down),
      bottom: third(top, bottom, down + 1),
    });
  });
  return parts.reduce((quietest, part) => (loudness(part) < loudness(quietest) ? part : quietest));
}

/** The darkness that noise does not reach. */
export function loudness({ mean, deviation }: Noise): number {
  return mean + 4 * deviation;
}

function noiseIn({ dark, columns }: DarkPatch, { left, top, right, bottom }: Area): Noise {
  let sum = 0;
  let squares = 0;
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1) {
      const value = dark[row * columns + column]!;
      sum += value;
      squares += value * value;
    }
  const count = (bottom - top) * (right - left);
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

/** `threshold` is of the sheet: darkness (0–255) above which a sample is ink. */
export function measureBox(patch: DarkPatch, threshold: number): BoxMeasure {
  const inside = insideOf(patch);
  const ink = inkInside(patch, inside, threshold);
  return {
    ...ink,
    ...inkInRing(patch, threshold),
    extent: ink.inkShare > 0.01 ? largestExtent(patch, inside, threshold) : 0,
    hasLineThrough: ink.inkShare > 0.015 && (goesThrough(patch, threshold) || isBar(patch, inside, threshold)),
  };
}

function inkInside(
  { dark, columns }: DarkPatch,
  { left, top, right, bottom }: Area,
  threshold: number,
): Pick<BoxMeasure, 'inkShare' | 'contrast' | 'solidShare' | 'leastPart'> {
  const counts = new Uint32Array(256);
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1) counts[dark[row * columns + column]!]! += 1;
  const whole = (right - left) * (bottom - top);
  let inked = 0;
  for (let value = threshold + 1; value < 256; value += 1) inked += counts[value]!;
  if (inked === 0) return { inkShare: 0, contrast: 0, solidShare: 0, leastPart: 0 };
  const level = percentile(counts, whole - 0.2 * inked);
  const parts = solidParts({ dark, columns }, { left, top, right, bottom }, Math.max(threshold, level / 2));
  return { inkShare: inked / whole, contrast: level / 255, ...parts };
}

/** How much of the inside, and of the whitest of its nine parts, is darker than `least`. */
function solidParts(
  { dark, columns }: Pick<DarkPatch, 'dark' | 'columns'>,
  { left, top, right, bottom }: Area,
  least: number,
): Pick<BoxMeasure, 'solidShare' | 'leastPart'> {
  const parts = new Uint16Array(9);
  const sizes = new Uint16Array(9);
  let solid = 0;
  for (let row = top; row < bottom; row += 1) {
    const down = Math.floor(((row - top) * 3) / (bottom - top)) * 3;
    for (let column = left; column < right; column += 1) {
      const part = down + Math.floor(((column - left) * 3) / (right - left));
      sizes[part]! += 1;
      if (dark[row * columns + column]! <= least) continue;
      parts[part]! += 1;
      solid += 1;
    }
  }
  return {
    solidShare: solid / ((right - left) * (bottom - top)),
    leastPart: Math.min(...Array.from(parts, (count, part) => count / sizes[part]!)),
  };
}

/** Each side of the ring by itself; a line that passes along one side touches no other, for corners count as none. */
function inkInRing(patch: DarkPatch, threshold: number): Pick<BoxMeasure, 'ringShare' | 'ringSides'> {
  const { dark, columns, rows } = patch;
  const left = Math.max(0, Math.round(patch.left - ringEnd / step));
  const right = Math.min(columns - 1, Math.round(patch.right + ringEnd / step));
  const top = Math.max(0, Math.round(patch.top - ringEnd / step));
  const bottom = Math.min(rows - 1, Math.round(patch.bottom + ringEnd / step));
  const innerLeft = Math.round(patch.left - ringStart / step);
  const innerRight = Math.round(patch.right + ringStart / step) - 1;
  const innerTop = Math.round(patch.top - ringStart / step);
  const innerBottom = Math.round(patch.bottom + ringStart / step) - 1;
  const sides = [
    { left, right, top, bottom: innerTop },
    { left, right, top: innerBottom, bottom },
    { left, right: innerLeft, top: innerTop, bottom: innerBottom },
    { left: innerRight, right, top: innerTop, bottom: innerBottom },
  ].map((side) => inkIn(dark, columns, side, threshold));
  const inked = sides.reduce((sum, side) => sum + side.inked, 0);
  const seen = sides.reduce((sum, side) => sum + side.seen, 0);
  const middles = [
    inkIn(dark, columns, { left: innerLeft, right: innerRight, top, bottom: innerTop }, threshold),
    inkIn(dark, columns, { left: innerLeft, right: innerRight, top: innerBottom, bottom }, threshold),
    ...sides.slice(2),
  ];
  return {
    ringShare: inked / Math.max(1, seen),
    ringSides: middles.filter((side) => side.inked > 0.03 * side.seen).length,
  };
}

function inkIn(dark: Uint8Array, columns: number, { left, right, top, bottom }: Area, threshold: number) {
  let inked = 0;
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1) if (dark[row * columns + column]! > threshold) inked += 1;
  return { inked, seen: Math.max(0, bottom - top) * Math.max(0, right - left) };
}

function largestExtent({ dark, columns }: DarkPatch, { left, top, right, bottom }: Area, threshold: number): number {
  const width = right - left;
  const height = bottom - top;
  // One sample of white all around, so that no neighbour needs to be asked where it stands.
  const stride = width + 2;
  const isInk = new Uint8Array(stride * (height + 2));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (dark[(top + y) * columns + left + x]! > threshold) isInk[(y + 1) * stride + x + 1] = 1;
  const stack = new Uint16Array(width * height);
  let most = 0;
  for (let start = stride; start < isInk.length - stride; start += 1)
    if (isInk[start] === 1) most = Math.max(most, extentFrom(isInk, stride, start, stack));
  return most * step;
}

/** The longer side, in samples, of the connected patch that `start` belongs to; it is wiped out on the way. */
function extentFrom(isInk: Uint8Array, stride: number, start: number, stack: Uint16Array): number {
  let [west, east, north, south] = [stride, 0, isInk.length, 0];
  let depth = 1;
  stack[0] = start;
  isInk[start] = 0;
  while (depth > 0) {
    depth -= 1;
    const at = stack[depth]!;
    const y = (at / stride) | 0;
    const x = at - y * stride;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
    for (let row = at - stride; row <= at + stride; row += stride)
      for (let near = row - 1; near <= row + 1; near += 1)
        if (isInk[near] === 1) {
          isInk[near] = 0;
          stack[depth] = near;
          depth += 1;
        }
  }
  return Math.max(east - west, south - north) + 1;
}

/**
 * A straight inked way from one place on a frame around the box to another across it. Two such ways that cross at a slant
 * are a large cross, not a streak.
 */
function goesThrough(patch: DarkPatch, threshold: number): boolean {
  const crossings = frameCrossings(patch, threshold);
  const slopes: number[] = [];
  for (let one = 0; one < crossings.length; one += 1)
    for (let other = one + 1; other < crossings.length; other += 1) {
      const a = crossings[one]!;
      const b = crossings[other]!;
      if (a.side !== b.side && isInkedBetween(patch, a, b, threshold)) slopes.push(Math.atan2(b.y - a.y, b.x - a.x));
    }
  if (slopes.length === 0) return false;
  const fromAxis = (slope: number): number => Math.abs(Math.sin(2 * slope));
  const slanted = slopes.filter((slope) => fromAxis(slope) > 0.4);
  const isCross = slanted.some((a) => slanted.some((b) => Math.abs(Math.sin(a - b)) > 0.6));
  return !(isCross && slanted.length === slopes.length);
}

interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The middles of the inked stretches along the frame's four sides. */
function frameCrossings(patch: DarkPatch, threshold: number): Crossing[] {
  const by = frameAt / step;
  const left = Math.max(0, Math.round(patch.left - by));
  const right = Math.min(patch.columns - 2, Math.round(patch.right + by));
  const top = Math.max(0, Math.round(patch.top - by));
  const bottom = Math.min(patch.rows - 2, Math.round(patch.bottom + by));
  const corner = top * patch.columns + left;
  const along = (side: number, start: number, stride: number, length: number): Crossing[] => {
    const found: Crossing[] = [];
    let began = -1;
    for (let k = 0; k <= length + 1; k += 1) {
      const isInk = k <= length && patch.dark[start + k * stride]! > threshold;
      if (isInk && began < 0) began = k;
      if (isInk || began < 0) continue;
      const middle = (began + k - 1) / 2;
      const y = Math.floor(start / patch.columns);
      const x = start - y * patch.columns;
      found.push(stride === 1 ? { x: x + middle, y, side } : { x, y: y + middle, side });
      began = -1;
    }
    return found;
  };
  const [wide, high] = [right - left, bottom - top];
  return [
    ...along(0, corner, 1, wide),
    ...along(1, corner + wide, patch.columns, high),
    ...along(2, corner + high * patch.columns, 1, wide),
    ...along(3, corner, patch.columns, high),
  ];
}

/** Inked for six sevenths of the way, a sample to the side allowed, and through the inside of the box. */
function isInkedBetween(patch: DarkPatch, a: Crossing, b: Crossing, threshold: number): boolean {
  const length = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
  const aside = Math.abs(a.x - b.x) > Math.abs(a.y - b.y) ? patch.columns : 1;
  const { left, top, right, bottom } = insideOf(patch);
  let inked = 0;
  let inside = 0;
  for (let at = 0; at <= length; at += 1) {
    const x = Math.round(a.x + ((b.x - a.x) * at) / length);
    const y = Math.round(a.y + ((b.y - a.y) * at) / length);
    const here = y * patch.columns + x;
    const darkest = Math.max(patch.dark[here]!, patch.dark[here - aside] ?? 0, patch.dark[here + aside] ?? 0);
    if (darkest > threshold) inked += 1;
    if (x >= left && x < right && y >= top && y < bottom) inside += 1;
  }
  return inside * step > 1 && inked >= 0.86 * (length + 1);
}

/**
 * All ink inside is one thin bar along the page's own directions from side to side: what dust on a scanner's glass, a crease and the
 * rule of another paper leave. Hands slant.
 */
function isBar({ dark, columns }: DarkPatch, { left, top, right, bottom }: Area, threshold: number): boolean {
  const inkedRows = new Uint8Array(bottom - top);
  const inkedColumns = new Uint8Array(right - left);
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1)
      if (dark[row * columns + column]! > threshold) {
        inkedRows[row - top] = 1;
        inkedColumns[column - left] = 1;
      }
  const count = (inked: Uint8Array): number => inked.reduce((sum, one) => sum + one, 0);
  const rows = count(inkedRows);
  const across = count(inkedColumns);
  const thin = 0.95 / step;
  return (across <= thin && rows >= 0.85 * inkedRows.length) || (rows <= thin && across >= 0.85 * inkedColumns.length);
}
