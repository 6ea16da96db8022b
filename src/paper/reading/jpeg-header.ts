/** What stands in a JPEG file before its picture. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** EXIF: 1–8; 2, 4, 5 and 7 are mirrored. */
  readonly orientation: number;
  /** As the file says, where it says so in inches or centimetres; cameras write 72 whatever the truth. */
  readonly dotsPerInch: number | undefined;
}

/** ITU-T T.81, B.1.1: markers up to the start of frame. Undefined where there is none. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  let orientation = 1;
  let dotsPerInch: number | undefined;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return undefined;
    if (marker === 0xe0) dotsPerInch ??= jfifDensity(view, at + 4, end);
    if (marker === 0xe1) orientation = exifOrientation(view, at + 4, end) ?? orientation;
    if (isStartOfFrame(marker) && length >= 8) {
      const height = view.getUint16(at + 5);
      const width = view.getUint16(at + 7);
      return width > 0 && height > 0
        ? { width, height, components: bytes[at + 9]!, orientation, dotsPerInch }
        : undefined;
    }
    at = end;
  }
  return undefined;
}

function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function jfifDensity(view: DataView, at: number, end: number): number | undefined {
  if (end - at < 12 || view.getUint32(at) !== 0x4a464946) return undefined;
  const unit = view.getUint8(at + 7);
  const density = view.getUint16(at + 8);
  return unit === 1 ? density : unit === 2 ? Math.round(density * 2.54) : undefined;
}

/** Tag 0x0112 of the first directory (Exif 2.32, 4.6.4). */
function exifOrientation(view: DataView, at: number, end: number): number | undefined {
  if (end - at < 14 || view.getUint32(at) !== 0x45786966) return undefined;
  const start = at + 6;
  const isLittle = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittle);
  if (directory + 2 > end) return undefined;
  const count = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < count; entry += 1) {
    const place = directory + 2 + entry * 12;
    if (place + 12 > end) return undefined;
    if (view.getUint16(place, isLittle) === 0x0112) return view.getUint16(place + 8, isLittle);
  }
  return undefined;
}
