import jpegTurbo from '@julusian/jpeg-turbo';
import sharp from 'sharp';
import { fail, ok, type Result } from '../../kernel/result';
import type { GrayImage, PageRefusal } from '../page-reading';
import { believable, type DecodedPicture, looksBilevel, mirrored, toWorkingSize } from './decoded-picture';
import { readJpegHeader } from './jpeg-header';
import type { PictureCanvas } from './picture-canvas';
import { pictureLimits } from './picture-limits';

export type Decoded = Result<DecodedPicture, PageRefusal>;

// One page at a time and a thread: libvips would keep pages of the last files for nothing.
sharp.cache(false);
sharp.concurrency(1);

export interface JpegOptions {
  /** Where the place of the picture on a PDF's page is known. */
  readonly dotsPerInch?: number | undefined;
  /** Where the picture may lie; without it in memory of its own. */
  readonly canvas?: PictureCanvas | undefined;
}

/** A JPEG straight to gray: libjpeg-turbo leaves the colours undecoded. */
export async function decodeJpeg(bytes: Uint8Array, { dotsPerInch, canvas }: JpegOptions = {}): Promise<Decoded> {
  const header = readJpegHeader(bytes);
  if (header === undefined) return fail({ type: 'picture-damaged' });
  const { width, height } = header;
  const tooLarge = refuseTooLarge(width, height);
  if (tooLarge !== undefined) return fail(tooLarge);
  // Four colours of print are no luminance: libvips knows them.
  if (header.components !== 1 && header.components !== 3) return decodeBySharp(bytes, 0);
  let data: Uint8Array;
  try {
    const format = { format: jpegTurbo.FORMAT_GRAY };
    data =
      canvas === undefined
        ? jpegTurbo.decompressSync(asBuffer(bytes), format).data
        : jpegTurbo.decompressSync(asBuffer(bytes), asBuffer(canvas.take(width * height)), format).data;
  } catch {
    return fail({ type: 'picture-damaged' });
  }
  const picture = { width, height, data };
  const isMirrored = [2, 4, 5, 7].includes(header.orientation);
  return ok(decoded(isMirrored ? mirrored(picture) : picture, dotsPerInch ?? header.dotsPerInch));
}

/** PNG, TIFF and the rest, `page` from 0; the size is in the head, which alone is looked at first. */
export async function decodeBySharp(bytes: Uint8Array, page: number): Promise<Decoded> {
  try {
    // Its header only, whatever size that names: the limit would call a large picture a damaged one.
    const { width, height, density } = await sharp(asBuffer(bytes), { page, limitInputPixels: false }).metadata();
    const tooLarge = refuseTooLarge(width, height);
    if (tooLarge !== undefined) return fail(tooLarge);
    const input = sharp(asBuffer(bytes), { page, limitInputPixels: pictureLimits.megapixels * 1e6, failOn: 'error' });
    const { data, info } = await input
      .flatten({ background: '#ffffff' })
      .toColourspace('b-w')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 1) return fail({ type: 'picture-damaged' });
    return ok(decoded({ width: info.width, height: info.height, data }, density));
  } catch {
    return fail({ type: 'picture-damaged' });
  }
}

/** Gray samples as they are. */
export function decodeGray(picture: GrayImage, dotsPerInch: number | undefined): DecodedPicture {
  return decoded(picture, dotsPerInch);
}

function decoded(picture: GrayImage, dotsPerInch: number | undefined): DecodedPicture {
  const working = toWorkingSize(picture);
  const believed = believable(dotsPerInch, picture.width, picture.height);
  return {
    picture: working,
    isBilevel: looksBilevel(picture),
    dotsPerInch: believed === undefined ? undefined : (believed * working.width) / picture.width,
  };
}

export function refuseTooLarge(width: number, height: number): PageRefusal | undefined {
  const megapixels = Math.ceil((width * height) / 1e6);
  return megapixels > pictureLimits.megapixels
    ? { type: 'picture-too-large', megapixels, maximum: pictureLimits.megapixels }
    : undefined;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
