import { error } from '@sveltejs/kit';
import { exportComments } from '../../../../../../../results/actions/export-comments.server';
import { commentProblem } from '../../../../../../../results/comment-problem';
import { commentTable } from '../../../../../../../results/comment-table';
import { period as periodOf, periodLabel } from '../../../../../../../survey/reporting-period';
import { commentsText } from '../../../../../../../ui/text/comments';
import { requireAt } from '../../../../../../unit-door';
import { tableAnswer } from '../../../xep-loai/table-answer';
import { filterAsked, questionName } from '../comments-asked';
import type { RequestHandler } from './$types';

/** The texts that the page found as a file: `?ky=2025-Q1&nhom=waiting&dang=xlsx`. */
export const GET: RequestHandler = async (event) => {
  const { actor, unitCode } = requireAt(event, 'prepare-publication', 'approve-publication', 'manage-collection');
  const { app, locale } = event.locals;
  const query = event.url.searchParams;
  const filter = filterAsked(query);
  const found = await exportComments(app, actor, unitCode, { periodId: query.get('ky') ?? '', filter });
  if (!found.ok) {
    const { status, text } = commentProblem(found.error, locale);
    error(status, text);
  }
  const { period, themes, comments } = found.value;
  const lines = comments.map((comment) => ({
    comment,
    period: periodLabel(periodOf(comment.periodId), locale),
    question: questionName(comment.questionId, locale),
  }));
  const { file } = commentsText[locale];
  const rows = commentTable(lines, themes, locale);
  return tableAnswer(rows, { name: file.name(unitCode, period.id), sheet: file.sheet, kind: query.get('dang') });
};
