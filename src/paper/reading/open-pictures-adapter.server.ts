import sharp from 'sharp';
import { fail, ok, type Result } from '../../kernel/result';
import { imageTypeOf, startsWith } from '../../kernel/image-type';
import type { FileRefusal } from '../page-reading';
import { decodeBySharp, decodeJpeg, type Decoded } from './decode-picture-adapter.server';
import { openPdf } from './open-pdf-adapter.server';
import type { PictureCanvas } from './picture-canvas';
import type { PictureFile } from './picture-file';
import { pictureLimits } from './picture-limits';

/** Told by its first bytes, never by its name. Nothing is unpacked before its size is known. */
export async function openPictures(bytes: Uint8Array): Promise<Result<PictureFile, FileRefusal>> {
  if (bytes.length > pictureLimits.fileBytes) {
    const megabytes = Math.ceil(bytes.length / 1024 / 1024);
    return fail({ type: 'file-too-large', megabytes, maximum: pictureLimits.fileBytes / 1024 / 1024 });
  }
  if (isPdf(bytes)) return openPdf(bytes);
  if (isTiff(bytes)) return openTiff(bytes);
  switch (imageTypeOf(bytes)) {
    case 'image/jpeg':
      return ok(single((canvas) => decodeJpeg(bytes, { canvas })));
    case 'image/png':
    case 'image/webp':
      return ok(single(() => decodeBySharp(bytes, 0)));
    case undefined:
      return fail({ type: 'file-not-a-picture' });
  }
}

function single(picture: (canvas?: PictureCanvas) => Promise<Decoded>): PictureFile {
  return { pages: 1, picture: (_, canvas) => picture(canvas), close: () => undefined };
}

/** The header may stand in the first 1024 bytes (ISO 32000-1, annex H, note 13). */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.length)).includes('%PDF-');
}

function isTiff(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x49, 0x49, 0x2a, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 0x2a]);
}

async function openTiff(bytes: Uint8Array): Promise<Result<PictureFile, FileRefusal>> {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { pages = 1 } = await sharp(file, { limitInputPixels: false }).metadata();
    if (pages > pictureLimits.pages) return fail({ type: 'too-many-pages', pages, maximum: pictureLimits.pages });
    return ok({ pages, picture: (page) => decodeBySharp(bytes, page), close: () => undefined });
  } catch {
    return fail({ type: 'file-damaged' });
  }
}
