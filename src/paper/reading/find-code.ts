import type { GrayImage, PageToPixels } from '../page-reading';
import type { Rectangle } from '../sheet-layout';
import { type Point, project } from './homography';

/** A QR code that was read, corners in pixels of the picture it was looked for in, from the symbol's own top left clockwise. */
export interface FoundCode {
  readonly text: string;
  readonly corners: readonly [Point, Point, Point, Point];
}

/** Reads the codes in a picture; `thorough` takes several times as long and tries harder. */
export type CodeReader = (picture: GrayImage, options: { readonly thorough: boolean }) => Promise<readonly FoundCode[]>;

export function cornersOf({ x, y, width, height }: Rectangle): [Point, Point, Point, Point] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** The part of a picture around a rectangle of the page, and where it was cut. */
export interface Cut {
  readonly picture: GrayImage;
  readonly left: number;
  readonly top: number;
  /** Picture pixels for one pixel of the cut. */
  readonly factor: number;
}

/** At most about `mostPixels` along a side: a code needs no more than 250. */
export function cutAround(
  picture: GrayImage,
  map: PageToPixels,
  area: Rectangle,
  { margin, mostPixels }: { readonly margin: number; readonly mostPixels: number },
): Cut | undefined {
  const wider = {
    x: area.x - margin,
    y: area.y - margin,
    width: area.width + 2 * margin,
    height: area.height + 2 * margin,
  };
  const corners = cornersOf(wider).map((corner) => project(map, corner));
  const left = Math.max(0, Math.floor(Math.min(...corners.map(({ x }) => x))));
  const top = Math.max(0, Math.floor(Math.min(...corners.map(({ y }) => y))));
  const right = Math.min(picture.width, Math.ceil(Math.max(...corners.map(({ x }) => x))));
  const bottom = Math.min(picture.height, Math.ceil(Math.max(...corners.map(({ y }) => y))));
  if (!(right - left >= 40 && bottom - top >= 40)) return undefined;
  const factor = Math.max(1, Math.round(Math.max(right - left, bottom - top) / mostPixels));
  return { picture: cutOut(picture, { left, top, right, bottom }, factor), left, top, factor };
}

interface PixelArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Each pixel of the cut is the mean of a `factor` × `factor` square of the picture. */
export function cutOut(picture: GrayImage, { left, top, right, bottom }: PixelArea, factor: number): GrayImage {
  const width = Math.floor((right - left) / factor);
  const height = Math.floor((bottom - top) / factor);
  const data = new Uint8Array(width * height);
  const samples = factor * factor;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let down = 0; down < factor; down += 1) {
        const start = (top + y * factor + down) * picture.width + left + x * factor;
        for (let over = 0; over < factor; over += 1) sum += picture.data[start + over]!;
      }
      data[y * width + x] = sum / samples;
    }
  return { width, height, data };
}

/** A code found in a cut, in pixels of the whole picture. */
export function placedInWhole({ text, corners }: FoundCode, { left, top, factor }: Cut): FoundCode {
  const place = ({ x, y }: Point): Point => ({ x: left + x * factor, y: top + y * factor });
  return { text, corners: [place(corners[0]), place(corners[1]), place(corners[2]), place(corners[3])] };
}
