import { describe, expect, test } from 'vitest';
import { checkPhoto, checkSignedFile } from './upload';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('files that people upload', () => {
  test('a signed copy is a whole PDF of at most 20 MB', () => {
    expect(checkSignedFile(bytes('%PDF-1.7\n…\n%%EOF\n')).ok).toBe(true);
    expect(checkSignedFile(bytes(''))).toMatchObject({ error: { type: 'file-missing' } });
    expect(checkSignedFile(bytes('%PDF-1.7 cut off'))).toMatchObject({ error: { type: 'not-a-pdf' } });
    expect(checkSignedFile(bytes('<html>%%EOF'))).toMatchObject({ error: { type: 'not-a-pdf' } });
    expect(checkSignedFile(new Uint8Array(21 * 1024 * 1024))).toMatchObject({
      error: { type: 'file-too-large', limitMegabytes: 20 },
    });
  });

  test('a photo is told by its first bytes, never by its name', () => {
    expect(checkPhoto(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toMatchObject({ value: { mediaType: 'image/jpeg' } });
    expect(checkPhoto(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toMatchObject({
      value: { mediaType: 'image/png' },
    });
    expect(checkPhoto(bytes('RIFF0000WEBPVP8 '))).toMatchObject({ value: { mediaType: 'image/webp' } });
    expect(checkPhoto(bytes('<svg onload="alert(1)"/>'))).toMatchObject({ error: { type: 'not-a-photo' } });
    expect(checkPhoto(bytes('GIF89a'))).toMatchObject({ error: { type: 'not-a-photo' } });
    expect(checkPhoto(new Uint8Array(11 * 1024 * 1024))).toMatchObject({ error: { type: 'file-too-large' } });
  });
});
