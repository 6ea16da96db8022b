import { commentCounts } from '../../collection/store-ballot.server';
import type { Actor } from '../../organisation/actor';
import { may } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { basePeriodsOf, type Period } from '../../survey/reporting-period';
import { builtInThemes } from '../built-in-themes';
import { mayReadComments, mayReadNames } from '../comment-reader';
import { themesOn } from '../comment-theme';
import { decidedThemes } from '../store-comment.server';
import { loadComments } from './load-comments.server';
import { guarded } from './view-comments.server';

/** The few lines of the results page: the matters that citizens write about most. */
export interface CommentSummary {
  readonly readsTexts: boolean;
  /** Undefined where the reader may not know. */
  readonly texts: number | undefined;
  readonly themes: readonly { readonly code: string; readonly name: string; readonly texts: number }[];
}

/** The results page is quick whatever there is to read: of more texts than this only their number stands there. */
const mostTextsSummarised = 20_000;
const mostThemesShown = 5;

export async function summariseComments(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  period: Period,
): Promise<CommentSummary | undefined> {
  const readsTexts = mayReadComments(actor, unitCode);
  if (!readsTexts && !may(actor, 'view-results', unitCode)) return undefined;
  const counts = await commentCounts(ctx.db, unitCode);
  const texts = basePeriodsOf(period).reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  const nothing = { readsTexts, texts: readsTexts ? texts : undefined, themes: [] };
  if (texts > mostTextsSummarised || (!readsTexts && period.until >= ctx.clock.today())) return nothing;
  const decided = await decidedThemes(ctx.db, unitCode);
  const themes = themesOn(builtInThemes, decided, period.until);
  const options = { withNames: mayReadNames(actor, unitCode), decided };
  const bases = await loadComments(ctx, unitCode, period, options);
  const shown = guarded(themes, bases);
  const countOf = (code: string): number => {
    if (readsTexts) return bases.reduce((sum, { counts: own }) => sum + (own.counts.get(code) ?? 0), 0);
    const found = shown.themes.find((each) => each.code === code);
    return found?.state === 'shown' ? found.texts : 0;
  };
  return {
    readsTexts,
    texts: readsTexts ? texts : shown.texts,
    themes: themes
      .filter(({ kind }) => kind === 'matter')
      .map(({ code, name }) => ({ code, name, texts: countOf(code) }))
      .filter((theme) => theme.texts > 0)
      .sort((a, b) => b.texts - a.texts || (a.name < b.name ? -1 : 1))
      .slice(0, mostThemesShown),
  };
}
