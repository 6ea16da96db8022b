import type { PageToPixels } from '../page-reading';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A projective map that is fitted: where `from` goes, `to` should be. */
export interface Correspondence {
  readonly from: Point;
  readonly to: Point;
}

export function project(map: PageToPixels, { x, y }: Point): Point {
  const depth = map[6] * x + map[7] * y + map[8];
  return { x: (map[0] * x + map[1] * y + map[2]) / depth, y: (map[3] * x + map[4] * y + map[5]) / depth };
}

/**
 * The projective map through four or more pairs, least squares of the direct linear transform with h33 = 1 (Hartley and
 * Zisserman, Multiple View Geometry, 4.1), each set first moved to its centre and scaled to unit spread (4.4).
 * Undefined where the points do not determine one (three on a line).
 */
export function fitHomography(pairs: readonly Correspondence[]): PageToPixels | undefined {
  const from = spreadOf(pairs.map((pair) => pair.from));
  const to = spreadOf(pairs.map((pair) => pair.to));
  const normal = Array.from({ length: 8 }, () => new Float64Array(9));
  for (const pair of pairs) {
    const x = (pair.from.x - from.x) / from.scale;
    const y = (pair.from.y - from.y) / from.scale;
    const u = (pair.to.x - to.x) / to.scale;
    const v = (pair.to.y - to.y) / to.scale;
    addEquation(normal, [x, y, 1, 0, 0, 0, -u * x, -u * y], u);
    addEquation(normal, [0, 0, 0, x, y, 1, -v * x, -v * y], v);
  }
  const solved = solve(normal);
  if (solved === undefined) return undefined;
  const inner: PageToPixels = [...(solved as [number, number, number, number, number, number, number, number]), 1];
  const out: PageToPixels = [to.scale, 0, to.x, 0, to.scale, to.y, 0, 0, 1];
  const into: PageToPixels = [
    1 / from.scale,
    0,
    -from.x / from.scale,
    0,
    1 / from.scale,
    -from.y / from.scale,
    0,
    0,
    1,
  ];
  return multiply(multiply(out, inner), into);
}

/** Turned, moved and scaled alike in both directions, not mirrored, so that two points go where they should. Undefined where they are one. */
export function fitSimilarity(one: Correspondence, other: Correspondence): PageToPixels | undefined {
  const [x, y] = [other.from.x - one.from.x, other.from.y - one.from.y];
  const [u, v] = [other.to.x - one.to.x, other.to.y - one.to.y];
  const square = x * x + y * y;
  if (square === 0) return undefined;
  const cos = (u * x + v * y) / square;
  const sin = (v * x - u * y) / square;
  const [left, top] = [one.to.x - cos * one.from.x + sin * one.from.y, one.to.y - sin * one.from.x - cos * one.from.y];
  return [cos, -sin, left, sin, cos, top, 0, 0, 1];
}

export function multiply(a: PageToPixels, b: PageToPixels): PageToPixels {
  const cell = (row: number, column: number): number =>
    (a[row * 3] as number) * (b[column] as number) +
    (a[row * 3 + 1] as number) * (b[column + 3] as number) +
    (a[row * 3 + 2] as number) * (b[column + 6] as number);
  const scale = cell(2, 2) || 1;
  return Array.from({ length: 9 }, (_, at) => cell(Math.floor(at / 3), at % 3) / scale) as unknown as PageToPixels;
}

/** How the map moves a small step at a point: pixels per millimetre along the page's x and y. */
export function stepsAt(map: PageToPixels, at: Point): { readonly right: Point; readonly down: Point } {
  const here = project(map, at);
  const right = project(map, { x: at.x + 1, y: at.y });
  const down = project(map, { x: at.x, y: at.y + 1 });
  return { right: { x: right.x - here.x, y: right.y - here.y }, down: { x: down.x - here.x, y: down.y - here.y } };
}

function spreadOf(points: readonly Point[]): { readonly x: number; readonly y: number; readonly scale: number } {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const scale = Math.sqrt(
    points.reduce((sum, point) => sum + (point.x - x) ** 2 + (point.y - y) ** 2, 0) / points.length,
  );
  return { x, y, scale: scale || 1 };
}

/** Adds the outer product of one equation's coefficients to the normal equations, right side in the last column. */
function addEquation(normal: readonly Float64Array[], coefficients: readonly number[], right: number): void {
  for (let row = 0; row < 8; row += 1) {
    const line = normal[row] as Float64Array;
    const weight = coefficients[row] as number;
    for (let column = 0; column < 8; column += 1) line[column]! += weight * (coefficients[column] as number);
    line[8]! += weight * right;
  }
}

/** Gauss with row pivoting; undefined where the matrix is singular. */
export function solve(rows: readonly Float64Array[]): number[] | undefined {
  const size = rows.length;
  const matrix = rows.map((row) => Float64Array.from(row));
  for (let at = 0; at < size; at += 1) {
    let pivot = at;
    for (let row = at + 1; row < size; row += 1)
      if (Math.abs(matrix[row]![at]!) > Math.abs(matrix[pivot]![at]!)) pivot = row;
    [matrix[at], matrix[pivot]] = [matrix[pivot]!, matrix[at]!];
    if (Math.abs(matrix[at]![at]!) < 1e-10) return undefined;
    for (let row = 0; row < size; row += 1) {
      if (row === at) continue;
      const factor = matrix[row]![at]! / matrix[at]![at]!;
      for (let column = at; column <= size; column += 1) matrix[row]![column]! -= factor * matrix[at]![column]!;
    }
  }
  return matrix.map((row, at) => row[size]! / row[at]!);
}
