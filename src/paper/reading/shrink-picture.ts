import type { GrayImage } from '../page-reading';

/** A picture made small enough to look for the sheet in it, and how bright the paper is around each of its pixels. */
export interface SmallPicture extends GrayImage {
  /** Pixels of the whole picture that one pixel of this one stands for, along each side. */
  readonly factor: number;
  /** Brightness of the paper, a value for every `cell` × `cell` pixels, row by row. */
  readonly paper: Uint8Array;
  readonly paperWidth: number;
  readonly cell: number;
}

const cell = 12;

/**
 * The longer side is shrunk to about `longSide` pixels; each is the mean of two samples of its square's middle row: enough for
 * solid patches, and it leaves most of the picture's memory untouched.
 */
export function shrinkPicture(picture: GrayImage, longSide: number): SmallPicture {
  const factor = Math.max(1, Math.round(Math.max(picture.width, picture.height) / longSide));
  const width = Math.max(1, Math.floor(picture.width / factor));
  const height = Math.max(1, Math.floor(picture.height / factor));
  const data = new Uint8Array(width * height);
  const pixels = picture.data;
  const left = factor >> 2;
  const apart = factor - 1 - 2 * left;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let at = (y * factor + (factor >> 1)) * picture.width + left;
    for (let x = 0; x < width; x += 1) {
      data[row + x] = (pixels[at]! + pixels[at + apart]!) >> 1;
      at += factor;
    }
  }
  return { width, height, data, factor, cell, ...paperBrightness(data, width, height) };
}

/** The 85th percentile of each cell, then the greatest of the 3 × 3 around: a solid square never passes for paper. */
function paperBrightness(
  data: Uint8Array,
  width: number,
  height: number,
): { readonly paper: Uint8Array; readonly paperWidth: number } {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const own = new Uint8Array(columns * rows);
  const counts = new Uint16Array(64);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      counts.fill(0);
      const bottom = Math.min(height, (row + 1) * cell);
      const right = Math.min(width, (column + 1) * cell);
      let seen = 0;
      // Every second pixel each way tells as much.
      for (let y = row * cell; y < bottom; y += 2)
        for (let x = column * cell; x < right; x += 2) {
          counts[data[y * width + x]! >> 2]! += 1;
          seen += 1;
        }
      let left = seen * 0.15;
      let level = 63;
      for (; level > 0 && left > counts[level]!; level -= 1) left -= counts[level]!;
      own[row * columns + column] = level * 4 + 2;
    }
  }
  return { paper: greatestAround(own, columns, rows), paperWidth: columns };
}

function greatestAround(own: Uint8Array, columns: number, rows: number): Uint8Array {
  const paper = new Uint8Array(own.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let most = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
          most = Math.max(most, own[y * columns + x]!);
      paper[row * columns + column] = most;
    }
  }
  return paper;
}
