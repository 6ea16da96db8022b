import { formatDay } from '../kernel/calendar-day';
import type { Locale } from '../ui/locale';
import { boxOpeningText } from '../ui/text/box-opening';
import type { SheetAccounting } from './sheet-accounting';

/** What does not agree in the paper of a period, as pages show it; only plain data. */
export function differencesView({ differences, withCopyMaster }: SheetAccounting, locale: Locale) {
  return {
    withCopyMaster,
    differences: differences.map((each) => ({
      ...each,
      ...('openedOn' in each ? { openedOn: boxOpeningText[locale].openedOn(formatDay(each.openedOn), each.turn) } : {}),
    })),
  };
}
export type DifferencesView = ReturnType<typeof differencesView>;
