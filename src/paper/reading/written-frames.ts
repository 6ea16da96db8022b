import type { GrayImage, PageToPixels } from '../page-reading';
import type { TextFrame } from '../sheet-layout';
import type { AlignedBox } from './align-boxes';
import { samplePatch } from './box-patch';
import { centreOf } from './corner-hypotheses';
import { type InkMask, mostOfLines, withoutLines } from './erase-lines';
import type { Point } from './homography';

/** Millimetres between samples, from the frame's line to where its inside begins, and of the side of a tile. */
const step = 0.6;
const inset = 2.5;
const tile = 6;
/** Square millimetres of ink: a word of three letters has more. */
const leastInk = 4;
/** Samples that hang together: fewer are specks. */
const leastPatch = 4;
/** Darkness (0–255) that the grain of single samples does not reach; those of boxes are means of four. */
const leastDarkness = 32;
/** Millimetres: straight and this long, or from side to side, is the line of a frame on curled paper, a streak or a fold. */
const line = { length: 30, thick: 1.6 };

/** The frames with something written in them. To ask a person once too often does little harm: what may be writing counts as it. */
export function writtenFrames(
  picture: GrayImage,
  map: PageToPixels,
  frames: readonly TextFrame[],
  { threshold, boxes }: { readonly threshold: number; readonly boxes: readonly AlignedBox[] },
): string[] {
  return frames
    .filter((frame) => {
      const mask = inkMask(picture, map, frame, { threshold, offset: offsetNear(frame, boxes) });
      return mask !== undefined && isWritten(mask);
    })
    .map(({ item }) => item);
}

/** With the streaks and folds that cross the frame taken away, if there is no more ink than they may have. */
function isWritten(mask: InkMask): boolean {
  const least = leastInk / (step * step);
  const written = writing(mask);
  if (written < least || written > mostOfLines(mask)) return written >= least;
  return writing(withoutLines(mask)) >= least;
}

/** As the boxes nearest to it are off: the paper is bent there much as here. */
function offsetNear(frame: TextFrame, boxes: readonly AlignedBox[]): Point {
  const middle = centreOf(frame);
  const away = ({ box }: AlignedBox): number => {
    const { x, y } = centreOf(box);
    return Math.hypot(x - middle.x, y - middle.y);
  };
  const near = boxes
    .filter(({ isFound }) => isFound)
    .map((one) => ({ offset: one.offset, away: away(one) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, 5);
  if (near.length === 0) return { x: 0, y: 0 };
  const mean = (pick: (offset: Point) => number): number =>
    near.reduce((sum, { offset }) => sum + pick(offset), 0) / near.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

/** In tiles, each against its own paper: the light is not even over a whole frame, nor the map straight. */
function inkMask(
  picture: GrayImage,
  map: PageToPixels,
  frame: TextFrame,
  { threshold, offset }: { readonly threshold: number; readonly offset: Point },
): InkMask | undefined {
  const across = Math.floor((frame.width - 2 * inset) / tile);
  const down = Math.max(1, Math.floor((frame.height - 2 * inset) / tile));
  if (across < 1 || frame.height - 2 * inset < 3) return undefined;
  const width = (frame.width - 2 * inset) / across;
  const height = (frame.height - 2 * inset) / down;
  const [wide, high] = [Math.round(width / step), Math.round(height / step)];
  const columns = across * wide + 2;
  const rows = down * high + 2;
  const ink = new Uint8Array(columns * rows);
  const share = 1 - Math.max(leastDarkness, threshold) / 255;
  for (let one = 0; one < across * down; one += 1) {
    const [column, row] = [one % across, Math.floor(one / across)];
    const part = { x: frame.x + inset + column * width, y: frame.y + inset + row * height, width, height };
    const patch = samplePatch(picture, map, part, offset, { step, margin: 0 });
    const limit = patch.paper * share;
    for (let y = 0; y < high; y += 1)
      for (let x = 0; x < wide; x += 1)
        if (patch.data[y * patch.columns + x]! < limit) ink[(row * high + y + 1) * columns + column * wide + x + 1] = 1;
  }
  return { columns, rows, ink };
}

/** Inked samples in patches that are neither specks nor lines. */
function writing({ columns, rows, ink: inked }: InkMask): number {
  const ink = inked.slice();
  let written = 0;
  const stack: number[] = [];
  for (let start = columns; start < ink.length - columns; start += 1) {
    if (ink[start] !== 1) continue;
    let [west, east, north, south, size] = [columns, 0, rows, 0, 0];
    stack.push(start);
    ink[start] = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const y = Math.floor(at / columns);
      const x = at - y * columns;
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [north, south] = [Math.min(north, y), Math.max(south, y)];
      size += 1;
      for (let row = at - columns; row <= at + columns; row += columns)
        for (let near = row - 1; near <= row + 1; near += 1)
          if (ink[near] === 1) {
            ink[near] = 0;
            stack.push(near);
          }
    }
    const [wide, high] = [east - west + 1, south - north + 1];
    const long = Math.max(wide, high);
    const isLong = long * step >= line.length || wide >= 0.9 * (columns - 2) || high >= 0.9 * (rows - 2);
    if (size >= leastPatch && !(isLong && size * step <= line.thick * long)) written += size;
  }
  return written;
}
