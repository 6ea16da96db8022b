import { detectLegacyEncoding } from './legacy-vietnamese';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'windows-1252';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/**
 * Reads the bytes of a text file whose encoding nobody declared: byte order mark, then UTF-16 by its zero bytes, then UTF-8 where
 * valid, else a Windows code page: 1258 (Vietnamese), or 1252 where the words are of an old font (TCVN3, VNI).
 * Undefined where it is not text (zero bytes elsewhere). Line ends become LF.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const decoded = decodeBytes(bytes);
  if (decoded === undefined || decoded.text.includes('\u0000')) return undefined;
  return { ...decoded, text: decoded.text.replace(/\r\n?/g, '\n') };
}

function decodeBytes(bytes: Uint8Array): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' };
  const utf16 = utf16WithoutMark(bytes);
  if (utf16 !== undefined) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16 };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const latin = new TextDecoder('windows-1252').decode(bytes);
    if (detectLegacyEncoding(latin) !== undefined) return { text: latin, encoding: 'windows-1252' };
    return { text: new TextDecoder('windows-1258').decode(bytes), encoding: 'windows-1258' };
  }
}

/** Vietnamese text is mostly ASCII: in UTF-16 most bytes of one parity are zero. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 8 || bytes.length % 2 === 1) return undefined;
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
  });
  const most = sample.length / 2;
  if (odd > 0.4 * most && even < 0.05 * most) return 'utf-16le';
  if (even > 0.4 * most && odd < 0.05 * most) return 'utf-16be';
  return undefined;
}
