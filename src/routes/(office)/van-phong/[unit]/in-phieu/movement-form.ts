import { z } from 'zod';
import { type CalendarDay, parseCalendarDay } from '../../../../../kernel/calendar-day';
import { cleanText } from '../../../../../kernel/vietnamese-text';
import { type MovementDraft, type MovementKind, movementKinds } from '../../../../../paper/sheet-movement';

const line = z
  .string()
  .catch('')
  .transform((text) => cleanText(text).slice(0, 200));
const form = z.object({
  kind: z.enum(movementKinds).catch('issued'),
  place: line,
  sheets: line,
  day: line,
  note: line,
  replaces: line,
  reason: line,
});

export interface MovementValues {
  readonly kind: MovementKind;
  readonly place: string;
  readonly sheets: string;
  readonly day: string;
  readonly note: string;
  readonly replaces: string;
  readonly reason: string;
}

/** `draft` is undefined where the day is none. */
export function readMovementForm(sent: FormData): {
  readonly draft: MovementDraft | undefined;
  readonly values: MovementValues;
} {
  const values = form.parse(Object.fromEntries([...sent].filter(([, value]) => typeof value === 'string')));
  const day: CalendarDay | undefined = parseCalendarDay(values.day);
  const digits = values.sheets.replace(/[.\s]/g, '');
  const { kind, note, replaces, reason } = values;
  if (day === undefined) return { draft: undefined, values };
  return {
    values,
    draft: {
      kind,
      place: kind === 'copied' ? '' : values.place,
      sheets: /^\d+$/.test(digits) ? Number(digits) : -1,
      day,
      note,
      correction: replaces === '' ? undefined : { replaces, reason },
    },
  };
}
