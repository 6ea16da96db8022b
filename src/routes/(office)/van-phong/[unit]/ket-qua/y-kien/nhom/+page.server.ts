import { error } from '@sveltejs/kit';
import { readCommentThemes } from '../../../../../../../results/actions/decide-comment-theme.server';
import { commentProblem } from '../../../../../../../results/comment-problem';
import { mayGroupComments } from '../../../../../../../results/comment-reader';
import { themesOn } from '../../../../../../../results/comment-theme';
import { parsePeriodId } from '../../../../../../../survey/reporting-period';
import { requireAt } from '../../../../../../unit-door';
import type { PageServerLoad } from './$types';

/** The themes that hold for the period of `ky`, else today, and those that are retired. */
export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'prepare-publication', 'approve-publication', 'manage-collection');
  const { app, locale } = event.locals;
  const found = await readCommentThemes(app, actor, unitCode);
  if (!found.ok) {
    const { status, text } = commentProblem(found.error, locale);
    error(status, text);
  }
  const { builtIn, decided } = found.value;
  const period = parsePeriodId(event.url.searchParams.get('ky') ?? '');
  const standing = themesOn(builtIn, decided, period?.until ?? app.clock.today());
  const retired = [...builtIn, ...decided].filter(
    ({ code }, at, all) =>
      !standing.some((each) => each.code === code) && all.findIndex((each) => each.code === code) === at,
  );
  const ownCodes = new Set(decided.map(({ code }) => code));
  return {
    unitCode,
    mayGroup: mayGroupComments(actor, unitCode),
    periodId: period?.id,
    saved: event.url.searchParams.has('da-luu'),
    themes: [
      ...standing.map((theme) => ({ ...theme, retired: false })),
      ...retired.map((theme) => ({ ...theme, retired: true })),
    ].map(({ code, name, kind, words, except, retired: isRetired }) => ({
      code,
      name,
      kind,
      words,
      phrases: words.length + except.length,
      isRetired,
      isOwn: ownCodes.has(code),
    })),
  };
};
