import type { GrayImage, PageToPixels } from '../../src/paper/page-reading';
import { type Point, project } from '../../src/paper/reading/homography';
import type { Drawing } from './draw-sheet';

/** A number between two, for damage of any size. */
export type Random = (from: number, to: number) => number;

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Picture pixels to page millimetres. */
  readonly toPage: PageToPixels;
  /** How far the paper stands off flat at a place of the page, millimetres in the picture's sense. */
  readonly curl: (at: Point) => Point;
  /** Brightness of what lies around the sheet. */
  readonly around: (x: number, y: number) => number;
}

/** The drawing as a scanner or a camera sees it, sampled between pixels. */
export function lookAt(drawing: Drawing, { width, height, toPage, curl, around }: Scene): GrayImage {
  const data = new Uint8Array(width * height);
  const scale = drawing.pixelsPerMillimetre;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = project(toPage, { x: x + 0.5, y: y + 0.5 });
      const bent = curl(at);
      const left = (at.x + bent.x) * scale - 0.5;
      const top = (at.y + bent.y) * scale - 0.5;
      const column = Math.floor(left);
      const row = Math.floor(top);
      if (column < 0 || row < 0 || column >= drawing.width - 1 || row >= drawing.height - 1) {
        data[y * width + x] = around(x, y);
        continue;
      }
      const start = row * drawing.width + column;
      const over = left - column;
      const upper = drawing.data[start]! * (1 - over) + drawing.data[start + 1]! * over;
      const lower = drawing.data[start + drawing.width]! * (1 - over) + drawing.data[start + drawing.width + 1]! * over;
      data[y * width + x] = upper + (lower - upper) * (top - row);
    }
  return { width, height, data };
}

/** Gaussian blur by three box blurs, then every pixel through `tone`, with noise. */
export function develop(
  picture: GrayImage,
  {
    blur,
    tone,
    noise,
    random,
  }: {
    readonly blur: number;
    readonly tone: (value: number, x: number, y: number) => number;
    readonly noise: number;
    readonly random: Random;
  },
): GrayImage {
  const { width, height } = picture;
  const blurred = blur > 0.2 ? blurGently(picture, blur) : picture.data;
  const data = new Uint8Array(width * height);
  const table = Float32Array.from({ length: 65_536 }, () => (random(-1, 1) + random(-1, 1) + random(-1, 1)) * noise);
  let at = Math.floor(random(0, 65_536));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      at = (at * 5 + 12_345) & 65_535;
      const value = tone(blurred[y * width + x]!, x, y) + table[(at ^ (x * 31)) & 65_535]!;
      data[y * width + x] = Math.max(0, Math.min(255, Math.round(value)));
    }
  return { width, height, data };
}

function blurGently({ width, height, data }: GrayImage, sigma: number): Uint8Array {
  const reach = Math.max(1, Math.ceil(sigma * 2.5));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const across = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let total = 0;
      for (let k = -reach; k <= reach; k += 1)
        total += weights[k + reach]! * data[y * width + Math.max(0, Math.min(width - 1, x + k))]!;
      across[y * width + x] = total / sum;
    }
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let total = 0;
      for (let k = -reach; k <= reach; k += 1)
        total += weights[k + reach]! * across[Math.max(0, Math.min(height - 1, y + k)) * width + x]!;
      result[y * width + x] = total / sum;
    }
  return result;
}

/** A dark line down the whole picture, as dust on a scanner's glass makes. */
export function streak(picture: GrayImage, x: number, width: number, darkness: number): void {
  for (let y = 0; y < picture.height; y += 1)
    for (let column = Math.max(0, Math.floor(x)); column < Math.min(picture.width, x + width); column += 1)
      picture.data[y * picture.width + column]! *= 1 - darkness;
}

/** A crease across the sheet: a dark line beside a bright one, on paper (before it is looked at). */
export function fold(drawing: Drawing, from: Point, to: Point, darkness: number): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const normal = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  paint(drawing, ({ x, y }) => {
    const off = (x - from.x) * normal.x + (y - from.y) * normal.y;
    return Math.abs(off) < 0.25
      ? 1 - darkness * (1 - Math.abs(off) / 0.25)
      : off > 0 && off < 3
        ? 1 - (0.06 * (3 - off)) / 3
        : 1;
  });
}

/** The ring and the pool of a cup. */
export function coffee(drawing: Drawing, centre: Point, radius: number, darkness: number): void {
  paint(drawing, ({ x, y }) => {
    const distance = Math.hypot(x - centre.x, y - centre.y);
    const ring = Math.max(0, 1 - Math.abs(distance - radius) / 1.2);
    return 1 - darkness * ring - (distance < radius ? darkness * 0.25 : 0);
  });
}

/** A disc of one brightness: a punched hole, a blot. */
export function disc(drawing: Drawing, centre: Point, radius: number, value: number): void {
  paint(drawing, ({ x, y }) => (Math.hypot(x - centre.x, y - centre.y) < radius ? -value - 1 : 1));
}

/** Specks of dirt and toner. */
export function specks(drawing: Drawing, count: number, random: Random): void {
  for (let at = 0; at < count; at += 1) {
    const x = random(2, drawing.width - 4);
    const y = random(2, drawing.height - 4);
    const radius = random(0.05, 0.3) * drawing.pixelsPerMillimetre;
    const value = random(20, 170);
    for (let row = Math.floor(y - radius); row <= y + radius; row += 1)
      for (let column = Math.floor(x - radius); column <= x + radius; column += 1)
        if (
          row >= 0 &&
          column >= 0 &&
          row < drawing.height &&
          column < drawing.width &&
          Math.hypot(column - x, row - y) <= radius
        )
          drawing.data[row * drawing.width + column] = Math.min(drawing.data[row * drawing.width + column]!, value);
  }
}

/** Multiplies each pixel by what `factorAt` says of its place in millimetres; a negative factor f stands for the value −f−1. */
function paint(drawing: Drawing, factorAt: (at: Point) => number): void {
  const { width, height, data, pixelsPerMillimetre } = drawing;
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const factor = factorAt({ x: column / pixelsPerMillimetre, y: row / pixelsPerMillimetre });
      if (factor === 1) continue;
      const at = row * width + column;
      data[at] = factor < 0 ? -factor - 1 : data[at]! * factor;
    }
}
