import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A page as a printer would put it on paper, in gray. */
export async function pdfPictures(
  pdf: Uint8Array,
  dotsPerInch: number,
  pages?: readonly number[],
): Promise<GrayPicture[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const pictures: GrayPicture[] = [];
    for (const page of document.pages()) {
      if (pages && !pages.includes(page.number + 1)) continue;
      const { data, width, height } = await page.render({ scale: dotsPerInch / 72, render: 'bitmap' });
      const gray = new Uint8Array(width * height);
      for (let at = 0; at < gray.length; at += 1) gray[at] = data[at * 4] as number;
      pictures.push({ width, height, data: gray });
    }
    document.destroy();
    return pictures;
  } finally {
    library.destroy();
  }
}

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

/** Every QR code in the picture, with its corners in pixels. */
export async function qrCodesIn({ width, height, data }: GrayPicture) {
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 1) rgba.fill(data[at] as number, at * 4, at * 4 + 3);
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return readBarcodes({ data: rgba, width, height, colorSpace: 'srgb' } as ImageData, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 3,
  });
}
