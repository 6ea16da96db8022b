import { type CalendarDay, formatDay } from '../kernel/calendar-day';
import type { Locale } from '../ui/locale';
import { formatCount } from '../ui/format';
import { type PrintRunProblemKey, printRunsText } from '../ui/text/print-runs';
import type { MakeRunError } from './actions/make-print-run.server';
import type { PrintRunFileError } from './actions/print-run-file.server';
import type { RecordMovementError } from './actions/record-movement.server';

export type SheetStockError =
  MakeRunError | PrintRunFileError | RecordMovementError | { readonly type: 'movement-day-missing' };

function statusOf(key: PrintRunProblemKey): number {
  if (key === 'not-allowed') return 403;
  return key === 'no-such-run' || key === 'no-such-part' ? 404 : 422;
}

/** The only place that knows HTTP and words for what goes wrong with printed sheets. */
export function printRunProblem(
  error: SheetStockError,
  locale: Locale,
): { readonly status: number; readonly text: string } {
  const facts: Readonly<Record<string, unknown>> = { ...error };
  const said = (name: string): string => {
    const fact = facts[name];
    if (name === 'today') return formatDay(fact as CalendarDay);
    return typeof fact === 'number' ? formatCount(fact, locale) : String(fact ?? '');
  };
  const text = printRunsText[locale].problem[error.type].replace(/\{(\w+)\}/g, (_, name: string) => said(name));
  return { status: statusOf(error.type), text };
}
