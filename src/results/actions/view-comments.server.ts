import { fail, ok, type Result } from '../../kernel/result';
import { commentCounts, waitingComments } from '../../collection/store-ballot.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { type Period, parsePeriodId, previousPeriod } from '../../survey/reporting-period';
import { builtInThemes } from '../built-in-themes';
import {
  type CommentCounts,
  type CommentFilter,
  countThemes,
  findComments,
  type GroupedComment,
  missingPhrases,
  pageOf,
  withHits,
} from '../comment-board';
import { type ThemeChange, themeChanges } from '../comment-change';
import { guardThemes, type GuardedThemes } from '../comment-counts';
import type { FrequentPhrase } from '../comment-phrases';
import { mayGroupComments, mayReadComments, mayReadNames } from '../comment-reader';
import type { TextPiece } from '../comment-search';
import { type CommentTheme, themesOn } from '../comment-theme';
import { defaultPeriod, periodChoices } from '../period-choices';
import { type DecidedTheme, decidedThemes } from '../store-comment.server';
import { type CommentsOfBase, loadComments } from './load-comments.server';

export type ViewCommentsError = NotAllowed | { readonly type: 'unknown-period'; readonly periodId: string };

export interface ShownText {
  readonly id: string;
  readonly questionId: string;
  readonly pieces: readonly TextPiece[];
  readonly themes: GroupedComment['themes'];
}

/** Who reads the texts sees all; who watches sees counts of periods that are over, guarded. */
export type CommentsView = {
  readonly choices: readonly Period[];
  readonly period: Period | undefined;
  /** Without their words, which nobody needs to read a page. */
  readonly themes: readonly Pick<CommentTheme, 'code' | 'name' | 'kind'>[];
} & (
  | {
      readonly access: 'texts';
      readonly mayGroup: boolean;
      readonly counts: CommentCounts;
      readonly changes: { readonly since: Period; readonly themes: readonly ThemeChange[] } | undefined;
      readonly questions: readonly string[];
      readonly found: number;
      readonly page: number;
      readonly pages: number;
      readonly shown: readonly ShownText[];
      readonly phrases: readonly FrequentPhrase[];
      /** Still apart, until 5 of a period can be shown together or the period is over. */
      readonly waiting: number;
    }
  | { readonly access: 'counts'; readonly guarded: GuardedThemes | undefined }
);

export interface CommentsAsked {
  /** Undefined for the latest. */
  readonly periodId: string | undefined;
  readonly filter: CommentFilter;
  readonly page: number;
}

/** Free text: in no order, without day, field or answers of its ballot (docs/adr/0065). */
export async function viewComments(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  asked: CommentsAsked,
): Promise<Result<CommentsView, ViewCommentsError>> {
  const readsTexts = mayReadComments(actor, unitCode);
  if (!readsTexts && !may(actor, 'view-results', unitCode)) return notAllowed('view-results');
  const counts = await commentCounts(ctx.db, unitCode);
  const choices = periodChoices([...counts.keys()]);
  const today = ctx.clock.today();
  const offered = readsTexts ? choices : choices.filter(({ until }) => until < today);
  const period = asked.periodId === undefined ? defaultPeriod(offered, today) : parsePeriodId(asked.periodId);
  if (asked.periodId !== undefined && !period) return fail({ type: 'unknown-period', periodId: asked.periodId });
  const decided = await decidedThemes(ctx.db, unitCode);
  const themes = themesOn(builtInThemes, decided, period?.until ?? today);
  const common = { choices, period, themes: themes.map(({ code, name, kind }) => ({ code, name, kind })) };
  const options = { withNames: mayReadNames(actor, unitCode), decided };
  const bases = period ? await loadComments(ctx, unitCode, period, options) : [];
  if (!readsTexts) {
    const isOver = period !== undefined && period.until < today;
    return ok({ ...common, access: 'counts', guarded: isOver ? guarded(themes, bases) : undefined });
  }
  const comments = bases.flatMap((each) => each.comments);
  return ok({
    ...common,
    access: 'texts',
    mayGroup: mayGroupComments(actor, unitCode),
    counts: countThemes(comments, themes),
    changes: period && (await changesSince(ctx, unitCode, { period, themes, comments }, options)),
    questions: [...new Set(comments.map(({ questionId }) => questionId))].sort(),
    ...shownOf(comments, themes, asked),
    phrases: missingPhrases(comments, themes),
    waiting: (await waitingComments(ctx.db, unitCode)).reduce((sum, { count }) => sum + count, 0),
  });
}

function shownOf(comments: readonly GroupedComment[], themes: readonly CommentTheme[], asked: CommentsAsked) {
  const found = findComments(comments, themes, asked.filter);
  const { page, pages, shown } = pageOf(found, asked.page);
  return {
    found: found.length,
    page,
    pages,
    shown: shown.map((comment) => ({
      id: comment.id,
      questionId: comment.questionId,
      pieces: withHits(comment, asked.filter.query),
      themes: comment.themes,
    })),
  };
}

/** Of base periods that are over. */
export function guarded(themes: readonly CommentTheme[], bases: readonly CommentsOfBase[]): GuardedThemes {
  const codes = themes.filter(({ kind }) => kind === 'matter').map(({ code }) => code);
  return guardThemes(
    codes,
    bases.map(({ counts }) => counts),
  );
}

async function changesSince(
  ctx: ActionContext,
  unitCode: string,
  now: {
    readonly period: Period;
    readonly themes: readonly CommentTheme[];
    readonly comments: readonly GroupedComment[];
  },
  options: { readonly withNames: boolean; readonly decided: readonly DecidedTheme[] },
) {
  const since = previousPeriod(now.period);
  if (!since) return undefined;
  const earlier = await loadComments(ctx, unitCode, since, options);
  const changes = themeChanges(
    now.themes.filter(({ kind }) => kind === 'matter').map(({ code }) => code),
    countThemes(now.comments, now.themes),
    countThemes(
      earlier.flatMap((each) => each.comments),
      now.themes,
    ),
  );
  return changes && { since, themes: changes };
}
