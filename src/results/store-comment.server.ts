import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { ThemeMark } from './comment-board';
import type { ThemeKind, ThemeVersion } from './comment-theme';

export interface DecidedTheme extends ThemeVersion {
  readonly decidedAt: Date;
  readonly deciderName: string;
}

interface ThemeRow {
  code: string;
  name: string;
  kind: ThemeKind;
  words: string[];
  except_words: string[];
  valid_from: CalendarDay;
  retired: boolean;
  decided_at: Date;
  decider_name: string;
}

/** Every theme ever decided by the office, in the order of deciding. */
export async function decidedThemes(tx: Queryable, unitCode: string): Promise<DecidedTheme[]> {
  const found = await sql<ThemeRow>`
    select code, name, kind, words, except_words, valid_from, retired, decided_at, decider_name
    from comment_theme where unit_code = ${unitCode} order by entry
  `.execute(tx);
  return found.rows.map((row) => ({
    code: row.code,
    name: row.name,
    kind: row.kind,
    words: row.words,
    except: row.except_words,
    validFrom: row.valid_from,
    retired: row.retired,
    decidedAt: row.decided_at,
    deciderName: row.decider_name,
  }));
}

type Deed = { readonly id: string; readonly at: Date; readonly by: string; readonly byName: string };

export async function insertTheme(
  tx: Queryable,
  unitCode: string,
  theme: ThemeVersion,
  { id, at, by, byName }: Deed,
): Promise<void> {
  await sql`
    insert into comment_theme (unit_code, id, code, name, kind, words, except_words, valid_from, retired, decided_at, decided_by, decider_name)
    values (${unitCode}, ${id}, ${theme.code}, ${theme.name}, ${theme.kind}, ${JSON.stringify(theme.words)}::jsonb,
      ${JSON.stringify(theme.except)}::jsonb, ${theme.validFrom}, ${theme.retired}, ${at}, ${by}, ${byName})
  `.execute(tx);
}

/** What people said of the texts of these periods, in the order of saying. */
export async function themeMarks(
  tx: Queryable,
  unitCode: string,
  periodIds: readonly PeriodId[],
): Promise<ThemeMark[]> {
  const found = await sql<{ comment_id: string; theme_code: string; belongs: boolean }>`
    select comment_id, theme_code, belongs from comment_theme_mark
    where unit_code = ${unitCode} and period_id = any(${[...periodIds]}::text[]) order by entry
  `.execute(tx);
  return found.rows.map((row) => ({ commentId: row.comment_id, theme: row.theme_code, belongs: row.belongs }));
}

export async function insertThemeMark(
  tx: Queryable,
  unitCode: string,
  mark: ThemeMark & { readonly periodId: string },
  { id, at, by, byName }: Deed,
): Promise<void> {
  await sql`
    insert into comment_theme_mark (unit_code, id, comment_id, period_id, theme_code, belongs, marked_at, marked_by, marker_name)
    values (${unitCode}, ${id}, ${mark.commentId}, ${mark.periodId}, ${mark.theme}, ${mark.belongs}, ${at}, ${by}, ${byName})
  `.execute(tx);
}
