import { parseCalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import type { ThemeDecision } from './actions/decide-comment-theme.server';
import { themeKinds, themeLines } from './comment-theme';

/** The form as it was sent: `ten`, `loai`, `cum-tu`, `tu-ngay`, `viec`. */
export function readThemeForm(
  valueOf: (name: string) => string,
  code: string | undefined,
): Result<ThemeDecision, { readonly type: 'day-wrong'; readonly text: string }> {
  const validFrom = parseCalendarDay(valueOf('tu-ngay'));
  if (validFrom === undefined) return fail({ type: 'day-wrong', text: valueOf('tu-ngay') });
  return ok({
    code,
    name: valueOf('ten').trim(),
    kind: themeKinds.find((kind) => kind === valueOf('loai')) ?? 'matter',
    ...themeLines(valueOf('cum-tu')),
    validFrom,
    retired: valueOf('viec') === 'bo',
  });
}
