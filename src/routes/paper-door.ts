import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { type CalendarDay, formatDay, vietnameseDayOf } from '../kernel/calendar-day';
import type { Result } from '../kernel/result';
import { type PaperError, paperProblem } from '../collection/keying-problem';
import type { Actor } from '../organisation/actor';
import { parseUnitCode } from '../organisation/unit';
import type { App } from '../platform/app';
import type { Locale } from '../ui/locale';
import { boxOpeningText } from '../ui/text/box-opening';
import { shellText } from '../ui/text/shell';
import { requireActor } from './require-actor';

/** What every office door of paper, boxes, voids and log begins with. */
export interface OfficeDoor {
  readonly ctx: App;
  readonly actor: Actor;
  readonly unitCode: string;
  readonly locale: Locale;
}

export function officeDoor(event: RequestEvent): OfficeDoor {
  const { app, locale } = event.locals;
  const unitCode = parseUnitCode(event.params.unit ?? '');
  if (unitCode === undefined) error(404, shellText[locale].error.notFound);
  return { ctx: app, actor: requireActor(event), unitCode, locale };
}

/** The value, or the error page with the words of the room. */
export function valueOrPage<T>(result: Result<T, PaperError>, locale: Locale): T {
  if (result.ok) return result.value;
  const { status, text } = paperProblem(result.error, locale);
  return error(status, text);
}

/** The form again, with what is wrong and what was typed. */
export function refused<Values>(problem: PaperError, locale: Locale, values: Values) {
  const { status, text } = paperProblem(problem, locale);
  return fail(status, { problem: text, values });
}

/** The day of a box opening as lists name it: `12/3/2025`, or `12/3/2025 (lần 2)` for the second one of that day. */
export function formatOpening(openedOn: CalendarDay, turn: number | undefined, locale: Locale): string {
  return boxOpeningText[locale].openedOn(formatDay(openedOn), turn);
}

/** `14:05 ngày 12/3/2025`, in Vietnamese time. */
export function formatMoment(at: Date): string {
  const time = new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
  return `${time}, ${formatDay(vietnameseDayOf(at))}`;
}
