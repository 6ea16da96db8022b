import { sha256 } from '../../kernel/bytes';
import { commentCounts, commentsOfPeriod } from '../../collection/store-ballot.server';
import { officialsAt } from '../../organisation/store-staff.server';
import type { ActionContext } from '../../platform/action-context';
import type { Db } from '../../platform/database.server';
import { basePeriodsOf, type Period } from '../../survey/reporting-period';
import { builtInThemes } from '../built-in-themes';
import {
  type CommentCounts,
  countThemes,
  type GroupedComment,
  groupComments,
  type ReadComment,
  readComments,
  type ThemeMark,
} from '../comment-board';
import { type CommentTheme, themesOn } from '../comment-theme';
import { nameHider } from '../personal-numbers';
import { type DecidedTheme, decidedThemes, themeMarks } from '../store-comment.server';

/** The texts of one base period, grouped by the themes that hold on its last day. */
export interface CommentsOfBase {
  readonly base: Period;
  readonly comments: readonly GroupedComment[];
  readonly themes: readonly CommentTheme[];
  /** Of these texts by these themes. */
  readonly counts: CommentCounts;
}

/** Reading a text takes 20–40 µs (ADR 0066), so what was read is kept: texts, themes and names change seldom. */
const mostTextsKept = 150_000;
const keptByDatabase = new WeakMap<Db, Map<string, readonly ReadComment[]>>();

export async function loadComments(
  ctx: ActionContext,
  unitCode: string,
  period: Period,
  options: { readonly withNames: boolean; readonly decided?: readonly DecidedTheme[] },
): Promise<CommentsOfBase[]> {
  const counts = await commentCounts(ctx.db, unitCode);
  const bases = basePeriodsOf(period).filter(({ id }) => counts.has(id));
  const decided = options.decided ?? (await decidedThemes(ctx.db, unitCode));
  const names = options.withNames ? [] : (await officialsAt(ctx.db, unitCode)).map(({ name }) => name);
  const marks = await themeMarks(
    ctx.db,
    unitCode,
    bases.map(({ id }) => id),
  );
  const loaded: CommentsOfBase[] = [];
  for (const base of bases) {
    const themes = themesOn(builtInThemes, decided, base.until);
    const key = keyOf([unitCode, base.id, counts.get(base.id), themes, names]);
    const comments = await readOnce(ctx.db, key, async () =>
      readComments(
        await commentsOfPeriod(ctx.db, unitCode, base.id),
        themes,
        names.length > 0 ? nameHider(names) : undefined,
      ),
    );
    loaded.push({ base, themes, ...groupedOnce(comments, themes, marks) });
  }
  return loaded;
}

type Grouped = Pick<CommentsOfBase, 'comments' | 'counts'>;
const groupedBefore = new WeakMap<readonly ReadComment[], Grouped & { readonly marks: string }>();

/** What was read is read by these themes (its key holds them); grouping 20,000 texts again for every page took it 20 ms. */
function groupedOnce(
  read: readonly ReadComment[],
  themes: readonly CommentTheme[],
  marks: readonly ThemeMark[],
): Grouped {
  const said = JSON.stringify(marks);
  const before = groupedBefore.get(read);
  if (before?.marks === said) return { comments: before.comments, counts: before.counts };
  const comments = groupComments(read, themes, marks);
  const grouped = { comments, counts: countThemes(comments, themes) };
  groupedBefore.set(read, { ...grouped, marks: said });
  return grouped;
}

function keyOf(facts: readonly unknown[]): string {
  return sha256(JSON.stringify(facts)).toString('base64url');
}

async function readOnce(
  db: Db,
  key: string,
  read: () => Promise<readonly ReadComment[]>,
): Promise<readonly ReadComment[]> {
  const kept = keptByDatabase.get(db) ?? new Map<string, readonly ReadComment[]>();
  keptByDatabase.set(db, kept);
  const before = kept.get(key);
  const found = before ?? (await read());
  // The one asked for last stands last and is forgotten last.
  kept.delete(key);
  kept.set(key, found);
  let texts = [...kept.values()].reduce((sum, each) => sum + each.length, 0);
  for (const [oldest, each] of kept) {
    if (texts <= mostTextsKept || oldest === key) break;
    kept.delete(oldest);
    texts -= each.length;
  }
  return found;
}
