import type { CalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import { isWord, type ReadText, wordKeys, type WordKeys } from './comment-words';

export const themeKinds = ['matter', 'field'] as const;
export type ThemeKind = (typeof themeKinds)[number];

/** A group of free texts, told by words. Words are data: built-in ones are a beginning, each office has its own. */
export interface CommentTheme {
  readonly code: string;
  readonly name: string;
  /** What a text is about, or which field it names; a text without a matter is not grouped. */
  readonly kind: ThemeKind;
  /** Words side by side; `…` stands for up to three words between. */
  readonly words: readonly string[];
  /** What looks like one of the words and is not: `không phải chờ lâu`. */
  readonly except: readonly string[];
}

/** A theme as decided on a day. Of several with one code the latest that is valid counts. */
export interface ThemeVersion extends CommentTheme {
  readonly validFrom: CalendarDay;
  readonly retired: boolean;
}

export const mostThemes = 40;
export const mostPhrases = 200;
export const longestPhrase = 60;
export const longestThemeName = 60;

export type ThemeProblem =
  | { readonly type: 'theme-unnamed'; readonly most: number }
  | { readonly type: 'theme-without-words' }
  | { readonly type: 'theme-too-many-phrases'; readonly most: number }
  | { readonly type: 'theme-phrase-wrong'; readonly phrase: string; readonly most: number };

export function checkTheme(theme: Pick<CommentTheme, 'name' | 'words' | 'except'>): Result<undefined, ThemeProblem> {
  if (theme.name.trim() === '' || theme.name.length > longestThemeName)
    return fail({ type: 'theme-unnamed', most: longestThemeName });
  if (theme.words.length === 0) return fail({ type: 'theme-without-words' });
  const phrases = [...theme.words, ...theme.except];
  if (phrases.length > mostPhrases) return fail({ type: 'theme-too-many-phrases', most: mostPhrases });
  const wrong = phrases.find((phrase) => phrase.length > longestPhrase || partsOf(phrase) === undefined);
  return wrong === undefined ? ok(undefined) : fail({ type: 'theme-phrase-wrong', phrase: wrong, most: longestPhrase });
}

/** One phrase a line; a line that begins with `-` is an exception. Doubles and empty lines are left out. */
export function themeLines(typed: string): Pick<CommentTheme, 'words' | 'except'> {
  const lines = typed.split('\n').map((line) => line.normalize('NFC').replace(/\s+/g, ' ').trim());
  const once = (phrases: readonly string[]) => [...new Set(phrases)].filter((phrase) => phrase !== '');
  return {
    words: once(lines.filter((line) => !line.startsWith('-'))),
    except: once(lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1).trim())),
  };
}

export function linesOfTheme({ words, except }: Pick<CommentTheme, 'words' | 'except'>): string {
  return [...words, ...except.map((phrase) => `- ${phrase}`)].join('\n');
}

/**
 * The themes of a period: built-in ones, and in place of them what the office decided for periods that end on `day`, the last
 * decision first to count. `decided` in the order of deciding.
 */
export function themesOn(
  builtIn: readonly CommentTheme[],
  decided: readonly ThemeVersion[],
  day: CalendarDay,
): CommentTheme[] {
  const standing = new Map<string, CommentTheme | undefined>(builtIn.map((theme) => [theme.code, theme]));
  for (const version of decided) {
    if (version.validFrom <= day) standing.set(version.code, version.retired ? undefined : version);
  }
  return [...standing.values()].filter((theme) => theme !== undefined);
}

type Part = WordKeys | 'gap';
const longestGap = 3;

/** Undefined where a phrase has no word, or begins or ends with a gap: it would find every text. */
function partsOf(phrase: string): readonly Part[] | undefined {
  const pieces = phrase.replaceAll('...', '…').match(/…|[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const parts = pieces.map((piece): Part => (piece === '…' ? 'gap' : wordKeys(piece)));
  return parts.length === 0 || parts[0] === 'gap' || parts.at(-1) === 'gap' ? undefined : parts;
}

interface Pattern {
  readonly theme: string;
  readonly parts: readonly Part[];
  readonly isException: boolean;
}

/** Themes made ready: which of them a text belongs to, by its words alone. */
export type ThemeReader = (text: ReadText) => readonly string[];

export function themeReader(themes: readonly CommentTheme[]): ThemeReader {
  const byFirst = new Map<string, Pattern[]>();
  for (const { code, words, except } of themes) {
    for (const [phrases, isException] of [
      [words, false],
      [except, true],
    ] as const)
      for (const phrase of phrases) addPattern(byFirst, code, partsOf(phrase), isException);
  }
  const order = themes.map(({ code }) => code);
  return (text) => {
    const { found, excepted } = matchesIn(text, byFirst);
    const isExcepted = (theme: string, { from, until }: Match) =>
      (excepted.get(theme) ?? []).some((outer) => outer.from <= from && until <= outer.until);
    return order.filter((theme) => (found.get(theme) ?? []).some((match) => !isExcepted(theme, match)));
  };
}

function addPattern(
  byFirst: Map<string, Pattern[]>,
  theme: string,
  parts: readonly Part[] | undefined,
  isException: boolean,
): void {
  const first = parts?.[0];
  if (parts === undefined || first === undefined || first === 'gap') return;
  const patterns = byFirst.get(first.plain) ?? [];
  patterns.push({ theme, parts, isException });
  byFirst.set(first.plain, patterns);
}

/** Places of words: from the first to the last, both included. */
interface Match {
  readonly from: number;
  readonly until: number;
}

function matchesIn(text: ReadText, byFirst: ReadonlyMap<string, readonly Pattern[]>) {
  const found = new Map<string, Match[]>();
  const excepted = new Map<string, Match[]>();
  text.words.forEach((word, from) => {
    const patterns = byFirst.get(word.plain);
    if (patterns === undefined) return;
    for (const { theme, parts, isException } of patterns) {
      const until = endOfMatch(text, parts, 0, from);
      if (until === undefined) continue;
      const into = isException ? excepted : found;
      into.set(theme, [...(into.get(theme) ?? []), { from, until }]);
    }
  });
  return { found, excepted };
}

/** The place of the last word where the parts stand from `at` on within one sentence; the nearest of several. */
function endOfMatch(text: ReadText, parts: readonly Part[], step: number, at: number): number | undefined {
  const part = parts[step];
  if (part === undefined) return at - 1;
  const word = text.words[at];
  if (word === undefined || (step > 0 && word.afterBreak)) return undefined;
  if (part !== 'gap') return isWord(part, word, text.unmarked) ? endOfMatch(text, parts, step + 1, at + 1) : undefined;
  for (let skipped = 0; skipped <= longestGap; skipped += 1) {
    if (skipped > 0 && text.words[at + skipped - 1]?.afterBreak !== false) return undefined;
    const end = endOfMatch(text, parts, step + 1, at + skipped);
    if (end !== undefined) return end;
  }
  return undefined;
}
