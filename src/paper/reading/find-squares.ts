import type { Point } from './homography';
import type { SmallPicture } from './shrink-picture';

/** A dark patch that may be one of the sheet's corner squares; small-picture pixels, a pixel's middle at +0.5. */
export interface Square {
  readonly centre: Point;
  readonly area: number;
}

/** Solid and dark: below this share of the paper's brightness. */
const darkShare = 0.58;
/** A square has 12·√(λ₁λ₂)/area = 1 whichever way it is turned, a disc 0.955; letters, rings and crosses have more. */
const compactness = { least: 0.85, most: 1.2 };
/** Of the two spreads of a square seen at a slant. */
const stretch = 2.6;

interface Run {
  readonly start: number;
  readonly end: number;
  label: number;
}

/** Sums over the pixels of one connected patch, for its area, centre and spread. */
class Patches {
  readonly parent: number[] = [];
  readonly sums: Float64Array[] = [];

  add(): number {
    this.parent.push(this.parent.length);
    this.sums.push(new Float64Array(6));
    return this.parent.length - 1;
  }

  root(label: number): number {
    let at = label;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]!]!;
      at = this.parent[at]!;
    }
    return at;
  }

  join(a: number, b: number): number {
    const first = this.root(a);
    const second = this.root(b);
    if (first === second) return first;
    const [low, high] = first < second ? [first, second] : [second, first];
    this.parent[high] = low;
    return low;
  }

  addRun(label: number, y: number, start: number, end: number): void {
    const sums = this.sums[label]!;
    const length = end - start;
    const sumX = ((start + end - 1) * length) / 2;
    const sumXX = squares(end - 1) - squares(start - 1);
    sums[0]! += length;
    sums[1]! += sumX;
    sums[2]! += y * length;
    sums[3]! += sumXX;
    sums[4]! += y * y * length;
    sums[5]! += y * sumX;
  }
}

/** 0² + 1² + … + n². */
function squares(n: number): number {
  return n < 0 ? 0 : (n * (n + 1) * (2 * n + 1)) / 6;
}

/** The compact solid patches of a likely size, largest first; at most `limit`. */
export function findSquares(small: SmallPicture, limit: number): Square[] {
  const patches = new Patches();
  let above: Run[] = [];
  for (let y = 0; y < small.height; y += 1) above = labelRow(small, y, above, patches);
  const totals = new Map<number, Float64Array>();
  patches.sums.forEach((sums, label) => {
    const root = patches.root(label);
    const total = totals.get(root);
    if (total === undefined) totals.set(root, Float64Array.from(sums));
    else sums.forEach((value, at) => (total[at]! += value));
  });
  const area = small.width * small.height;
  const found: Square[] = [];
  for (const total of totals.values()) {
    const square = asSquare(total);
    if (square !== undefined && square.area >= Math.max(9, area * 0.00004) && square.area <= area * 0.004)
      found.push(square);
  }
  return found.sort((a, b) => b.area - a.area).slice(0, limit);
}

function labelRow(small: SmallPicture, y: number, above: readonly Run[], patches: Patches): Run[] {
  const runs: Run[] = [];
  const { width, data, paper, paperWidth, cell } = small;
  const paperRow = Math.floor(y / cell) * paperWidth;
  let start = -1;
  let next = 0;
  const close = (end: number): void => {
    // A run of one pixel is a thin line: it would tie a square to a streak through it.
    if (end - start > 1) next = addRun({ start, end, label: -1 }, y, runs, above, next, patches);
    start = -1;
  };
  for (let column = 0; column < paperWidth; column += 1) {
    const limit = paper[paperRow + column]! * darkShare;
    const end = Math.min(width, (column + 1) * cell);
    for (let x = column * cell, at = y * width + x; x < end; x += 1, at += 1) {
      if (data[at]! < limit) {
        if (start < 0) start = x;
      } else if (start >= 0) close(x);
    }
  }
  if (start >= 0) close(width);
  return runs;
}

/** Joins the run to those it touches in the row above, from the `from`th on; where to begin for the run after it. */
function addRun(run: Run, y: number, runs: Run[], above: readonly Run[], from: number, patches: Patches): number {
  let at = from;
  while (at < above.length && above[at]!.end <= run.start) at += 1;
  for (let other = at; other < above.length && above[other]!.start < run.end; other += 1)
    run.label = run.label < 0 ? patches.root(above[other]!.label) : patches.join(run.label, above[other]!.label);
  if (run.label < 0) run.label = patches.add();
  patches.addRun(run.label, y, run.start, run.end);
  runs.push(run);
  return at;
}

function asSquare(sums: Float64Array): Square | undefined {
  const [area, sumX, sumY, sumXX, sumYY, sumXY] = sums as unknown as [number, number, number, number, number, number];
  const x = sumX / area;
  const y = sumY / area;
  // A pixel is itself a small square, not a point: 1/12 each way.
  const spreadX = sumXX / area - x * x + 1 / 12;
  const spreadY = sumYY / area - y * y + 1 / 12;
  const both = sumXY / area - x * y;
  const product = spreadX * spreadY - both * both;
  const middle = (spreadX + spreadY) / 2;
  const apart = Math.sqrt(Math.max(0, middle * middle - product));
  const shape = (12 * Math.sqrt(Math.max(0, product))) / area;
  if (shape < compactness.least || shape > compactness.most) return undefined;
  if (middle + apart > stretch * (middle - apart)) return undefined;
  return { centre: { x: x + 0.5, y: y + 0.5 }, area };
}
