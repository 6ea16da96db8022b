import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { fail, ok } from '../../kernel/result';
import { decodeGray, type Decoded } from './decode-picture-adapter.server';

export interface PdfRenderer {
  render(page: number): Promise<Decoded>;
  close(): void;
}

const dotsPerInch = 200;
/** Millions of pixels of a rendered page: a poster is drawn coarser. */
const mostMegapixels = 16;

/** Pages drawn by PDFium, compiled to WebAssembly: slower than taking pictures out, but everything is seen. */
export async function openRenderer(bytes: Uint8Array): Promise<PdfRenderer> {
  const library = await PDFiumLibrary.init({ wasmBinary: wasmBinary() });
  let document: PDFiumDocument | undefined;
  try {
    document = await library.loadDocument(bytes);
  } catch {
    document = undefined;
  }
  return {
    render: async (page) => (document === undefined ? fail({ type: 'picture-damaged' }) : renderPage(document, page)),
    close: () => {
      document?.destroy();
      library.destroy();
    },
  };
}

async function renderPage(document: PDFiumDocument, page: number): Promise<Decoded> {
  try {
    const sheet = document.getPage(page);
    const { originalWidth, originalHeight } = sheet.getOriginalSize();
    const wanted = dotsPerInch / 72;
    const most = Math.sqrt((mostMegapixels * 1e6) / Math.max(1, originalWidth * originalHeight));
    const scale = Math.min(wanted, most);
    const drawn = await sheet.render({ scale, colorSpace: 'Gray', render: ({ data }) => Promise.resolve(data) });
    const { width, height } = drawn;
    const data = Uint8Array.from(drawn.data.subarray(0, width * height));
    return ok(decodeGray({ width, height, data }, scale * 72));
  } catch {
    return fail({ type: 'picture-damaged' });
  }
}

function wasmBinary(): ArrayBuffer {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
  return wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) as ArrayBuffer;
}
