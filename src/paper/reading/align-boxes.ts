import type { GrayImage, PageToPixels } from '../page-reading';
import type { AnswerBox } from '../sheet-layout';
import { type BoxPatch, samplePatch } from './box-patch';
import { findOutline } from './find-outline';
import type { Point } from './homography';

/** A box with its surroundings and where in them it stands. */
export interface AlignedBox {
  readonly box: AnswerBox;
  readonly patch: BoxPatch;
  /** Millimetres from where the patch expects the box. */
  readonly shift: Point;
  /** Millimetres from where the squares alone put it. */
  readonly offset: Point;
  /** Its printed outline was seen there. */
  readonly isFound: boolean;
  /** Seen, or between neighbours that were seen and agree. */
  readonly isPlaced: boolean;
}

interface Attempt {
  readonly box: AnswerBox;
  readonly middle: Point;
  readonly patch: BoxPatch;
  readonly shift: Point;
  readonly offset: Point;
  readonly isFound: boolean;
}

/** Each line of an outline must be darker than what is beside it by this share of the paper's brightness. */
const leastSharpness = 0.05;
/** Millimetres. Less than half the pitch of boxes (7.2): a box is never taken for the next one. */
const reachAlone = 1.8;
const reachBeside = 0.9;
/** An outline more than this off its neighbours' shift was something else. */
const outOfLine = 0.5;

/**
 * Searches the outline of each box, beginning from the shift of the neighbours found before: curled paper moves boxes by
 * millimetres, but neighbours alike.
 */
export function alignBoxes(picture: GrayImage, map: PageToPixels, boxes: readonly AnswerBox[]): AlignedBox[] {
  const attempts = boxes.map((box) => ({ box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } }));
  const found: Attempt[] = [];
  const tried = attempts.map(({ box, middle }) => {
    const near = neighbours(found, middle, 40, 6);
    const guess = near.length > 0 ? middleOffset(near) : { x: 0, y: 0 };
    const attempt = tryBox(picture, map, { box, middle }, guess, near.length > 0 ? reachBeside : reachAlone);
    if (attempt.isFound) found.push(attempt);
    return attempt;
  });
  return tried.map((attempt) => settle(picture, map, attempt, found));
}

function tryBox(
  picture: GrayImage,
  map: PageToPixels,
  { box, middle }: { readonly box: AnswerBox; readonly middle: Point },
  guess: Point,
  reach: number,
): Attempt {
  const patch = samplePatch(picture, map, box, guess);
  const outline = findOutline(patch, box, reach);
  const isFound = !patch.isCut && outline.sharpness >= leastSharpness;
  const shift = isFound ? { x: outline.x, y: outline.y } : { x: 0, y: 0 };
  return { box, middle, patch, shift, isFound, offset: { x: guess.x + shift.x, y: guess.y + shift.y } };
}

/** Keeps what was found where the neighbours agree; else looks once more where they say, and failing that takes their word. */
function settle(picture: GrayImage, map: PageToPixels, attempt: Attempt, found: readonly Attempt[]): AlignedBox {
  const near = neighbours(
    found.filter((other) => other !== attempt),
    attempt.middle,
    45,
    8,
  );
  if (near.length < 2) return { ...attempt, isPlaced: attempt.isFound };
  const expected = middleOffset(near);
  if (attempt.isFound && apart(attempt.offset, expected) <= outOfLine) return { ...attempt, isPlaced: true };
  const again = tryBox(picture, map, attempt, expected, outOfLine);
  const isPlaced = !again.patch.isCut && near.filter(({ offset }) => apart(offset, expected) < outOfLine).length >= 2;
  return { ...again, isPlaced: again.isFound || isPlaced };
}

/** The nearest `most` within `reach` millimetres. */
function neighbours(found: readonly Attempt[], middle: Point, reach: number, most: number): Attempt[] {
  const near: { readonly attempt: Attempt; readonly distance: number }[] = [];
  for (const attempt of found) {
    const distance = Math.abs(attempt.middle.x - middle.x) + Math.abs(attempt.middle.y - middle.y);
    if (distance <= reach) near.push({ attempt, distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ attempt }) => attempt);
}

/** The median of each coordinate. */
function middleOffset(attempts: readonly Attempt[]): Point {
  const median = (values: number[]): number => {
    const sorted = values.sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  };
  return { x: median(attempts.map(({ offset }) => offset.x)), y: median(attempts.map(({ offset }) => offset.y)) };
}

function apart(a: Point, b: Point): number {
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
}
