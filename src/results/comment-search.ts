import { beginsWord, hasMarks, isWord, type ReadText, type Word, type WordKeys, wordKeys } from './comment-words';

interface AskedWord extends WordKeys {
  /** Typed with a star: the beginning of a word. */
  readonly isBeginning: boolean;
}

/** What is searched: every term must occur. A term of several words is a phrase, its words side by side. */
export interface CommentQuery {
  readonly terms: readonly (readonly AskedWord[])[];
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

/** `thu tuc*`, `"chờ lâu" phí`; a quotation mark that is not closed reaches to the end. */
export function parseCommentQuery(typed: string): CommentQuery {
  const text = typed.normalize('NFC').replace(/[“”„«»]/g, '"');
  const terms = text.split('"').flatMap((part, at) => {
    const words = askedWords(part);
    if (words.length === 0) return [];
    return at % 2 === 1 ? [words] : words.map((word) => [word]);
  });
  return { terms };
}

function askedWords(text: string): AskedWord[] {
  return [...text.matchAll(/([\p{L}\p{M}\p{N}]+)(\*?)/gu)].map(([, raw = '', star]) => ({
    ...wordKeys(raw, star === ''),
    isBeginning: star === '*',
  }));
}

/** The words of a text without diacritics, side by side: what can be searched without reading the text again. */
export function plainWords({ words }: ReadText): string {
  return ` ${words.map(({ plain }) => plain).join(' ')} `;
}

/**
 * What the words without diacritics say already: `no` and `yes` are certain, `maybe` needs the text itself (a phrase, or a word
 * asked for with diacritics).
 */
export function findInPlain({ terms }: CommentQuery, plain: string): 'yes' | 'no' | 'maybe' {
  const lacks = ({ plain: asked, isBeginning }: AskedWord) => !plain.includes(isBeginning ? ` ${asked}` : ` ${asked} `);
  if (terms.some((term) => term.some(lacks))) return 'no';
  const isPlain = (term: readonly AskedWord[]) => term.length === 1 && term.every((word) => !hasMarks(word));
  return terms.every(isPlain) ? 'yes' : 'maybe';
}

/** Where the terms stand in the text, in order and without overlaps; undefined where one of them does not occur. */
export function findInText({ terms }: CommentQuery, text: ReadText): readonly Span[] | undefined {
  const spans: Span[] = [];
  for (const term of terms) {
    const found = occurrences(term, text);
    if (found.length === 0) return undefined;
    spans.push(...found);
  }
  return merged(spans);
}

function occurrences(term: readonly AskedWord[], { words, unmarked }: ReadText): Span[] {
  const fits = (asked: AskedWord, word: Word | undefined) =>
    word !== undefined && (asked.isBeginning ? beginsWord : isWord)(asked, word, unmarked);
  return words.flatMap((word, at) => {
    if (!term.every((asked, step) => fits(asked, words[at + step]))) return [];
    return [{ from: word.from, until: words[at + term.length - 1]?.until ?? word.until }];
  });
}

function merged(spans: readonly Span[]): Span[] {
  const ordered = [...spans].sort((a, b) => a.from - b.from || b.until - a.until);
  const whole: Span[] = [];
  for (const span of ordered) {
    const last = whole.at(-1);
    if (last && span.from <= last.until)
      whole[whole.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    else whole.push(span);
  }
  return whole;
}

/** The text in pieces; those that were searched for are `hit`. Put together they are the text again. */
export interface TextPiece {
  readonly text: string;
  readonly hit: boolean;
}

export function highlighted(body: string, spans: readonly Span[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  const add = (until: number, hit: boolean) => {
    if (until > at) pieces.push({ text: body.slice(at, until), hit });
    at = until;
  };
  for (const { from, until } of spans) {
    add(from, false);
    add(until, true);
  }
  add(body.length, false);
  return pieces;
}
