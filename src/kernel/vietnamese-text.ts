/** Text as it enters at any door: composed (NFC), without control characters, spaces at the ends, or a byte order mark. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\u200b]/g, '')
    .trim();
}

/** For searching without diacritics: `Tư pháp – Hộ tịch` becomes `tu phap – ho tich`; đ becomes d. */
export function foldDiacritics(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
}
