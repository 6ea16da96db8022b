import { type BoxPatch, margin, step } from './box-patch';
import type { Rectangle } from '../sheet-layout';

/** How far the printed outline of a box is from where its patch expects it, in millimetres. */
export interface Outline {
  readonly x: number;
  readonly y: number;
  /** Darkness of the fainter of two opposite lines over what is beside it, 0–1; the lesser of both directions. */
  readonly sharpness: number;
}

/** Samples from a line's middle to beside it: beyond its width and blur. */
const beside = 3;

/** Looks `reach` millimetres to each side for two lines a box apart, across and down, by the sums along them. */
export function findOutline(patch: BoxPatch, box: Rectangle, reach: number): Outline {
  const { columnMeans, rowMeans } = profiles(patch, box, reach);
  const x = findPair(columnMeans, margin / step, (margin + box.width) / step, reach / step);
  const y = findPair(rowMeans, margin / step, (margin + box.height) / step, reach / step);
  return { x: x.shift * step, y: y.shift * step, sharpness: Math.min(x.sharpness, y.sharpness) };
}

/** Mean darkness over the middle of the box's height of each column that `findPair` asks for, and of such rows over that of its width. */
function profiles(
  patch: BoxPatch,
  box: Rectangle,
  reach: number,
): { readonly columnMeans: Float32Array; readonly rowMeans: Float32Array } {
  const { columns, rows, data, paper } = patch;
  const inset = 0.6;
  const top = Math.round((margin + inset) / step);
  const bottom = Math.round((margin + box.height - inset) / step);
  const left = Math.round((margin + inset) / step);
  const right = Math.round((margin + box.width - inset) / step);
  const columnMeans = new Float32Array(columns);
  const rowMeans = new Float32Array(rows);
  for (const [from, to] of stretches(box.height, reach, rows))
    for (let row = from; row < to; row += 1) {
      let across = 0;
      for (let at = row * columns + left, end = row * columns + right; at < end; at += 1) {
        const darkness = paper - data[at]!;
        if (darkness > 0) across += darkness;
      }
      rowMeans[row] = across / (right - left) / paper;
    }
  for (const [from, to] of stretches(box.width, reach, columns)) {
    for (let row = top; row < bottom; row += 1) {
      const start = row * columns;
      for (let column = from; column < to; column += 1) {
        const darkness = paper - data[start + column]!;
        if (darkness > 0) columnMeans[column]! += darkness;
      }
    }
    for (let column = from; column < to; column += 1) columnMeans[column]! /= (bottom - top) * paper;
  }
  return { columnMeans, rowMeans };
}

/** Around the two lines of a box of this length, with room for the search and for what is beside a line; one where they meet. */
function stretches(length: number, reach: number, samples: number): (readonly [number, number])[] {
  const around = Math.ceil(reach / step) + beside + 2;
  const first = Math.floor(margin / step);
  const last = Math.floor((margin + length) / step);
  const [start, end] = [Math.max(0, first - around), Math.min(samples, last + around + 1)];
  return first + around >= last - around
    ? [[start, end]]
    : [
        [start, first + around + 1],
        [last - around, end],
      ];
}

/** Where two narrow ridges stand `last` − `first` apart: the best shift, refined between samples. */
function findPair(
  means: Float32Array,
  first: number,
  last: number,
  reach: number,
): { readonly shift: number; readonly sharpness: number } {
  const ridge = (at: number): number => {
    const low = Math.floor(at);
    const over = at - low;
    const here = sharp(means, low);
    return here + (sharp(means, low + 1) - here) * over;
  };
  let best = -Infinity;
  let shift = 0;
  const most = Math.floor(reach);
  const scores = new Float32Array(2 * most + 1);
  for (let at = -most; at <= most; at += 1) {
    // Samples stand at half steps.
    const one = ridge(first + at - 0.5);
    const other = ridge(last + at - 0.5);
    const score = one + other + 2 * Math.min(one, other) - Math.abs(at) * 0.002;
    scores[at + most] = score;
    if (score <= best) continue;
    best = score;
    shift = at;
  }
  const before = scores[shift + most - 1] ?? best - 1;
  const after = scores[shift + most + 1] ?? best - 1;
  const bend = before - 2 * best + after;
  const fine = bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0;
  const sharpness = Math.min(ridge(first + shift - 0.5), ridge(last + shift - 0.5));
  return { shift: shift + fine, sharpness: Math.max(0, sharpness) };
}

function sharp(means: Float32Array, at: number): number {
  const here = means[at];
  const before = means[at - beside];
  const after = means[at + beside];
  return here === undefined || before === undefined || after === undefined ? 0 : here - (before + after) / 2;
}
