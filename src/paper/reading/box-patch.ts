import type { GrayImage, PageToPixels } from '../page-reading';
import type { Rectangle } from '../sheet-layout';
import { project, type Point, stepsAt } from './homography';

/** Millimetres between two samples. */
export const step = 0.15;
/** Millimetres around a box that are sampled with it. */
export const margin = 2.4;

const patchGrid = { step, margin };

/** The surroundings of a box, straightened: `data` row by row, gray. The box's corner stands `margin` in. */
export interface BoxPatch {
  readonly columns: number;
  readonly rows: number;
  readonly data: Uint8Array;
  /** Brightness of the paper in it. */
  readonly paper: number;
  /** Where the box was thought to be: millimetres off its place in `map`. */
  readonly offset: Point;
  /** Part of the box lies outside the picture. */
  readonly isCut: boolean;
}

/** Bilinear samples along the page's axes; the map is taken as straight within the patch. */
export function samplePatch(
  picture: GrayImage,
  map: PageToPixels,
  box: Rectangle,
  offset: Point,
  { step, margin } = patchGrid,
): BoxPatch {
  const columns = Math.round((box.width + 2 * margin) / step);
  const rows = Math.round((box.height + 2 * margin) / step);
  const middle = { x: box.x + box.width / 2 + offset.x, y: box.y + box.height / 2 + offset.y };
  const centre = project(map, middle);
  const { right, down } = stepsAt(map, middle);
  const data = new Uint8Array(columns * rows);
  const counts = new Uint32Array(256);
  const { width, height } = picture;
  const pixels = picture.data;
  let outside = 0;
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const v = (row + 0.5) * step - (rows * step) / 2;
    const u = 0.5 * step - (columns * step) / 2;
    let x = centre.x + u * right.x + v * down.x - 0.5;
    let y = centre.y + u * right.y + v * down.y - 0.5;
    for (let column = 0; column < columns; column += 1) {
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) {
        outside += 1;
        data[at] = 255;
      } else {
        const over = x - left;
        const start = top * width + left;
        const upper = pixels[start]! + (pixels[start + 1]! - pixels[start]!) * over;
        const lower = pixels[start + width]! + (pixels[start + width + 1]! - pixels[start + width]!) * over;
        const value = upper + (lower - upper) * (y - top);
        data[at] = value;
        counts[data[at]!]! += 1;
      }
      at += 1;
      x += right.x * step;
      y += right.y * step;
    }
  }
  return {
    columns,
    rows,
    data,
    paper: paperOf(counts, columns * rows - outside),
    offset,
    isCut: outside > data.length / 6,
  };
}

/** The 75th percentile: a filled box is a fifth of its patch. */
function paperOf(counts: Uint32Array, total: number): number {
  let above = total * 0.25;
  for (let value = 255; value > 0; value -= 1) {
    above -= counts[value]!;
    if (above <= 0) return value;
  }
  return 1;
}
