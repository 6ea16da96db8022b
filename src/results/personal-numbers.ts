import { highlighted, type Span } from './comment-search';
import { type ReadText, readText, type Word } from './comment-words';

/**
 * What free texts are shown with in place of what names somebody. Telephone numbers, identity cards (9 or 12 digits), account
 * and dossier numbers, and e-mail addresses are hidden from every reader: nobody needs them to mend the office, and the page
 * asked not to write them. The stored text stays as it is.
 */
export const hiddenMark = '•••';

const eMail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Eight digits or more, with single separators between; letters only as in `000.19.10.H45-250312-0001`. */
const longNumber = /\+?(?:\d|H(?=\d))(?:[ .-]?(?:\d|H(?=\d))){7,}/g;
const fewestDigits = 8;

export function hidePersonalNumbers(text: string): string {
  // Most texts hold neither, and looking is quicker than replacing.
  if (!/\d|@/.test(text)) return text;
  return text.replace(eMail, hiddenMark).replace(longNumber, (found, at: number, whole: string) => {
    const digits = found.replace(/\D/g, '');
    if (digits.length < fewestDigits) return found;
    return isDateOrYears(found) || isMoney(found, whole.slice(at + found.length)) ? found : hiddenMark;
  });
}

/** `15.03.2025`, `15-3-2025`, `2024-2025`. With slashes a date is no long number to begin with. */
function isDateOrYears(found: string): boolean {
  return /^\d{1,2}([.-])\d{1,2}\1(?:19|20)\d{2}$/.test(found) || /^(?:19|20)\d{2}-(?:19|20)\d{2}$/.test(found);
}

/** `30.000.000`, and longer ones where the currency stands behind: nine grouped digits alone may be an identity card. */
function isMoney(found: string, behind: string): boolean {
  if (!/^[1-9]\d{0,2}(?:([. ])\d{3})(?:\1\d{3})*$/.test(found)) return false;
  return found.replace(/\D/g, '').length <= 8 || /^\s*(?:đồng|đ\b|dong|vnđ|vnd|₫)/i.test(behind);
}

const address = new Set(['anh', 'chi', 'em', 'co', 'chu', 'bac', 'ong', 'ba', 'thay']);

/**
 * Hides the names of officials, for readers who may not see figures by official (src/organisation/permission.ts): the full
 * name, its last two words, or the given name behind a form of address ("chị Hoa"). Undefined where none stands in the text.
 */
export type NameHider = (text: ReadText) => string | undefined;

export function nameHider(names: readonly string[]): NameHider {
  const byWord = new Map<string, (readonly Word[])[]>();
  for (const name of names) {
    const { words } = readText(name);
    for (const start of new Set([words[0], words.at(-2), words.at(-1)].map((word) => word?.plain)))
      if (start !== undefined) byWord.set(start, [...(byWord.get(start) ?? []), words]);
  }
  return (text) => {
    const spans: Span[] = [];
    let place = 0;
    while (place < text.words.length) {
      const wanted = byWord.get(text.words[place]?.plain ?? '') ?? [];
      const length = Math.max(0, ...wanted.map((name) => nameLengthAt(text, place, name)));
      const [first, last] = [text.words[place], text.words[place + length - 1]];
      if (length > 0 && first && last) spans.push({ from: first.from, until: last.until });
      place += Math.max(1, length);
    }
    if (spans.length === 0) return undefined;
    return highlighted(text.body, spans)
      .map((piece) => (piece.hit ? hiddenMark : piece.text))
      .join('');
  };
}

/** How many words from `place` on are this name; 0 where it does not stand there. */
function nameLengthAt({ words, unmarked }: ReadText, place: number, name: readonly Word[]): number {
  const stands = (part: readonly Word[]) =>
    part.every((word, step) => {
      const written = words[place + step];
      if (written?.plain !== word.plain) return false;
      // "cô hòa nhã" is not cô Hoa, unless the writer typed no diacritics at all.
      return unmarked || (written.letters === word.letters && written.tone === word.tone);
    });
  if (name.length > 1 && stands(name)) return name.length;
  if (name.length > 2 && stands(name.slice(-2))) return 2;
  const before = words[place - 1];
  return before && address.has(before.plain) && !words[place]?.afterBreak && stands(name.slice(-1)) ? 1 : 0;
}
