import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { GrayImage } from '../page-reading';
import type { CodeReader } from './find-code';

let isPrepared = false;

/** Without its binary the library would fetch it from a public server. */
function prepare(): void {
  if (isPrepared) return;
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasm = readFileSync(file);
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) } });
  isPrepared = true;
}

/** QR codes by zxing-cpp, compiled to WebAssembly. */
export const readCodes: CodeReader = async (picture, { thorough }) => {
  prepare();
  const found = await readBarcodes(asImageData(picture), {
    formats: ['QRCode'],
    tryHarder: thorough,
    tryRotate: thorough,
    tryInvert: false,
    tryDownscale: thorough,
    tryDenoise: thorough,
    maxNumberOfSymbols: thorough ? 6 : 2,
  });
  return found
    .filter(({ isValid }) => isValid)
    .map(({ text, position }) => ({
      text,
      corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft],
    }));
};

function asImageData({ width, height, data }: GrayImage): ImageData {
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = data[at]! * 0x010101 + 0xff000000;
  return { width, height, data: new Uint8ClampedArray(pixels.buffer), colorSpace: 'srgb' } as ImageData;
}
