import sharp from 'sharp';

/** 15 × 20 mm at 300 dpi, gray, upright: some 8 kB each, and faces as a laser printer can show them. */
export async function printablePhoto(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const made = await sharp(bytes, { limitInputPixels: 100_000_000 })
      .rotate()
      .resize(177, 236, { fit: 'cover', position: 'top' })
      .grayscale()
      .jpeg({ quality: 85 })
      .toBuffer();
    return new Uint8Array(made);
  } catch {
    // A damaged photo is left out; the name stands without it.
    return undefined;
  }
}
