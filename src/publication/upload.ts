import { type ImageType, imageTypeOf, startsWith } from '../kernel/image-type';
import { fail, ok, type Result } from '../kernel/result';

export type UploadError =
  | { readonly type: 'file-missing' }
  | { readonly type: 'file-too-large'; readonly limitMegabytes: number }
  | { readonly type: 'not-a-pdf' }
  | { readonly type: 'not-a-photo' };

const megabyte = 1024 * 1024;
export const largestSignedFileMegabytes = 20;
export const largestPhotoMegabytes = 10;

/** A scanned paper: begins with `%PDF-` and ends with its trailer; what is inside is the registry's. */
export function checkSignedFile(bytes: Uint8Array): Result<Uint8Array, UploadError> {
  if (bytes.length === 0) return fail({ type: 'file-missing' });
  if (bytes.length > largestSignedFileMegabytes * megabyte) {
    return fail({ type: 'file-too-large', limitMegabytes: largestSignedFileMegabytes });
  }
  const tail = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, bytes.length - 2048)));
  if (!startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]) || !tail.includes('%%EOF')) return fail({ type: 'not-a-pdf' });
  return ok(bytes);
}

export interface CheckedPhoto {
  readonly bytes: Uint8Array;
  readonly mediaType: ImageType;
}

/** Told by its first bytes, never by its name: JPEG, PNG or WebP. */
export function checkPhoto(bytes: Uint8Array): Result<CheckedPhoto, UploadError> {
  if (bytes.length === 0) return fail({ type: 'file-missing' });
  if (bytes.length > largestPhotoMegabytes * megabyte) {
    return fail({ type: 'file-too-large', limitMegabytes: largestPhotoMegabytes });
  }
  const mediaType = imageTypeOf(bytes);
  return mediaType === undefined ? fail({ type: 'not-a-photo' }) : ok({ bytes, mediaType });
}
