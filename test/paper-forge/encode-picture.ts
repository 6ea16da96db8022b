import { PDFDocument } from '@cantoo/pdf-lib';
import turbo from '@julusian/jpeg-turbo';
import sharp from 'sharp';
import type { Picture } from './picture';

export type FileKind = 'jpeg' | 'png' | 'tiff-g4' | 'pdf';

export function toJpeg(picture: Picture, quality: number): Buffer {
  const gray = picture.planes.length === 1;
  return Buffer.from(
    turbo.compressSync(interleaved(picture), {
      width: picture.width,
      height: picture.height,
      format: gray ? turbo.FORMAT_GRAY : turbo.FORMAT_RGB,
      subsampling: gray ? turbo.SAMP_GRAY : turbo.SAMP_420,
      quality,
    }),
  );
}

export function toPng(picture: Picture): Promise<Buffer> {
  return sharpOf(picture).png({ compressionLevel: 1 }).toBuffer();
}

/** Black and white by one threshold, in fax encoding, as office copiers send it by mail. */
export async function toFaxTiff(picture: Picture, dotsPerInch: number): Promise<Buffer> {
  return sharpOf(picture)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: dotsPerInch / 25.4, yres: dotsPerInch / 25.4 })
    .toBuffer();
}

/** One page for each picture, as scanners make it: a JPEG over the whole page. */
export async function toPdf(jpegs: readonly Uint8Array[], dotsPerInch: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const jpeg of jpegs) {
    const image = await document.embedJpg(jpeg);
    const [width, height] = [(image.width * 72) / dotsPerInch, (image.height * 72) / dotsPerInch];
    document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return document.save();
}

function sharpOf(picture: Picture): sharp.Sharp {
  const channels = picture.planes.length === 1 ? 1 : 3;
  return sharp(interleaved(picture), { raw: { width: picture.width, height: picture.height, channels } });
}

function interleaved({ planes, width, height }: Picture): Buffer {
  const [red, green, blue] = planes;
  if (!red) throw new Error('bug: a picture without planes');
  if (!green || !blue) return Buffer.from(red.buffer, red.byteOffset, red.length);
  const data = Buffer.allocUnsafe(width * height * 3);
  for (let at = 0; at < red.length; at += 1) {
    data[at * 3] = red[at] as number;
    data[at * 3 + 1] = green[at] as number;
    data[at * 3 + 2] = blue[at] as number;
  }
  return data;
}
