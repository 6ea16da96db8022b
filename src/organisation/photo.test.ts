import { describe, expect, test } from 'vitest';
import { recogniseImage, withoutCameraData } from './photo';

const segment = (marker: number, ...data: number[]): number[] => [0xff, marker, 0, data.length + 2, ...data];
const exif = (turn: number): number[] =>
  segment(
    0xe1,
    0x45,
    0x78,
    0x69,
    0x66,
    0,
    0,
    0x49,
    0x49,
    42,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    0x01,
    3,
    0,
    1,
    0,
    0,
    0,
    turn,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    ...Buffer.from('GPS 15.1N 108.5E'),
  );
const jpeg = (...segments: number[][]): Uint8Array =>
  Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, ...Buffer.from('JFIF\0')),
    ...segments.flat(),
    ...segment(0xdb, 1, 2, 3),
    ...segment(0xda, 1),
    9,
    9,
    9,
    0xff,
    0xd9,
  ]);

describe('a photo', () => {
  test('is known by its bytes, not by its name', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
    const webp = Uint8Array.from([...Buffer.from('RIFF'), 1, 2, 3, 4, ...Buffer.from('WEBPVP8 ')]);
    expect(recogniseImage(png)).toMatchObject({ value: { mediaType: 'image/png' } });
    expect(recogniseImage(webp)).toMatchObject({ value: { mediaType: 'image/webp' } });
    expect(recogniseImage(jpeg())).toMatchObject({ value: { mediaType: 'image/jpeg' } });
    for (const text of ['<svg onload="alert(1)"/>', 'GIF89a', '<html>', 'MZ']) {
      expect(recogniseImage(Buffer.from(text))).toEqual({ ok: false, error: { type: 'not-an-image' } });
    }
    expect(recogniseImage(new Uint8Array(0))).toEqual({ ok: false, error: { type: 'no-photo' } });
    expect(recogniseImage(new Uint8Array(2 * 1_048_576 + 1))).toEqual({
      ok: false,
      error: { type: 'photo-too-large', limitMegabytes: 2 },
    });
  });

  test('of a camera loses place and time and keeps its turn', () => {
    const kept = withoutCameraData(jpeg(exif(6), segment(0xfe, ...Buffer.from('ghi chú'))));
    const text = Buffer.from(kept ?? []).toString('latin1');
    expect(text).not.toContain('GPS');
    expect(text).not.toContain('ghi');
    expect(text).toContain('JFIF');
    expect(text.endsWith('\t\t\t\u00ff\u00d9')).toBe(true);
    // The turn survives a second stripping: the Exif written back is well formed.
    expect(withoutCameraData(kept ?? new Uint8Array(0))).toEqual(kept);
    expect(Buffer.from(withoutCameraData(jpeg(exif(1))) ?? []).toString('latin1')).not.toContain('Exif');
  });

  test('with broken segments is refused and never read past its end', () => {
    const whole = jpeg(exif(6));
    for (let length = 3; length < whole.length - 8; length += 1) {
      const result = recogniseImage(whole.slice(0, length));
      expect(result.ok).toBe(false);
    }
  });
});
