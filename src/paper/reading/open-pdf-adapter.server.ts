import { inflateSync } from 'node:zlib';
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { fail, ok, type Result } from '../../kernel/result';
import type { FileRefusal } from '../page-reading';
import { decodeGray, decodeJpeg, type Decoded, refuseTooLarge } from './decode-picture-adapter.server';
import { onlyPicture, type PaintedPicture } from './pdf-content';
import { openRenderer, type PdfRenderer } from './pdf-renderer-adapter.server';
import type { PictureCanvas } from './picture-canvas';
import type { PictureFile } from './picture-file';
import { pictureLimits } from './picture-limits';

/** The pages of a PDF: the picture of the scanner taken out where a page is just that, else rendered. */
export async function openPdf(bytes: Uint8Array): Promise<Result<PictureFile, FileRefusal>> {
  if (unpacksTooLarge(bytes)) return fail({ type: 'file-unpacks-too-large' });
  let pages: PDFPage[];
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
    pages = document.getPages();
  } catch (error) {
    // Some libraries' names of errors do not survive the bundle: its message does.
    const isEncrypted = error instanceof EncryptedPDFError || /encrypted/i.test(String((error as Error).message));
    return fail({ type: isEncrypted ? 'file-encrypted' : 'file-damaged' });
  }
  if (pages.length === 0) return fail({ type: 'file-damaged' });
  if (pages.length > pictureLimits.pages)
    return fail({ type: 'too-many-pages', pages: pages.length, maximum: pictureLimits.pages });
  let renderer: PdfRenderer | undefined;
  return ok({
    pages: pages.length,
    picture: async (page, canvas) => {
      const embedded = await embeddedPicture(pages[page]!, canvas);
      if (embedded !== undefined) return embedded;
      renderer ??= await openRenderer(bytes);
      return renderer.render(page);
    },
    close: () => renderer?.close(),
  });
}

/** Undefined where the page must be rendered to be seen. */
async function embeddedPicture(page: PDFPage, canvas: PictureCanvas | undefined): Promise<Decoded | undefined> {
  try {
    const content = contentOf(page.node.Contents());
    const painted = content === undefined ? undefined : onlyPicture(content);
    if (painted === undefined || !fillsPage(page, painted)) return undefined;
    const pictures = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict);
    const stream = pictures?.lookup(PDFName.of(painted.name));
    if (!(stream instanceof PDFRawStream)) return undefined;
    return await decodeStream(stream, painted, canvas);
  } catch {
    return undefined;
  }
}

/** Nine tenths of the page at least, and not mirrored. */
function fillsPage(page: PDFPage, { matrix: [a, b, c, d] }: PaintedPicture): boolean {
  const area = a * d - b * c;
  return area > 0.85 * page.getWidth() * page.getHeight();
}

function decodeStream(
  stream: PDFRawStream,
  painted: PaintedPicture,
  canvas: PictureCanvas | undefined,
): Promise<Decoded> | Decoded | undefined {
  const { dict } = stream;
  for (const name of ['SMask', 'Mask', 'Decode', 'ImageMask']) if (dict.has(PDFName.of(name))) return undefined;
  const width = numberOf(dict, 'Width');
  const height = numberOf(dict, 'Height');
  if (width === undefined || height === undefined) return undefined;
  const [a, b] = painted.matrix;
  const dotsPerInch = (width / Math.hypot(a, b)) * 72;
  switch (filtersOf(dict)) {
    case 'DCTDecode':
      return decodeJpeg(stream.getContents(), { dotsPerInch, canvas });
    case 'FlateDecode':
      return decodePlainGray(stream, { width, height, dotsPerInch });
    default:
      return undefined;
  }
}

/** Eight-bit gray without a predictor, unpacked to exactly its size; anything else is rendered. */
function decodePlainGray(
  stream: PDFRawStream,
  { width, height, dotsPerInch }: { readonly width: number; readonly height: number; readonly dotsPerInch: number },
): Decoded | undefined {
  const { dict } = stream;
  const isGray = dict.lookup(PDFName.of('ColorSpace')) === PDFName.of('DeviceGray');
  if (!isGray || numberOf(dict, 'BitsPerComponent') !== 8 || dict.has(PDFName.of('DecodeParms'))) return undefined;
  const tooLarge = refuseTooLarge(width, height);
  if (tooLarge !== undefined) return fail(tooLarge);
  const data = inflateSync(stream.getContents(), { maxOutputLength: width * height + 64 });
  if (data.length < width * height) return fail({ type: 'picture-damaged' });
  return ok(decodeGray({ width, height, data: data.subarray(0, width * height) }, dotsPerInch));
}

function numberOf(dict: PDFDict, name: string): number | undefined {
  return dict.lookupMaybe(PDFName.of(name), PDFNumber)?.asNumber();
}

function filtersOf(dict: PDFDict): string {
  const filter = dict.lookup(PDFName.of('Filter'));
  const names = filter instanceof PDFArray ? filter.asArray() : filter === undefined ? [] : [filter];
  return names.map((name) => (name instanceof PDFName ? name.decodeText() : '?')).join(' ');
}

/** The page's drawing orders as text, at most a megabyte unpacked; undefined where they are packed in a way not known here. */
function contentOf(contents: PDFObject | undefined): string | undefined {
  const streams = contents instanceof PDFArray ? contents.asArray().map((_, at) => contents.lookup(at)) : [contents];
  const texts = streams.map((stream) => {
    if (!(stream instanceof PDFRawStream)) return undefined;
    const filters = filtersOf(stream.dict);
    if (filters === '') return Buffer.from(stream.getContents()).toString('latin1');
    if (filters !== 'FlateDecode' || stream.dict.has(PDFName.of('DecodeParms'))) return undefined;
    return inflateSync(stream.getContents(), { maxOutputLength: 1024 * 1024 }).toString('latin1');
  });
  return texts.every((text) => text !== undefined) ? texts.join('\n') : undefined;
}

/**
 * The library unpacks object streams whole to find the pages: they are unpacked here first, with a limit on all together.
 * Names may be written with `#` escapes to hide from this; such a file is not from a scanner and is refused.
 */
function unpacksTooLarge(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left: number = pictureLimits.unpackedBytes;
  for (const name of ['/ObjStm', '/XRef']) {
    for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + 1)) {
      const start = file.indexOf('stream', at);
      if (start < 0 || start - at > 2000) continue;
      const body = start + (file[start + 6] === 13 ? 8 : 7);
      const end = file.indexOf('endstream', body);
      try {
        left -= inflateSync(file.subarray(body, end < 0 ? undefined : end), {
          maxOutputLength: Math.max(1, left),
          finishFlush: 2,
        }).length;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return true;
      }
    }
  }
  return /\/(?:O|#4[fF])(?:b|#62)(?:j|#6[aA])(?:S|#53)(?:t|#74)(?:m|#6[dD])/.test(escapedNames(file));
}

function escapedNames(file: Buffer): string {
  const found: string[] = [];
  for (let at = file.indexOf('#'); at >= 0 && found.length < 1000; at = file.indexOf('#', at + 1))
    found.push(file.toString('latin1', Math.max(0, at - 16), at + 16));
  return found.join(' ').replaceAll('/ObjStm', ' ');
}
