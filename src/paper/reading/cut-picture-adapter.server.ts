import jpegTurbo from '@julusian/jpeg-turbo';
import type { Rectangle } from '../sheet-layout';
import { cutOut } from './find-code';
import { readJpegHeader } from './jpeg-header';
import { pixelsOf } from './keep-picture';
import { encode } from './scan-worker-adapter.server';

/** A rectangle of page millimetres out of a kept picture, as a JPEG; undefined where the picture is none. Off the event loop. */
export async function cutFromKept(jpeg: Uint8Array, place: Rectangle): Promise<Uint8Array | undefined> {
  const header = readJpegHeader(jpeg);
  if (header === undefined) return undefined;
  const { data } = await jpegTurbo.decompress(Buffer.from(jpeg), { format: jpegTurbo.FORMAT_GRAY });
  const area = pixelsOf(place, header);
  if (area.right - area.left < 8 || area.bottom - area.top < 8) return undefined;
  return encode(cutOut({ width: header.width, height: header.height, data }, area, 1));
}
