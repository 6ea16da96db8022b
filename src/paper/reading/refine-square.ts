import type { GrayImage } from '../page-reading';
import type { Point } from './homography';

/** A corner square measured in the whole picture. */
export interface RefinedSquare {
  readonly centre: Point;
  /** Its area over that of a whole square: less where a punch or a fold took a part, more where a stain touches it. */
  readonly completeness: number;
}

/** Centre of darkness in a window of one and two thirds of the square's side; soft edges count by their darkness. */
export function refineSquare(picture: GrayImage, near: Point, side: number): RefinedSquare | undefined {
  const reach = side * 0.83;
  const left = Math.max(0, Math.floor(near.x - reach));
  const right = Math.min(picture.width - 1, Math.ceil(near.x + reach));
  const top = Math.max(0, Math.floor(near.y - reach));
  const bottom = Math.min(picture.height - 1, Math.ceil(near.y + reach));
  if (right - left < side || bottom - top < side) return undefined;
  const step = Math.max(1, Math.floor(side / 20));
  const { dark, bright } = levels(picture, { left, right, top, bottom }, step);
  if (bright - dark < bright * 0.3) return undefined;
  let mass = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = top; y <= bottom; y += step)
    for (let x = left; x <= right; x += step) {
      const darkness = (bright - picture.data[y * picture.width + x]!) / (bright - dark);
      // Paper, its noise and its shade weigh nothing.
      if (darkness < 0.3) continue;
      const weight = Math.min(1, darkness);
      mass += weight;
      sumX += weight * x;
      sumY += weight * y;
    }
  if (mass === 0) return undefined;
  return { centre: { x: sumX / mass + 0.5, y: sumY / mass + 0.5 }, completeness: (mass * step * step) / (side * side) };
}

function levels(
  picture: GrayImage,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  step: number,
): { readonly dark: number; readonly bright: number } {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = top; y <= bottom; y += step)
    for (let x = left; x <= right; x += step) {
      counts[picture.data[y * picture.width + x]!]! += 1;
      total += 1;
    }
  return { dark: percentile(counts, total * 0.15), bright: percentile(counts, total * 0.8) };
}

/** The least value with at least `rank` counted at or below it. */
export function percentile(counts: Uint32Array, rank: number): number {
  let below = 0;
  for (let value = 0; value < counts.length; value += 1) {
    below += counts[value]!;
    if (below >= rank) return value;
  }
  return counts.length - 1;
}
