import type { GrayImage, PageToPixels } from '../page-reading';
import type { AnswerBox } from '../sheet-layout';
import { type BoxPatch, samplePatch } from './box-patch';
import { findOutline } from './find-outline';
import type { Point } from './homography';
import { searchWidely } from './search-widely';

/** A box with its surroundings and where in them it stands. */
export interface AlignedBox {
  readonly box: AnswerBox;
  readonly patch: BoxPatch;
  /** Millimetres from where the patch expects the box. */
  readonly shift: Point;
  /** Millimetres from where the squares alone put it. */
  readonly offset: Point;
  /** Of the faintest line of its outline: darkness over what is beside it, 0–1. */
  readonly sharpness: number;
  /** Its printed outline was seen there. */
  readonly isFound: boolean;
  /** Seen, or in a row with boxes that were seen and agree. */
  readonly isPlaced: boolean;
}

/** A place of the page and how far the paper is off there. */
interface Sighting {
  readonly item: string;
  readonly middle: Point;
  readonly offset: Point;
}

interface Attempt extends Sighting {
  readonly box: AnswerBox;
  readonly patch: BoxPatch;
  readonly shift: Point;
  readonly sharpness: number;
  readonly isFound: boolean;
}

/** Each line of an outline must be darker than what is beside it by this share of the paper's brightness. */
const leastSharpness = 0.05;
/** Millimetres. Less than half the pitch of boxes (7.2): a box is never taken for the next one. */
const reachAlone = 1.8;
const reachBeside = 0.9;
/** An outline more than this off its neighbours' shift was something else. */
const outOfLine = 0.5;
/** So much may the paper bend from a box to its neighbours. */
const mostBend = 1.3;
/** Of the boxes, found near where the squares put them: then the paper is flat enough for a narrow search. */
const mostlyFound = 0.93;

/**
 * Searches the outline of each box, beginning from the shift of the neighbours found before: curled paper moves boxes by
 * millimetres, but neighbours alike. Where that fails, every box is looked for widely first.
 */
export function alignBoxes(picture: GrayImage, map: PageToPixels, boxes: readonly AnswerBox[]): AlignedBox[] {
  const places = boxes.map((box) => ({ box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } }));
  const found: Attempt[] = [];
  const tried = places.map((place) => {
    const near = neighbours(found, place.middle, { reach: 40, most: 6 });
    const guess = near.length > 0 ? middleOffset(near) : { x: 0, y: 0 };
    const attempt = tryBox(picture, map, place, guess, near.length > 0 ? reachBeside : reachAlone);
    if (attempt.isFound) found.push(attempt);
    return attempt;
  });
  if (isInLine(found) && found.length >= mostlyFound * boxes.length)
    return tried.map((attempt) => settle(picture, map, attempt, found));
  return alignCurled(picture, map, places);
}

type Place = Pick<Attempt, 'box' | 'middle'>;

/** Wide sightings first, those out of line with their neighbours left out; then each box once more from its neighbours' shift. */
function alignCurled(picture: GrayImage, map: PageToPixels, places: readonly Place[]): AlignedBox[] {
  const sightings = places.flatMap(({ box, middle }): Sighting[] => {
    const { offset, sharpness } = searchWidely(picture, map, box, { x: 0, y: 0 });
    return sharpness >= leastSharpness ? [{ item: box.item, middle, offset }] : [];
  });
  const inLine = sightings.filter((sighting) => agreesWithNeighbours(sighting, sightings));
  const tried = places.map((place) => {
    const near = neighbours(inLine, place.middle, { reach: 40, most: 5 });
    const guess = near.length > 0 ? middleOffset(near) : { x: 0, y: 0 };
    return tryBox(picture, map, place, guess, near.length > 0 ? reachBeside : reachAlone);
  });
  const found = tried.filter(({ isFound }) => isFound);
  if (!isInLine(found)) return tried.map((attempt) => ({ ...attempt, isFound: false, isPlaced: false }));
  return tried.map((attempt) => settle(picture, map, attempt, found));
}

/** No box is off by much more than its nearest neighbours: no row was taken for another. */
function isInLine(found: readonly Sighting[]): boolean {
  return found.filter((sighting) => agreesWithNeighbours(sighting, found)).length >= 0.97 * found.length;
}

function agreesWithNeighbours(sighting: Sighting, all: readonly Sighting[]): boolean {
  const near = neighbours(all, sighting.middle, { reach: 45, most: 5, except: sighting });
  // A box that stands nearly alone (a page of two boxes) is held against where the squares put it.
  const expected = near.length >= 2 ? middleOffset(near) : { x: 0, y: 0 };
  return apart(sighting.offset, expected) <= mostBend;
}

function tryBox(picture: GrayImage, map: PageToPixels, { box, middle }: Place, guess: Point, reach: number): Attempt {
  const patch = samplePatch(picture, map, box, guess);
  const outline = findOutline(patch, box, reach);
  const isFound = !patch.isCut && outline.sharpness >= leastSharpness;
  const shift = isFound ? { x: outline.x, y: outline.y } : { x: 0, y: 0 };
  const offset = { x: guess.x + shift.x, y: guess.y + shift.y };
  return { box, item: box.item, middle, patch, shift, sharpness: outline.sharpness, isFound, offset };
}

/** Keeps what was found where the neighbours agree; else looks once more where they say, and failing that takes their word. */
function settle(picture: GrayImage, map: PageToPixels, attempt: Attempt, found: readonly Attempt[]): AlignedBox {
  const near = neighbours(found, attempt.middle, { reach: 45, most: 8, except: attempt });
  if (near.length < 2) return { ...attempt, isPlaced: attempt.isFound };
  const expected = middleOffset(near);
  if (attempt.isFound && apart(attempt.offset, expected) <= outOfLine) return { ...attempt, isPlaced: true };
  const again = tryBox(picture, map, attempt, expected, outOfLine + 0.2);
  // A row none of whose boxes is seen may not be there at all.
  const isAgreed = found.some(
    (other) => other !== attempt && other.item === attempt.item && apart(other.offset, expected) < outOfLine,
  );
  return { ...again, isPlaced: again.isFound || (!again.patch.isCut && isAgreed) };
}

interface Near {
  /** Millimetres. */
  readonly reach: number;
  readonly most: number;
  readonly except?: Sighting;
}

/** The nearest `most` within `reach`, kept in order as they are met. */
function neighbours<T extends Sighting>(all: readonly T[], middle: Point, { reach, most, except }: Near): T[] {
  const near: T[] = [];
  const distances: number[] = [];
  for (const one of all) {
    const distance = Math.abs(one.middle.x - middle.x) + Math.abs(one.middle.y - middle.y);
    if (distance > reach || (near.length === most && distance >= distances[most - 1]!) || one === except) continue;
    let at = Math.min(near.length, most - 1);
    for (; at > 0 && distances[at - 1]! > distance; at -= 1) {
      near[at] = near[at - 1]!;
      distances[at] = distances[at - 1]!;
    }
    near[at] = one;
    distances[at] = distance;
  }
  return near;
}

/** The median of each coordinate. */
function middleOffset(sightings: readonly Sighting[]): Point {
  return { x: medianOf(sightings.map(({ offset }) => offset.x)), y: medianOf(sightings.map(({ offset }) => offset.y)) };
}

/** Of a few values, which are put in order. */
function medianOf(values: number[]): number {
  for (let at = 1; at < values.length; at += 1) {
    const value = values[at]!;
    let to = at;
    for (; to > 0 && values[to - 1]! > value; to -= 1) values[to] = values[to - 1]!;
    values[to] = value;
  }
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}

function apart(a: Point, b: Point): number {
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
}
