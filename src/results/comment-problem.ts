import { fillText } from '../ui/fill-text';
import type { Locale } from '../ui/locale';
import { commentsText } from '../ui/text/comments';

type ProblemType = keyof (typeof commentsText)['vi']['problems'];

const statuses: Partial<Record<ProblemType, number>> = {
  'not-allowed': 403,
  'unknown-period': 404,
  'comment-unknown': 404,
  'theme-unknown': 404,
};

/** What people are told of a refusal about free texts, and the status of the answer. */
export function commentProblem(
  error: { readonly type: ProblemType },
  locale: Locale,
): { readonly status: number; readonly text: string } {
  return { status: statuses[error.type] ?? 422, text: fillText(commentsText[locale].problems[error.type], error) };
}
