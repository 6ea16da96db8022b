import type { GrayImage, PageToPixels } from '../page-reading';
import type { PageLayout, Rectangle, SheetLayout } from '../sheet-layout';

export const keptDotsPerInch = 150;
/** A module of the code (0.84 mm) is then half a pixel: no reader can tell it from its neighbour. */
const smallDotsPerInch = 15;

/** The sheet upright and straight, `keptDotsPerInch` fine, without what would name it: code and code text are blotted out. */
export function straightened(picture: GrayImage, map: PageToPixels, layout: SheetLayout, page: PageLayout): GrayImage {
  const scale = keptDotsPerInch / 25.4;
  const width = Math.round(layout.width * scale);
  const height = Math.round(layout.height * scale);
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const y = (row + 0.5) / scale;
    for (let column = 0; column < width; column += 1) {
      const x = (column + 0.5) / scale;
      const depth = map[6] * x + map[7] * y + map[8];
      const left = Math.floor((map[0] * x + map[1] * y + map[2]) / depth);
      const top = Math.floor((map[3] * x + map[4] * y + map[5]) / depth);
      const isInside = left >= 0 && top >= 0 && left < picture.width && top < picture.height;
      data[row * width + column] = isInside ? picture.data[top * picture.width + left]! : 255;
    }
  }
  for (const place of [page.code, page.codeText]) blot({ width, height, data }, place, scale);
  return { width, height, data };
}

/** Two millimetres more than the place itself: the sheet may lie a little otherwise than it was found. */
function blot({ width, height, data }: GrayImage, place: Rectangle, scale: number): void {
  const left = Math.max(0, Math.floor((place.x - 2) * scale));
  const right = Math.min(width, Math.ceil((place.x + place.width + 2) * scale));
  const bottom = Math.min(height, Math.ceil((place.y + place.height + 2) * scale));
  for (let row = Math.max(0, Math.floor((place.y - 2) * scale)); row < bottom; row += 1)
    data.fill(128, row * width + left, row * width + right);
}

/** A refused picture, as if of an A4 sheet that fills it, too small for its code; undefined where there is no picture. */
export function tooSmallToTell(picture: GrayImage): { readonly picture: GrayImage; readonly dotsPerInch: number } {
  const longSide = (297 / 25.4) * smallDotsPerInch;
  const factor = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / longSide));
  const width = Math.max(1, Math.floor(picture.width / factor));
  const height = Math.max(1, Math.floor(picture.height / factor));
  const data = new Uint8Array(width * height);
  const stride = Math.max(1, Math.floor(factor / 8));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      let seen = 0;
      for (let down = 0; down < factor; down += stride)
        for (let over = 0; over < factor; over += stride) {
          sum += picture.data[(y * factor + down) * picture.width + x * factor + over]!;
          seen += 1;
        }
      data[y * width + x] = sum / seen;
    }
  return { picture: { width, height, data }, dotsPerInch: smallDotsPerInch };
}

/** The pixels of a rectangle of page millimetres in a kept picture; clipped to it. */
export function pixelsOf(place: Rectangle, { width, height }: { readonly width: number; readonly height: number }) {
  const scale = keptDotsPerInch / 25.4;
  const left = Math.max(0, Math.floor(place.x * scale));
  const top = Math.max(0, Math.floor(place.y * scale));
  const right = Math.min(width, Math.ceil((place.x + place.width) * scale));
  const bottom = Math.min(height, Math.ceil((place.y + place.height) * scale));
  return { left, top, right, bottom };
}
