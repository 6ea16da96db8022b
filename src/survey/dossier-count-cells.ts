import { type CalendarDay, parseCalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import { isBasePeriod, parsePeriodId, type PeriodId, quarterOf } from './reporting-period';

/** What may be wrong with one cell, typed or imported. */
export type CellProblem =
  | { readonly type: 'count-missing' }
  | { readonly type: 'count-not-whole'; readonly text: string }
  | { readonly type: 'count-negative'; readonly text: string }
  | { readonly type: 'count-is-date'; readonly text: string }
  | { readonly type: 'count-too-large'; readonly text: string; readonly most: number }
  | { readonly type: 'period-missing' }
  | { readonly type: 'period-unknown'; readonly text: string }
  | { readonly type: 'period-is-date'; readonly text: string; readonly meant: PeriodId }
  | { readonly type: 'period-not-base'; readonly text: string }
  | { readonly type: 'period-not-begun'; readonly periodId: PeriodId; readonly begins: CalendarDay };

/** No office of a commune or a province resolves as many in a quarter; a code pasted as a count is more. */
export const mostDossiers = 5_000_000;

/** `1234`, `1.234`, `1 234`, `12.0`; never a date, a fraction, or less than zero. */
export function parseCount(text: string): Result<number, CellProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return fail({ type: 'count-missing' });
  if (parseCalendarDay(trimmed) !== undefined) return fail({ type: 'count-is-date', text: trimmed });
  if (/^[-−(]\s*\d/.test(trimmed)) return fail({ type: 'count-negative', text: trimmed });
  const plain = /^\d+$/.test(trimmed)
    ? trimmed
    : /^\d+[.,]0+$/.test(trimmed) && !isGrouped(trimmed)
      ? trimmed.replace(/[.,]0+$/, '')
      : undefined;
  const digits = plain ?? (isGrouped(trimmed) ? trimmed.replace(/[.,\s\u00a0]/g, '') : undefined);
  if (digits === undefined) return fail({ type: 'count-not-whole', text: trimmed.slice(0, 40) });
  const count = Number(digits);
  return count <= mostDossiers
    ? ok(count)
    : fail({ type: 'count-too-large', text: trimmed.slice(0, 40), most: mostDossiers });
}

function isGrouped(text: string): boolean {
  return /^\d{1,3}([.,\s\u00a0])\d{3}(?:\1\d{3})*$/.test(text);
}

interface PeriodContext {
  readonly period: PeriodId | undefined;
  readonly ownWindows: readonly PeriodId[];
  readonly today: CalendarDay;
}

const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 };

/** `2025-Q1`, `Quý I/2025`, `Q1/2025`, `quý 1 năm 2025`: a base period that has begun. Empty takes the chosen period. */
export function parsePeriodCell(text: string, context: PeriodContext): Result<PeriodId, CellProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return context.period ? ok(context.period) : fail({ type: 'period-missing' });
  const spoken = /^(?:quý|quí|quy|q)\s*(i{1,3}|iv|[1-4])\s*(?:\/|-|năm|nam|\s)\s*(\d{4})$/iu.exec(trimmed);
  const parsed = spoken
    ? parsePeriodId(`${spoken[2]}-Q${romans[(spoken[1] ?? '').toLowerCase()]}`)
    : parsePeriodId(trimmed);
  if (parsed === undefined) {
    const day = parseCalendarDay(trimmed);
    return day
      ? fail({ type: 'period-is-date', text: trimmed, meant: quarterOf(day).id })
      : fail({ type: 'period-unknown', text: trimmed.slice(0, 40) });
  }
  if (!isBasePeriod(parsed)) return fail({ type: 'period-not-base', text: trimmed });
  if (parsed.id.startsWith('W') && !context.ownWindows.includes(parsed.id))
    return fail({ type: 'period-unknown', text: trimmed });
  if (parsed.from > context.today) return fail({ type: 'period-not-begun', periodId: parsed.id, begins: parsed.from });
  return ok(parsed.id);
}
