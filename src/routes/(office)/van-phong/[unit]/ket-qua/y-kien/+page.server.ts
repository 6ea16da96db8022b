import { error, fail } from '@sveltejs/kit';
import { readUnit } from '../../../../../../organisation/actions/read-organisation.server';
import { markCommentTheme } from '../../../../../../results/actions/mark-comment-theme.server';
import { viewComments } from '../../../../../../results/actions/view-comments.server';
import { mayReadNames } from '../../../../../../results/comment-reader';
import { commentProblem } from '../../../../../../results/comment-problem';
import { periodLabel } from '../../../../../../survey/reporting-period';
import { shellText } from '../../../../../../ui/text/shell';
import { requireAt } from '../../../../../unit-door';
import { filterAsked, questionName } from './comments-asked';
import type { Actions, PageServerLoad } from './$types';

const readers = ['view-results', 'prepare-publication', 'approve-publication', 'manage-collection'] as const;

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, ...readers);
  const { app, locale } = event.locals;
  const unit = await readUnit(app, unitCode);
  if (!unit) error(404, shellText[locale].error.notFound);
  const query = event.url.searchParams;
  const filter = filterAsked(query);
  const viewed = await viewComments(app, actor, unitCode, {
    periodId: query.get('ky') ?? undefined,
    filter,
    page: Number(query.get('trang') ?? '1'),
  });
  if (!viewed.ok) {
    const { status, text } = commentProblem(viewed.error, locale);
    error(status, text);
  }
  const view = viewed.value;
  const questions = view.access === 'texts' ? view.questions : [];
  return {
    unitCode,
    unitName: unit.name,
    filter,
    view: { ...view, choices: undefined },
    choices: view.choices.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
    periodName: view.period && periodLabel(view.period, locale),
    since: view.access === 'texts' && view.changes ? periodLabel(view.changes.since, locale) : undefined,
    questionNames: Object.fromEntries(questions.map((id) => [id, questionName(id, locale)])),
    namesHidden: !mayReadNames(actor, unitCode),
  };
};

export const actions: Actions = {
  mark: async (event) => {
    const { actor, unitCode } = requireAt(event, ...readers);
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const value = (name: string) => String(form.get(name) ?? '').slice(0, 60);
    const mark = { commentId: value('y-kien'), theme: value('nhom'), belongs: value('xep') !== 'ra' };
    const marked = await markCommentTheme(app, actor, { unitCode, mark });
    if (marked.ok) return { marked: mark.commentId };
    const { status, text } = commentProblem(marked.error, locale);
    return fail(status, { problem: text });
  },
};
