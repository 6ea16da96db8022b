import type { Locale } from '../ui/locale';
import { commentsText } from '../ui/text/comments';
import type { GroupedComment } from './comment-board';
import type { CommentTheme, ThemeKind } from './comment-theme';

export interface CommentLine {
  readonly comment: GroupedComment;
  readonly period: string;
  readonly question: string;
}

/** One text a line, the header first; themes parted by semicolons. */
export function commentTable(
  lines: readonly CommentLine[],
  themes: readonly CommentTheme[],
  locale: Locale,
): string[][] {
  const text = commentsText[locale];
  const namesOf = (comment: GroupedComment, kind: ThemeKind) =>
    themes
      .filter((theme) => theme.kind === kind && comment.themes.some(({ code }) => code === theme.code))
      .map(({ name }) => name)
      .join('; ');
  const header = [text.file.period, text.file.question, text.file.themes, text.file.fields, text.file.text];
  return [
    header,
    ...lines.map(({ comment, period, question }) => [
      period,
      question,
      namesOf(comment, 'matter') || text.themes.withoutTheme,
      namesOf(comment, 'field'),
      comment.body,
    ]),
  ];
}
