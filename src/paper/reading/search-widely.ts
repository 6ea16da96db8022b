import type { GrayImage, PageToPixels } from '../page-reading';
import type { Rectangle } from '../sheet-layout';
import { samplePatch } from './box-patch';
import type { Point } from './homography';

/** Where a box was found far from its place, and how dark the faintest of its four lines is (0–1). */
export interface WideFinding {
  readonly offset: Point;
  readonly sharpness: number;
}

/** Millimetres to each side: less than half the pitch of rows (7.2), or the next row would be found instead. */
const reach = 3.3;
const step = 0.2;
const margin = 4.2;
/** Samples from a line's middle to beside it. */
const beside = 2;

/** Tries every shift of a box over its wider surroundings for one where all four lines are seen. */
export function searchWidely(picture: GrayImage, map: PageToPixels, box: Rectangle, around: Point): WideFinding {
  const { columns, rows, data, paper } = samplePatch(picture, map, box, around, { step, margin });
  const lines = lineSums({ columns, rows, data, paper }, Math.round(box.height / step), Math.round(box.width / step));
  const most = Math.round(reach / step);
  const start = Math.round(margin / step) - 1;
  const wide = Math.round(box.width / step);
  const high = Math.round(box.height / step);
  let best = { x: 0, y: 0, score: -1, sharpness: 0 };
  for (let y = -most; y <= most; y += 1)
    for (let x = -most; x <= most; x += 1) {
      const at = (start + y) * columns + start + x;
      const left = lines.down[at]!;
      const right = lines.down[at + wide]!;
      const top = lines.across[at]!;
      const bottom = lines.across[at + high * columns]!;
      const faintest = Math.min(left, right, top, bottom);
      const score = faintest + 0.1 * (left + right + top + bottom) - 0.002 * Math.hypot(x, y);
      if (score > best.score) best = { x, y, score, sharpness: faintest };
    }
  return {
    offset: { x: around.x + best.x * step, y: around.y + best.y * step },
    sharpness: Math.max(0, best.sharpness),
  };
}

/** For every sample, how much of a line begins there and runs down (or across) for the length of a box: mean ridge, 0–1. */
function lineSums(
  { columns, rows, data, paper }: { columns: number; rows: number; data: Uint8Array; paper: number },
  height: number,
  width: number,
): { readonly down: Float32Array; readonly across: Float32Array } {
  const down = new Float32Array(columns * rows);
  const across = new Float32Array(columns * rows);
  const limit = paper * 0.6;
  const ridge = (at: number, by: number): number =>
    Math.max(-0.3, Math.min(limit, (data[at - by]! + data[at + by]!) / 2 - data[at]!)) / paper;
  for (let column = beside; column < columns - beside; column += 1) {
    let sum = 0;
    for (let row = rows - 1; row >= 0; row -= 1) {
      sum += ridge(row * columns + column, beside);
      if (row + height < rows) sum -= ridge((row + height) * columns + column, beside);
      down[row * columns + column] = sum / height;
    }
  }
  for (let row = beside; row < rows - beside; row += 1) {
    let sum = 0;
    for (let column = columns - 1; column >= 0; column -= 1) {
      sum += ridge(row * columns + column, beside * columns);
      if (column + width < columns) sum -= ridge(row * columns + column + width, beside * columns);
      across[row * columns + column] = sum / width;
    }
  }
  return { down, across };
}
