import type { GrayImage } from '../page-reading';
import { pictureLimits } from './picture-limits';

export interface DecodedPicture {
  readonly picture: GrayImage;
  /** Only black and white: light pencil may be lost. */
  readonly isBilevel: boolean;
  /** Of the scanner, where the file says it and can be believed. */
  readonly dotsPerInch: number | undefined;
}

/** Halves a picture until no more than the working size is left; each pixel is the mean of four. */
export function toWorkingSize(picture: GrayImage): GrayImage {
  let { width, height, data } = picture;
  while (width * height > pictureLimits.workingMegapixels * 1e6) {
    const halfWidth = width >> 1;
    const halfHeight = height >> 1;
    const half = new Uint8Array(halfWidth * halfHeight);
    for (let y = 0; y < halfHeight; y += 1)
      for (let x = 0; x < halfWidth; x += 1) {
        const at = 2 * y * width + 2 * x;
        half[y * halfWidth + x] = (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]! + 2) >> 2;
      }
    [width, height, data] = [halfWidth, halfHeight, half];
  }
  return { width, height, data };
}

export function mirrored({ width, height, data }: GrayImage): GrayImage {
  const other = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) other[y * width + x] = data[(y + 1) * width - 1 - x]!;
  return { width, height, data: other };
}

/** Nothing between black and white in some ten thousand samples, taken in stretches of neighbours as the memory lies. */
export function looksBilevel({ data }: GrayImage): boolean {
  const stretch = 64;
  const stride = Math.max(stretch, Math.floor((data.length * stretch) / 12_289) | 1);
  let between = 0;
  let seen = 0;
  for (let start = 0; start < data.length; start += stride) {
    const end = Math.min(data.length, start + stretch);
    for (let at = start; at < end; at += 1) if (data[at]! > 12 && data[at]! < 243) between += 1;
    seen += end - start;
  }
  return between < seen * 0.001;
}

/**
 * The resolution a file states is believed only where the picture then has the size of a sheet (A5 to A3, a tenth to spare):
 * cameras and chat programs write any number.
 */
export function believable(dotsPerInch: number | undefined, width: number, height: number): number | undefined {
  if (dotsPerInch === undefined || dotsPerInch < 100 || dotsPerInch > 1200) return undefined;
  const long = (Math.max(width, height) / dotsPerInch) * 25.4;
  const short = (Math.min(width, height) / dotsPerInch) * 25.4;
  const isSheet = sheets.some(([a, b]) => Math.abs(short / a - 1) < 0.1 && Math.abs(long / b - 1) < 0.1);
  return isSheet ? dotsPerInch : undefined;
}

const sheets = [
  [148, 210],
  [210, 297],
  [216, 279],
  [297, 420],
] as const;
