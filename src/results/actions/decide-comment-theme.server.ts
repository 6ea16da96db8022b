import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { builtInThemes } from '../built-in-themes';
import { commentThemeDecided } from '../comment-events';
import { mayGroupComments, mayReadComments } from '../comment-reader';
import {
  type CommentTheme,
  checkTheme,
  mostThemes,
  themesOn,
  type ThemeProblem,
  type ThemeVersion,
} from '../comment-theme';
import { type DecidedTheme, decidedThemes, insertTheme } from '../store-comment.server';

export type DecideThemeError =
  | NotAllowed
  | ThemeProblem
  | { readonly type: 'theme-unknown' }
  | { readonly type: 'theme-name-taken'; readonly name: string }
  | { readonly type: 'too-many-themes'; readonly most: number };

export interface ThemeDecision extends Omit<ThemeVersion, 'code'> {
  /** Undefined for a new one. */
  readonly code: string | undefined;
}

/** The office decides the words of a theme, from a day on; what was decided before stays readable. */
export async function decideCommentTheme(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly theme: ThemeDecision },
): Promise<Result<{ readonly code: string }, DecideThemeError>> {
  const { unitCode, theme } = input;
  if (!mayGroupComments(actor, unitCode)) return notAllowed('prepare-publication');
  const checked = checkTheme(theme);
  if (!checked.ok) return checked;
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly code: string }, DecideThemeError>> => {
    const decided = await decidedThemes(tx, unitCode);
    const standing = themesOn(builtInThemes, decided, theme.validFrom);
    const refused = refusal(theme, standing, [...builtInThemes, ...decided]);
    if (refused) return fail(refused);
    const version = { ...theme, name: theme.name.trim(), code: theme.code ?? `own-${randomId().slice(0, 10)}` };
    const deed = { id: randomId(), at: ctx.clock.now(), by: actor.accountId, byName: actor.name };
    await insertTheme(tx, unitCode, version, deed);
    await appendEvent(tx, commentThemeDecided({ unitCode, actor: actor.accountId, at: deed.at }, version));
    return ok({ code: version.code });
  });
}

function refusal(
  theme: ThemeDecision,
  standing: readonly CommentTheme[],
  known: readonly CommentTheme[],
): DecideThemeError | undefined {
  if (theme.code !== undefined && !known.some(({ code }) => code === theme.code)) return { type: 'theme-unknown' };
  if (theme.retired) return undefined;
  const others = standing.filter(({ code }) => code !== theme.code);
  if (others.length >= mostThemes) return { type: 'too-many-themes', most: mostThemes };
  const name = theme.name.trim().toLocaleLowerCase('vi');
  const isTaken = others.some((each) => each.kind === theme.kind && each.name.toLocaleLowerCase('vi') === name);
  return isTaken ? { type: 'theme-name-taken', name: theme.name.trim() } : undefined;
}

export interface ThemesDecided {
  readonly builtIn: readonly CommentTheme[];
  /** Of the office, in the order of deciding. */
  readonly decided: readonly DecidedTheme[];
}

/** All themes with their past, for those who read texts. */
export async function readCommentThemes(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<ThemesDecided, NotAllowed>> {
  if (!mayReadComments(actor, unitCode)) return notAllowed('prepare-publication');
  return ok({ builtIn: builtInThemes, decided: await decidedThemes(ctx.db, unitCode) });
}
