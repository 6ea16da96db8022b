import { formatDay } from '../kernel/calendar-day';
import type { SheetAccounting } from './sheet-accounting';

/** What does not agree in the paper of a period, as pages show it; only plain data. */
export function differencesView({ differences, withCopyMaster }: SheetAccounting) {
  return {
    withCopyMaster,
    differences: differences.map((each) => ({
      ...each,
      ...('openedOn' in each ? { openedOn: formatDay(each.openedOn) } : {}),
    })),
  };
}
export type DifferencesView = ReturnType<typeof differencesView>;
