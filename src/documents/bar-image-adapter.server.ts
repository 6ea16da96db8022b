import { deflateSync } from 'node:zlib';
import type { BarLine } from './official-document';

/**
 * The bar of one chart line as a gray PNG, without letters: Word draws SVG only beside a raster, and the words stand in
 * the table cells around it.
 */
export const barImageSize = { width: 600, height: 54 } as const;

const shade = { track: 0xed, bar: 0x9a, grid: 0xbf, mark: 0x00 } as const;

export function barPng(bar: Pick<BarLine, 'value' | 'low' | 'high'>): Uint8Array {
  const { width, height } = barImageSize;
  const pixels = new Uint8Array(width * height).fill(shade.track);
  const column = (percent: number): number => Math.round((Math.min(100, Math.max(0, percent)) / 100) * (width - 1));
  const fill = (left: number, right: number, top: number, bottom: number, value: number): void => {
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1) {
      pixels.fill(value, y * width + Math.max(0, left), y * width + Math.min(width, right));
    }
  };
  if (bar.value !== null) fill(0, column(bar.value), 0, height, shade.bar);
  for (const tick of [25, 50, 75]) fill(column(tick) - 1, column(tick) + 1, 0, height, shade.grid);
  if (bar.low !== undefined && bar.high !== undefined) {
    const [low, high, middle] = [column(bar.low), column(bar.high), height / 2];
    fill(low, high, middle - 2, middle + 2, shade.mark);
    fill(low - 2, low + 2, middle - 15, middle + 15, shade.mark);
    fill(high - 2, high + 2, middle - 15, middle + 15, shade.mark);
  }
  return grayPng(pixels, width, height);
}

/** PNG, ISO/IEC 15948: gray, 8 bits, no interlace. */
function grayPng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
