import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { type Period, parsePeriodId } from '../../survey/reporting-period';
import { builtInThemes } from '../built-in-themes';
import { type CommentFilter, findComments, type GroupedComment } from '../comment-board';
import { mayReadComments, mayReadNames } from '../comment-reader';
import { type CommentTheme, themesOn } from '../comment-theme';
import { decidedThemes } from '../store-comment.server';
import { loadComments } from './load-comments.server';
import type { ViewCommentsError } from './view-comments.server';

/** All texts that pass the filter, for a file; the same texts and hidden parts as on the page. */
export async function exportComments(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  asked: { readonly periodId: string; readonly filter: CommentFilter },
): Promise<
  Result<
    { readonly period: Period; readonly themes: readonly CommentTheme[]; readonly comments: readonly GroupedComment[] },
    ViewCommentsError
  >
> {
  if (!mayReadComments(actor, unitCode)) return notAllowed('prepare-publication');
  const period = parsePeriodId(asked.periodId);
  if (!period) return fail({ type: 'unknown-period', periodId: asked.periodId });
  const decided = await decidedThemes(ctx.db, unitCode);
  const themes = themesOn(builtInThemes, decided, period.until);
  const bases = await loadComments(ctx, unitCode, period, { withNames: mayReadNames(actor, unitCode), decided });
  const comments = bases.flatMap((each) => each.comments);
  return ok({ period, themes, comments: findComments(comments, themes, asked.filter) });
}
