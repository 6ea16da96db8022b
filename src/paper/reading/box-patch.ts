import type { GrayImage, PageToPixels } from '../page-reading';
import type { Rectangle } from '../sheet-layout';
import { project, type Point, stepsAt } from './homography';

/** Millimetres between two samples. */
export const step = 0.15;
/** Millimetres around a box that are sampled with it. */
export const margin = 2.2;

/** Both in millimetres. */
export interface Spacing {
  readonly step: number;
  readonly margin: number;
}

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

const blockBytes = 256 * 1024;
let block = new Uint8Array(0);
let taken = 0;

/** All zero. Cut from large blocks: a page has some two hundred patches, and memory asked for each by itself costs as much as sampling it. */
export function takeBytes(length: number): Uint8Array {
  if (length > block.length - taken) {
    block = new Uint8Array(Math.max(blockBytes, length));
    taken = 0;
  }
  taken += length;
  return block.subarray(taken - length, taken);
}

/** Bilinear samples along the page's axes; the map is taken as straight within the patch. */
export function samplePatch(
  picture: GrayImage,
  map: PageToPixels,
  box: Rectangle,
  offset: Point,
  spacing: Spacing = { step, margin },
): BoxPatch {
  const columns = Math.round((box.width + 2 * spacing.margin) / spacing.step);
  const rows = Math.round((box.height + 2 * spacing.margin) / spacing.step);
  const middle = { x: box.x + box.width / 2 + offset.x, y: box.y + box.height / 2 + offset.y };
  const grid = gridAround(project(map, middle), stepsAt(map, middle), { columns, rows, step: spacing.step });
  const data = takeBytes(columns * rows);
  const outside = isInside(picture, grid) ? sampleInside(picture, grid, data) : sampleAtEdge(picture, grid, data);
  return { columns, rows, data, paper: paperOf(data), offset, isCut: outside > data.length / 6 };
}

/** Where the samples stand in the picture: the first, and the way to the next one in a row and in a column. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly first: Point;
  readonly right: Point;
  readonly down: Point;
}

function gridAround(
  centre: Point,
  steps: { readonly right: Point; readonly down: Point },
  { columns, rows, step: by }: { readonly columns: number; readonly rows: number; readonly step: number },
): Grid {
  const right = { x: steps.right.x * by, y: steps.right.y * by };
  const down = { x: steps.down.x * by, y: steps.down.y * by };
  const first = {
    x: centre.x - 0.5 - ((columns - 1) * right.x + (rows - 1) * down.x) / 2,
    y: centre.y - 0.5 - ((columns - 1) * right.y + (rows - 1) * down.y) / 2,
  };
  return { columns, rows, first, right, down };
}

function isInside({ width, height }: GrayImage, { columns, rows, first, right, down }: Grid): boolean {
  return [0, columns].every((column) =>
    [0, rows].every((row) => {
      const x = first.x + column * right.x + row * down.x;
      const y = first.y + column * right.y + row * down.y;
      return x >= 1 && y >= 1 && x < width - 2 && y < height - 2;
    }),
  );
}

/** In 1/65,536 of a pixel, with 8 bits of weight: the one loop that half of the reading time goes into. */
function sampleInside(
  { width, data: pixels }: GrayImage,
  { columns, rows, first, right, down }: Grid,
  data: Uint8Array,
): 0 {
  const unit = 65_536;
  const rightX = Math.round(right.x * unit);
  const rightY = Math.round(right.y * unit);
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    let x = Math.round((first.x + row * down.x) * unit);
    let y = Math.round((first.y + row * down.y) * unit);
    for (let column = 0; column < columns; column += 1) {
      const start = (y >> 16) * width + (x >> 16);
      const over = (x >> 8) & 255;
      const above = pixels[start]!;
      const below = pixels[start + width]!;
      const upper = (above << 8) + Math.imul(pixels[start + 1]! - above, over);
      const lower = (below << 8) + Math.imul(pixels[start + width + 1]! - below, over);
      data[at] = ((upper << 8) + Math.imul(lower - upper, (y >> 8) & 255)) >> 16;
      at += 1;
      x += rightX;
      y += rightY;
    }
  }
  return 0;
}

/** The same where part of the patch lies outside the picture: white there. How many samples that were. */
function sampleAtEdge(
  { width, height, data: pixels }: GrayImage,
  { columns, rows, first, right, down }: Grid,
  data: Uint8Array,
): number {
  let outside = 0;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const left = Math.round(first.x + column * right.x + row * down.x);
      const top = Math.round(first.y + column * right.y + row * down.y);
      const isOutside = left < 0 || top < 0 || left >= width || top >= height;
      if (isOutside) outside += 1;
      data[row * columns + column] = isOutside ? 255 : pixels[top * width + left]!;
    }
  return outside;
}

/** The 75th percentile of every third sample: a filled box is a fifth of its patch. */
function paperOf(data: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at += 3) counts[data[at]!]! += 1;
  let above = (data.length / 3) * 0.25;
  for (let value = 255; value > 0; value -= 1) {
    above -= counts[value]!;
    if (above <= 0) return value;
  }
  return 1;
}
