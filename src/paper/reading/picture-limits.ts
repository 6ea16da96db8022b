/** What one file may ask of the memory (docs/formats/scan.md says what that comes to). */
export const pictureLimits = {
  fileBytes: 128 * 1024 * 1024,
  pages: 500,
  /** A4 at 600 dpi has 35. */
  megapixels: 64,
  /** Pictures above this are halved after decoding: nothing is read better by more. */
  workingMegapixels: 18,
  /** Of everything in a PDF that must be unpacked before its pages are known. */
  unpackedBytes: 48 * 1024 * 1024,
} as const;
