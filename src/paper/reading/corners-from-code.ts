import type { PageToPixels } from '../page-reading';
import type { PageLayout } from '../sheet-layout';
import { centreOf, type CornerHypothesis } from './corner-hypotheses';
import { cornersOf, type FoundCode } from './find-code';
import type { Square } from './find-squares';
import { type Correspondence, fitHomography, type Point, project, solve, stepsAt } from './homography';

/** A square may be off its prediction by this many millimetres beside the code, and by this share of its distance from what is known. */
const nearby = { millimetres: 4, share: 0.16 };
/** Of the area of a patch and that of the square it may be, in logarithms. */
const sizeTolerance = 0.55;

/**
 * Where the picture is too full of dark patches to guess the corners: from the code outwards, nearest square first, each one
 * found sharpening the prediction of the next. `code` in pixels of the small picture. At least two squares, or undefined.
 */
export function cornersFromCode(
  code: FoundCode,
  page: PageLayout,
  squares: readonly Square[],
): CornerHypothesis | undefined {
  const known: Correspondence[] = cornersOf(page.code).map((from, at) => ({ from, to: code.corners[at]! }));
  const middle = centreOf(page.code);
  const order = page.anchors
    .map((anchor, at) => ({ anchor, at, away: apart(centreOf(anchor), middle) }))
    .sort((a, b) => a.away - b.away);
  const corners: (Square | undefined)[] = [undefined, undefined, undefined, undefined];
  for (const { anchor, at } of order) {
    const map = affine(known);
    if (map === undefined) return undefined;
    const from = centreOf(anchor);
    const reach = Math.min(...known.map((pair) => apart(pair.from, from))) * nearby.share + nearby.millimetres;
    const square = nearestSquare(squares, map, { from, reach, area: anchor.width * anchor.height });
    if (square === undefined) continue;
    corners[at] = square;
    known.push({ from, to: square.centre });
  }
  const seen = known.slice(4);
  if (seen.length < 2) return undefined;
  const map = seen.length === 2 ? affine(known) : fitHomography(seen.length === 4 ? seen : known);
  return map && { frame: page, map, corners, misfit: 0 };
}

function nearestSquare(
  squares: readonly Square[],
  map: PageToPixels,
  wanted: { readonly from: Point; readonly reach: number; readonly area: number },
): Square | undefined {
  const expected = project(map, wanted.from);
  const { right, down } = stepsAt(map, wanted.from);
  const pixels = Math.sqrt(Math.abs(right.x * down.y - right.y * down.x));
  let best: Square | undefined;
  let least = 1;
  for (const square of squares) {
    const size = Math.abs(Math.log(square.area / (wanted.area * pixels * pixels)));
    const misfit = Math.max(apart(square.centre, expected) / (wanted.reach * pixels), size / sizeTolerance);
    if (misfit >= least) continue;
    least = misfit;
    best = square;
  }
  return best;
}

/** Least squares without perspective: four corners of one small code say too little about that. */
function affine(pairs: readonly Correspondence[]): PageToPixels | undefined {
  const rows = (pick: (to: Point) => number): Float64Array[] => {
    const normal = [0, 1, 2].map(() => new Float64Array(4));
    for (const { from, to } of pairs)
      [from.x, from.y, 1].forEach((weight, row) =>
        [from.x, from.y, 1, pick(to)].forEach((value, column) => (normal[row]![column]! += weight * value)),
      );
    return normal;
  };
  const x = solve(rows((to) => to.x));
  const y = solve(rows((to) => to.y));
  return x && y && [x[0]!, x[1]!, x[2]!, y[0]!, y[1]!, y[2]!, 0, 0, 1];
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
