import { type Picture, sample } from './picture';

/** Where a point of the target lies on the sheet, in the sheet's own pixels; undefined where it cannot be seen. */
export type ToSheet = (x: number, y: number) => readonly [number, number] | undefined;

/** Where a point of a forged picture lies on the printed sheet, in millimetres: what a reader's registration must agree with. */
export type ToPage = ToSheet;

interface Laying {
  readonly toSheet: ToSheet;
  /** `taps` × `taps` samples a pixel, for targets coarser than the sheet. */
  readonly taps?: number;
  /** Hides a part of the sheet (a torn corner). */
  readonly shown?: (u: number, v: number) => boolean;
}

interface Cell {
  readonly left: number;
  readonly top: number;
  /** Sheet pixels at its corners: top left, top right, bottom left, bottom right; u and v in turn. */
  readonly corners: Float64Array;
}

const cellSize = 16;

/**
 * Lays a sheet into the target. The mapping is worked out at every 16th pixel and drawn out between them, which keeps
 * bends and perspective to within a few hundredths of a pixel.
 */
export function lay(target: Picture, sheet: Picture, { toSheet, taps = 1, shown }: Laying): void {
  const cells = cellsThatTouch(target, sheet, toSheet);
  for (const [index, plane] of sheet.planes.entries()) {
    const under = target.planes[index];
    if (under) for (const cell of cells) layCell({ target, under, sheet, plane, taps, shown }, cell);
  }
}

function cellsThatTouch(target: Picture, sheet: Picture, toSheet: ToSheet): Cell[] {
  const columns = Math.ceil(target.width / cellSize) + 1;
  const rows = Math.ceil(target.height / cellSize) + 1;
  const nodes = Array.from({ length: columns * rows }, (_, at) =>
    toSheet((at % columns) * cellSize, Math.floor(at / columns) * cellSize),
  );
  const cells: Cell[] = [];
  for (let row = 0; row + 1 < rows; row += 1)
    for (let column = 0; column + 1 < columns; column += 1) {
      const at = row * columns + column;
      const corners = [nodes[at], nodes[at + 1], nodes[at + columns], nodes[at + columns + 1]];
      if (!corners.every((corner) => corner !== undefined)) continue;
      const us = corners.map(([u]) => u);
      const vs = corners.map(([, v]) => v);
      if (Math.max(...us) < 0 || Math.min(...us) >= sheet.width) continue;
      if (Math.max(...vs) < 0 || Math.min(...vs) >= sheet.height) continue;
      cells.push({ left: column * cellSize, top: row * cellSize, corners: Float64Array.from(corners.flat()) });
    }
  return cells;
}

interface PlaneLaying extends Pick<Laying, 'shown'> {
  readonly target: Picture;
  readonly under: Uint8ClampedArray;
  readonly sheet: Picture;
  readonly plane: Uint8ClampedArray;
  readonly taps: number;
}

function layCell(laying: PlaneLaying, { left, top, corners }: Cell): void {
  const { target, under, taps } = laying;
  const columns = Math.min(target.width, left + cellSize) - left;
  const rows = Math.min(target.height, top + cellSize) - top;
  const sums = new Float32Array(cellSize);
  const hits = new Uint8Array(cellSize);
  for (let row = 0; row < rows; row += 1) {
    sums.fill(0);
    hits.fill(0);
    for (let tap = 0; tap < taps; tap += 1)
      addLine(laying, lineThrough(corners, (row + (tap + 0.5) / taps) / cellSize), { columns, sums, hits });
    const start = (top + row) * target.width + left;
    for (let column = 0; column < columns; column += 1) {
      const hit = hits[column] as number;
      const at = start + column;
      if (hit > 0) under[at] = ((sums[column] as number) + (taps * taps - hit) * (under[at] as number)) / (taps * taps);
    }
  }
}

interface Line {
  readonly u: number;
  readonly v: number;
  /** For each pixel to the right. */
  readonly du: number;
  readonly dv: number;
}

/** Across the cell at `down`, 0–1 from its top. */
function lineThrough(corners: Float64Array, down: number): Line {
  const at = (index: number) => (corners[index] as number) * (1 - down) + (corners[index + 4] as number) * down;
  const [u, v] = [at(0), at(1)];
  return { u, v, du: (at(2) - u) / cellSize, dv: (at(3) - v) / cellSize };
}

function addLine(
  { sheet: { width, height }, plane, taps, shown }: PlaneLaying,
  { u: startU, v: startV, du, dv }: Line,
  { columns, sums, hits }: { columns: number; sums: Float32Array; hits: Uint8Array },
): void {
  for (let tap = 0; tap < taps; tap += 1) {
    let u = startU + (du * (tap + 0.5)) / taps;
    let v = startV + (dv * (tap + 0.5)) / taps;
    for (let column = 0; column < columns; column += 1, u += du, v += dv) {
      if (u < 0 || v < 0 || u >= width || v >= height || (shown && !shown(u, v))) continue;
      sums[column] = (sums[column] as number) + sample(plane, width, height, u - 0.5, v - 0.5);
      hits[column] = (hits[column] as number) + 1;
    }
  }
}
