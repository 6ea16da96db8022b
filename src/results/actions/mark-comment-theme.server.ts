import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { periodOfComment } from '../../collection/store-ballot.server';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { period } from '../../survey/reporting-period';
import { builtInThemes } from '../built-in-themes';
import type { ThemeMark } from '../comment-board';
import { commentThemeMarked } from '../comment-events';
import { mayGroupComments } from '../comment-reader';
import { themesOn } from '../comment-theme';
import { decidedThemes, insertThemeMark } from '../store-comment.server';

export type MarkThemeError = NotAllowed | { readonly type: 'comment-unknown' } | { readonly type: 'theme-unknown' };

/** A person puts a text into a theme or takes it out. The text is never changed; a later mark takes the place of an earlier. */
export async function markCommentTheme(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly mark: ThemeMark },
): Promise<Result<undefined, MarkThemeError>> {
  const { unitCode, mark } = input;
  if (!mayGroupComments(actor, unitCode)) return notAllowed('prepare-publication');
  return inTransaction(ctx.db, async (tx): Promise<Result<undefined, MarkThemeError>> => {
    const periodId = await periodOfComment(tx, unitCode, mark.commentId);
    if (periodId === undefined) return fail({ type: 'comment-unknown' });
    const themes = themesOn(builtInThemes, await decidedThemes(tx, unitCode), period(periodId).until);
    const theme = themes.find(({ code }) => code === mark.theme);
    if (!theme) return fail({ type: 'theme-unknown' });
    const deed = { id: randomId(), at: ctx.clock.now(), by: actor.accountId, byName: actor.name };
    await insertThemeMark(tx, unitCode, { ...mark, periodId }, deed);
    const acting = { unitCode, actor: actor.accountId, at: deed.at };
    const facts = { theme: theme.code, name: theme.name, period: periodId, belongs: mark.belongs };
    await appendEvent(tx, commentThemeMarked(acting, mark.commentId, facts));
    return ok(undefined);
  });
}
