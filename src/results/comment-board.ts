import { type FrequentPhrase, frequentPhrases } from './comment-phrases';
import { findInPlain, findInText, highlighted, parseCommentQuery, plainWords, type TextPiece } from './comment-search';
import { type CommentTheme, themeReader } from './comment-theme';
import { readText } from './comment-words';
import { hidePersonalNumbers, type NameHider } from './personal-numbers';

/** A free text as it is stored: apart from its ballot, under an id that the mover made at random. */
export interface StoredComment {
  readonly id: string;
  readonly periodId: string;
  readonly questionId: string;
  readonly body: string;
}

/** As it may be shown, and what its words say. */
export interface ReadComment extends StoredComment {
  /** For searching, `plainWords`. */
  readonly plain: string;
  readonly byWords: readonly string[];
}

/** Numbers are hidden from everybody; names where `hide` says so. The themes are those of the words that stay. */
export function readComments(
  comments: readonly StoredComment[],
  themes: readonly CommentTheme[],
  hide: NameHider | undefined,
): ReadComment[] {
  const themesOf = themeReader(themes);
  return comments.map((comment) => {
    const text = readText(hidePersonalNumbers(comment.body));
    const hidden = hide?.(text);
    const shown = hidden === undefined ? text : readText(hidden);
    return { ...comment, body: shown.body, plain: plainWords(shown), byWords: themesOf(shown) };
  });
}

/** What a person said against the words of a text; of several for one text and theme the last counts. */
export interface ThemeMark {
  readonly commentId: string;
  readonly theme: string;
  readonly belongs: boolean;
}

export interface CommentFilter {
  readonly query: string;
  /** Code of a matter, `none` for texts without one, or '' for all. */
  readonly theme: string;
  /** Code of a field that the text names by itself, or ''. */
  readonly field: string;
  readonly questionId: string;
}

export const noFilter: CommentFilter = { query: '', theme: '', field: '', questionId: '' };
export const withoutTheme = 'none';

export interface GroupedComment extends ReadComment {
  readonly themes: readonly { readonly code: string; readonly byHand: boolean }[];
}

/** Each text with its themes: by its words, then by what people said. */
export function groupComments(
  comments: readonly ReadComment[],
  themes: readonly CommentTheme[],
  marks: readonly ThemeMark[],
): GroupedComment[] {
  const byComment = new Map<string, Map<string, boolean>>();
  for (const { commentId, theme, belongs } of marks)
    byComment.set(commentId, (byComment.get(commentId) ?? new Map<string, boolean>()).set(theme, belongs));
  return comments.map((comment) => {
    const byHand = byComment.get(comment.id);
    if (byHand === undefined) return { ...comment, themes: comment.byWords.map((code) => ({ code, byHand: false })) };
    const own = themes.flatMap(({ code }) => {
      const inWords = comment.byWords.includes(code);
      return (byHand.get(code) ?? inWords) ? [{ code, byHand: !inWords }] : [];
    });
    return { ...comment, themes: own };
  });
}

export interface CommentCounts {
  readonly texts: number;
  /** By code of matter or field. */
  readonly counts: ReadonlyMap<string, number>;
  /** Texts without a matter. */
  readonly withoutTheme: number;
}

export function countThemes(comments: readonly GroupedComment[], themes: readonly CommentTheme[]): CommentCounts {
  const counts = new Map<string, number>(themes.map(({ code }) => [code, 0]));
  for (const { themes: own } of comments) for (const { code } of own) counts.set(code, (counts.get(code) ?? 0) + 1);
  const matters = mattersOf(themes);
  return { texts: comments.length, counts, withoutTheme: comments.filter((each) => !hasMatter(each, matters)).length };
}

function mattersOf(themes: readonly CommentTheme[]): ReadonlySet<string> {
  return new Set(themes.filter(({ kind }) => kind === 'matter').map(({ code }) => code));
}

function hasMatter({ themes }: GroupedComment, matters: ReadonlySet<string>): boolean {
  return themes.some(({ code }) => matters.has(code));
}

/** The texts that pass the filter, in the order of their random ids. */
export function findComments(
  comments: readonly GroupedComment[],
  themes: readonly CommentTheme[],
  { query, theme, field, questionId }: CommentFilter,
): GroupedComment[] {
  const asked = parseCommentQuery(query);
  const matters = mattersOf(themes);
  const belongs = (comment: GroupedComment, code: string) => comment.themes.some((each) => each.code === code);
  return comments
    .filter((comment) => {
      if (questionId !== '' && comment.questionId !== questionId) return false;
      if (theme === withoutTheme ? hasMatter(comment, matters) : theme !== '' && !belongs(comment, theme)) return false;
      if (field !== '' && !belongs(comment, field)) return false;
      const quick = findInPlain(asked, comment.plain);
      return quick === 'maybe' ? findInText(asked, readText(comment.body)) !== undefined : quick === 'yes';
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The text with what was searched for. */
export function withHits(comment: GroupedComment, query: string): readonly TextPiece[] {
  return highlighted(comment.body, findInText(parseCommentQuery(query), readText(comment.body)) ?? []);
}

export const commentsOfAPage = 25;

export interface PageOf<T> {
  readonly page: number;
  readonly pages: number;
  readonly shown: readonly T[];
}

/** A page that is not there is the nearest that is. */
export function pageOf<T>(all: readonly T[], asked: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(all.length / commentsOfAPage));
  const page = Math.min(pages, Math.max(1, Number.isInteger(asked) ? asked : 1));
  return { page, pages, shown: all.slice((page - 1) * commentsOfAPage, page * commentsOfAPage) };
}

/** Enough to see what is frequent; with random ids the first ones are a random choice. */
const mostTextsForPhrases = 3_000;
const mostPhrasesShown = 12;

/** What texts without a theme have in common, so that the office can add words. */
export function missingPhrases(comments: readonly GroupedComment[], themes: readonly CommentTheme[]): FrequentPhrase[] {
  const matters = mattersOf(themes);
  const ungrouped = comments.filter((comment) => !hasMatter(comment, matters)).slice(0, mostTextsForPhrases);
  return frequentPhrases(
    ungrouped.map(({ body }) => readText(body)),
    mostPhrasesShown,
  );
}
