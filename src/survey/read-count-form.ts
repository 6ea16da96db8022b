import { type CalendarDay, parseCalendarDay } from '../kernel/calendar-day';
import type { Field } from '../organisation/field';
import { type DossierChannel, type DossierCount, dossierChannels } from './dossier-count';
import { type CellProblem, parseCount } from './dossier-count-cells';
import type { PeriodId } from './reporting-period';

export type CountFormProblem = { readonly cell: string } & (
  CellProblem | { readonly type: 'date-malformed'; readonly text: string }
);

export interface CountForm {
  readonly counts: readonly DossierCount[];
  readonly countedUntil: CalendarDay | undefined;
  readonly problems: readonly CountFormProblem[];
}

/** Name of the input of one cell. */
export function cellName(field: string, channel: DossierChannel): string {
  return `so-${field}-${channel}`;
}

/** The table as it was sent: an empty cell says nothing, every other one must be a whole number. */
export function readCountForm(
  periodId: PeriodId,
  fields: readonly Pick<Field, 'code'>[],
  valueOf: (name: string) => string,
): CountForm {
  const counts: DossierCount[] = [];
  const problems: CountFormProblem[] = [];
  for (const { code } of fields) {
    for (const channel of dossierChannels) {
      const cell = cellName(code, channel);
      const text = valueOf(cell);
      if (text.trim() === '') continue;
      const count = parseCount(text);
      if (count.ok) counts.push({ periodId, fieldCode: code, channel, count: count.value });
      else problems.push({ cell, ...count.error });
    }
  }
  const dayText = valueOf('den-ngay').trim();
  const countedUntil = dayText === '' ? undefined : parseCalendarDay(dayText);
  if (dayText !== '' && countedUntil === undefined)
    problems.push({ cell: 'den-ngay', type: 'date-malformed', text: dayText });
  return { counts, countedUntil, problems };
}
