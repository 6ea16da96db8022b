import type { PageToPixels } from '../page-reading';
import type { PageLayout, Rectangle } from '../sheet-layout';
import type { Square } from './find-squares';
import { fitHomography, type Point, project, stepsAt } from './homography';
import type { SmallPicture } from './shrink-picture';

/** What pages of several layouts have in common: where the squares and the code stand. */
export interface PageFrame {
  readonly anchors: readonly Rectangle[];
  readonly code: Rectangle;
}

/** A guess which patches are the four corners; accepted only if the code is read where `map` says. */
export interface CornerHypothesis {
  readonly frame: PageFrame;
  /** Page millimetres to small-picture pixels. */
  readonly map: PageToPixels;
  /** Top left, top right, bottom right, bottom left; undefined where a square is hidden. */
  readonly corners: readonly (Square | undefined)[];
  /** The smaller, the likelier. */
  readonly misfit: number;
}

export function centreOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** One frame for each different placing of squares and code. */
export function distinctFrames(pages: readonly PageLayout[]): PageFrame[] {
  const seen = new Map<string, PageFrame>();
  for (const { anchors, code } of pages) seen.set(JSON.stringify([anchors, code]), { anchors, code });
  return [...seen.values()];
}

/** Guesses from four squares, then from three; likeliest first, only those with something like a code where it should be. */
export function cornerHypotheses(
  small: SmallPicture,
  squares: readonly Square[],
  frames: readonly PageFrame[],
  limit: number,
): CornerHypothesis[] {
  const found: CornerHypothesis[] = [];
  for (const quad of quads(squares)) for (const frame of frames) found.push(...turnsOf(quad, frame));
  const likely = best(found, small, limit);
  if (likely.some(({ misfit }) => misfit < 0.35)) return likely;
  for (const three of triples(squares.slice(0, 14))) for (const frame of frames) found.push(...turnsOf(three, frame));
  return best(found, small, limit);
}

function best(found: CornerHypothesis[], small: SmallPicture, limit: number): CornerHypothesis[] {
  const likely = found.filter(({ misfit }) => misfit < 1).sort((a, b) => a.misfit - b.misfit);
  const kept: CornerHypothesis[] = [];
  for (const hypothesis of likely) {
    if (kept.length >= limit) break;
    if (looksLikeCode(small, hypothesis)) kept.push(hypothesis);
  }
  return kept;
}

/** Clockwise around their middle, and convex with opposite sides alike, as a page seen at a slant is. */
function* quads(squares: readonly Square[]): Generator<(Square | undefined)[]> {
  for (let a = 0; a < squares.length; a += 1)
    for (let b = a + 1; b < squares.length; b += 1)
      for (let c = b + 1; c < squares.length; c += 1)
        for (let d = c + 1; d < squares.length; d += 1) {
          const four = [squares[a]!, squares[b]!, squares[c]!, squares[d]!];
          if (four[0]!.area > 3 * four[3]!.area) continue;
          const ordered = clockwise(four);
          if (isPageLike(ordered)) yield ordered;
        }
}

/** Three corners of something like a page; the fourth is completed to a parallelogram by `turnsOf`. */
function* triples(squares: readonly Square[]): Generator<(Square | undefined)[]> {
  for (let a = 0; a < squares.length; a += 1)
    for (let b = a + 1; b < squares.length; b += 1)
      for (let c = b + 1; c < squares.length; c += 1) {
        if (squares[a]!.area > 2.5 * squares[c]!.area) continue;
        const [first, second, third] = clockwise([squares[a]!, squares[b]!, squares[c]!]) as [Square, Square, Square];
        // The hidden corner may lie between any two of them.
        yield [first, second, third, undefined];
        yield [second, third, first, undefined];
        yield [third, first, second, undefined];
      }
}

function clockwise(squares: readonly Square[]): Square[] {
  let x = 0;
  let y = 0;
  for (const { centre } of squares) {
    x += centre.x / squares.length;
    y += centre.y / squares.length;
  }
  const ordered: Square[] = [];
  const angles: number[] = [];
  for (const square of squares) {
    const angle = angleOf(square.centre.x - x, square.centre.y - y);
    let at = ordered.length;
    for (; at > 0 && angles[at - 1]! > angle; at -= 1) {
      ordered[at] = ordered[at - 1]!;
      angles[at] = angles[at - 1]!;
    }
    ordered[at] = square;
    angles[at] = angle;
  }
  return ordered;
}

/** In the order of atan2, without its cost: thousands of guesses are sorted for a page. */
function angleOf(x: number, y: number): number {
  const turn = 1 - x / (Math.abs(x) + Math.abs(y) || 1);
  return y < 0 ? -turn : turn;
}

function isPageLike(corners: readonly Square[]): boolean {
  const a = corners[0]!.centre;
  const b = corners[1]!.centre;
  const c = corners[2]!.centre;
  const d = corners[3]!.centre;
  return (
    alike(distance(a, b), distance(c, d)) &&
    alike(distance(b, c), distance(d, a)) &&
    alike(distance(a, c), distance(b, d))
  );
}

function alike(first: number, second: number): boolean {
  return first < 1.7 * second && second < 1.7 * first;
}

function distance(a: Point, b: Point): number {
  const x = a.x - b.x;
  const y = a.y - b.y;
  return Math.sqrt(x * x + y * y);
}

/** The four ways to turn the page onto the corners, each with how badly the sizes of the squares fit. */
function turnsOf(corners: readonly (Square | undefined)[], frame: PageFrame): CornerHypothesis[] {
  const whole = completed(corners);
  const targets = frame.anchors.map(centreOf);
  const wide = distance(targets[0]!, targets[1]!) / distance(targets[1]!, targets[2]!);
  return [0, 1, 2, 3].flatMap((turn) => {
    const turned = [0, 1, 2, 3].map((at) => corners[(at + turn) % 4]);
    const points = [0, 1, 2, 3].map((at) => whole[(at + turn) % 4]!);
    const seen =
      (distance(points[0]!, points[1]!) + distance(points[2]!, points[3]!)) /
      (distance(points[1]!, points[2]!) + distance(points[3]!, points[0]!));
    if (Math.abs(Math.log(seen / wide)) > 0.3) return [];
    const map = fitHomography(targets.map((from, at) => ({ from, to: points[at]! })));
    if (map === undefined) return [];
    const sizes = sizeMisfit(turned, frame, map) + Math.abs(Math.log(seen / wide));
    const hidden = turned.includes(undefined);
    return [{ frame, map, corners: turned, misfit: sizes + (hidden ? 0.3 + slant(points) : 0) }];
  });
}

function completed(corners: readonly (Square | undefined)[]): Point[] {
  const points = corners.map((corner) => corner?.centre);
  return points.map((point, at) => {
    if (point !== undefined) return point;
    const before = points[(at + 3) % 4]!;
    const after = points[(at + 1) % 4]!;
    const across = points[(at + 2) % 4]!;
    return { x: before.x + after.x - across.x, y: before.y + after.y - across.y };
  });
}

/** How far a completed parallelogram is from a rectangle. */
function slant(points: readonly Point[]): number {
  const [a, b, c] = points as [Point, Point, Point, Point];
  const turn = ((b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)) / (distance(a, b) * distance(b, c));
  return Math.abs(turn) * 2;
}

/** Mean deviation (in logarithms) of the areas of the patches from those the map says; a box taken for a square has 0.7. */
function sizeMisfit(corners: readonly (Square | undefined)[], frame: PageFrame, map: PageToPixels): number {
  const deviations = corners.flatMap((corner, at) => {
    if (corner === undefined) return [];
    const anchor = frame.anchors[at]!;
    const { right, down } = stepsAt(map, centreOf(anchor));
    const expected = Math.abs(right.x * down.y - right.y * down.x) * anchor.width * anchor.height;
    return [Math.abs(Math.log(corner.area / expected))];
  });
  return deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
}

/** About half of a code is dark; words, blank paper and black borders are not. */
function looksLikeCode(small: SmallPicture, { frame, map }: CornerHypothesis): boolean {
  const { x, y, width, height } = frame.code;
  let sum = 0;
  let seen = 0;
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      const at = project(map, { x: x + ((column + 0.5) / 8) * width, y: y + ((row + 0.5) / 8) * height });
      const left = Math.floor(at.x);
      const top = Math.floor(at.y);
      if (left < 0 || top < 0 || left >= small.width || top >= small.height) continue;
      const paper = small.paper[Math.floor(top / small.cell) * small.paperWidth + Math.floor(left / small.cell)]!;
      sum += Math.min(1, small.data[top * small.width + left]! / Math.max(1, paper));
      seen += 1;
    }
  const brightness = sum / Math.max(1, seen);
  return seen >= 40 && brightness > 0.25 && brightness < 0.88;
}
