/**
 * Words of free text, and the keys by which they are found. `letters` keeps what makes a letter another letter (ă â ê ô ơ ư đ),
 * `tone` is apart, so that old and new places of the tone mark are one word (hoà, hòa); `plain` has neither.
 */
export interface WordKeys {
  readonly letters: string;
  readonly tone: string;
  readonly plain: string;
}

export interface Word extends WordKeys {
  /** Place in the text, in UTF-16 units; `until` is behind the last. */
  readonly from: number;
  readonly until: number;
  /** A full stop, comma, bracket or line end stands between this word and the one before. */
  readonly afterBreak: boolean;
}

/** A text in composed form (NFC) with its words. */
export interface ReadText {
  readonly body: string;
  readonly words: readonly Word[];
  /** Written without any diacritic, as on an old telephone: only then may a word with diacritics find one without. */
  readonly unmarked: boolean;
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** Final i and y are the same sound after these (kĩ thuật, kỹ thuật; Bộ Giáo dục, 1984, leaves both). */
const finalI = /^(h|k|l|m|s|t|qu)i$/;

export function wordKeys(raw: string, isWhole = true): WordKeys {
  const spread = raw.normalize('NFD').toLowerCase();
  const tone = (spread.match(tones) ?? []).sort().join('');
  const untoned = spread.replace(tones, '');
  const letters = isWhole ? untoned.replace(finalI, '$1y') : untoned;
  return { letters, tone, plain: letters.replace(/\p{M}/gu, '').replaceAll('đ', 'd') };
}

/** Texts have few different words, and folding one takes longer than looking it up. */
const mostKnownWords = 20_000;
const knownWords = new Map<string, WordKeys>();

function keysOnce(raw: string): WordKeys {
  const before = knownWords.get(raw);
  if (before) return before;
  const keys = wordKeys(raw);
  if (knownWords.size >= mostKnownWords) knownWords.clear();
  knownWords.set(raw, keys);
  return keys;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;
const breakPattern = /[.,;:!?()[\]{}"“”…\n\r/–—]/;

export function readText(text: string): ReadText {
  const body = text.normalize('NFC');
  const words: Word[] = [];
  let unmarked = true;
  let last = 0;
  for (const found of body.matchAll(wordPattern)) {
    const [raw] = found;
    const keys = keysOnce(raw);
    // One character is a space, nearly always: looking is quicker than cutting.
    const isOneSpace = found.index === last + 1 && body.charCodeAt(last) === 32;
    const afterBreak = !isOneSpace && breakPattern.test(body.slice(last, found.index));
    last = found.index + raw.length;
    if (hasMarks(keys)) unmarked = false;
    words.push({
      letters: keys.letters,
      tone: keys.tone,
      plain: keys.plain,
      from: found.index,
      until: last,
      afterBreak,
    });
  }
  return { body, words, unmarked };
}

export function hasMarks({ letters, tone, plain }: WordKeys): boolean {
  return tone !== '' || letters !== plain;
}

/** Whether a word asked for is this word: without diacritics it finds all of them, with diacritics only the same. */
export function isWord(asked: WordKeys, word: WordKeys, unmarked: boolean): boolean {
  if (asked.plain !== word.plain) return false;
  return unmarked || !hasMarks(asked) || (asked.letters === word.letters && asked.tone === word.tone);
}

/** The same of a beginning. The tone of a beginning counts only where it was typed. */
export function beginsWord(asked: WordKeys, word: WordKeys, unmarked: boolean): boolean {
  if (!word.plain.startsWith(asked.plain)) return false;
  if (unmarked || !hasMarks(asked)) return true;
  return word.letters.startsWith(asked.letters) && (asked.tone === '' || asked.tone === word.tone);
}
