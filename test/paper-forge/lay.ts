import { type Picture, sample } from './picture';

/** Where a point of the target lies on the sheet, in the sheet's own pixels; undefined where it cannot be seen. */
export type ToSheet = (x: number, y: number) => readonly [number, number] | undefined;

/** Where a point of a forged picture lies on the printed sheet, in millimetres: what a reader's registration must agree with. */
export type ToPage = ToSheet;

interface Laying {
  readonly toSheet: ToSheet;
  /** `taps` × `taps` samples a pixel, for targets coarser than the sheet. */
  readonly taps?: number;
  /** Bare paper around what is printed: its width in sheet pixels to each side, and its tone. */
  readonly rim?: { readonly u: number; readonly v: number; readonly tone: number };
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
export function lay(target: Picture, sheet: Picture, { toSheet, taps = 1, rim, shown }: Laying): void {
  const cells = cellsThatTouch(target, sheet, { toSheet, rim });
  for (const [index, plane] of sheet.planes.entries()) {
    const under = target.planes[index];
    if (under) for (const cell of cells) layCell({ target, under, sheet, plane, taps, rim, shown }, cell);
  }
}

function cellsThatTouch(target: Picture, sheet: Picture, { toSheet, rim }: Laying): Cell[] {
  const { u: rimU, v: rimV } = rim ?? { u: 0, v: 0 };
  const columns = Math.ceil(target.width / cellSize) + 1;
  const rows = Math.ceil(target.height / cellSize) + 1;
  const nodes = new Float64Array(2 * columns * rows).fill(NaN);
  for (let at = 0; at < columns * rows; at += 1) {
    const found = toSheet((at % columns) * cellSize, Math.floor(at / columns) * cellSize);
    if (found) nodes.set(found, 2 * at);
  }
  const cells: Cell[] = [];
  for (let row = 0; row + 1 < rows; row += 1)
    for (let column = 0; column + 1 < columns; column += 1) {
      const corners = new Float64Array(8);
      const at = 2 * (row * columns + column);
      corners.set(nodes.subarray(at, at + 4));
      corners.set(nodes.subarray(at + 2 * columns, at + 2 * columns + 4), 4);
      if (!corners.includes(NaN) && touches(corners, 0, rimU, sheet.width) && touches(corners, 1, rimV, sheet.height))
        cells.push({ left: column * cellSize, top: row * cellSize, corners });
    }
  return cells;
}

function touches(corners: Float64Array, from: 0 | 1, rim: number, length: number): boolean {
  const [a, b, c, d] = [corners[from], corners[from + 2], corners[from + 4], corners[from + 6]] as [
    number,
    number,
    number,
    number,
  ];
  return Math.max(a, b, c, d) >= -rim && Math.min(a, b, c, d) < length + rim;
}

/** One line of a cell at a time: what its pixels have gathered, and of how many samples. */
const sums = new Float64Array(cellSize);
const hits = new Int32Array(cellSize);

interface PlaneLaying extends Pick<Laying, 'rim' | 'shown'> {
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
  for (let row = 0; row < rows; row += 1) {
    sums.fill(0);
    hits.fill(0);
    for (let tap = 0; tap < taps; tap += 1)
      addLine(laying, lineThrough(corners, (row + (tap + 0.5) / taps) / cellSize), columns);
    const start = (top + row) * target.width + left;
    for (let column = 0; column < columns; column += 1) {
      const hit = hits[column] as number;
      const at = start + column;
      if (hit === 1 && taps === 1) under[at] = ((sums[column] as number) + 0.5) | 0;
      else if (hit > 0)
        under[at] = ((sums[column] as number) + (taps * taps - hit) * (under[at] as number)) / (taps * taps);
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
  { sheet: { width, height }, plane, taps, rim, shown }: PlaneLaying,
  { u: startU, v: startV, du, dv }: Line,
  columns: number,
): void {
  const { u: rimU, v: rimV, tone } = rim ?? { u: 0, v: 0, tone: 0 };
  for (let tap = 0; tap < taps; tap += 1) {
    let u = startU + (du * (tap + 0.5)) / taps;
    let v = startV + (dv * (tap + 0.5)) / taps;
    for (let column = 0; column < columns; column += 1, u += du, v += dv) {
      const isPrinted = u >= 0 && v >= 0 && u < width && v < height;
      const isPaper = isPrinted || (u >= -rimU && v >= -rimV && u < width + rimU && v < height + rimV);
      if (!isPaper || (shown && !shown(u, v))) continue;
      const value = isPrinted ? sample(plane, width, height, u - 0.5, v - 0.5) : tone;
      sums[column] = (sums[column] as number) + value;
      hits[column] = (hits[column] as number) + 1;
    }
  }
}
