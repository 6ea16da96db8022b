import { type ImageType, imageTypeOf, startsWith } from '../kernel/image-type';
import { fail, ok, type Result } from '../kernel/result';

export interface RecognisedImage {
  readonly mediaType: ImageType;
  readonly bytes: Uint8Array;
}

export type PhotoProblem =
  | { readonly type: 'no-photo' }
  | { readonly type: 'photo-too-large'; readonly limitMegabytes: number }
  | { readonly type: 'not-an-image' };

const limitMegabytes = 2;

/** The type by the bytes, never by the name; a JPEG loses its camera data (place, time, device) but keeps its turn. */
export function recogniseImage(bytes: Uint8Array): Result<RecognisedImage, PhotoProblem> {
  if (bytes.length === 0) return fail({ type: 'no-photo' });
  if (bytes.length > limitMegabytes * 1_048_576) return fail({ type: 'photo-too-large', limitMegabytes });
  const mediaType = imageTypeOf(bytes);
  const kept = mediaType === 'image/jpeg' ? withoutCameraData(bytes) : bytes;
  return mediaType === undefined || kept === undefined
    ? fail({ type: 'not-an-image' })
    : ok({ mediaType, bytes: kept });
}

/**
 * Copies a JPEG without its application segments 1 to 13 and comments (Exif, XMP, IPTC); JFIF (0) and Adobe (14) are needed to
 * show it. A turn other than upright is written back as the smallest Exif. Undefined where the segments are broken.
 */
export function withoutCameraData(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let turn = 1;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    if (marker === 0xe1) turn = turnOf(bytes.subarray(at + 4, end)) ?? turn;
    const camera = (marker >= 0xe1 && marker <= 0xed) || marker === 0xef || marker === 0xfe;
    if (!camera) kept.push(bytes.subarray(at, end));
    at = end;
    // Start of scan: the rest is the picture.
    if (marker === 0xda)
      return join([
        Uint8Array.of(0xff, 0xd8),
        ...(turn === 1 ? [] : [exifWithTurn(turn)]),
        ...kept,
        bytes.subarray(at),
      ]);
  }
  return undefined;
}

/** Orientation (tag 0x0112) of an Exif segment, 1 to 8. */
function turnOf(segment: Uint8Array): number | undefined {
  if (!startsWith(segment, [0x45, 0x78, 0x69, 0x66, 0, 0])) return undefined;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 6, segment.byteLength - 6);
  if (tiff.byteLength < 14) return undefined;
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return undefined;
  const entries = tiff.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + 12 * index;
    if (entry + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(entry, little) !== 0x0112) continue;
    const turn = tiff.getUint16(entry + 8, little);
    return turn >= 1 && turn <= 8 ? turn : undefined;
  }
  return undefined;
}

function exifWithTurn(turn: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xe1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
