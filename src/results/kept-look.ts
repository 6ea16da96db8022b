import type { CalendarDay } from '../kernel/calendar-day';
import type { PeriodId } from '../survey/reporting-period';
import type { PublishedLook } from './period-view';
import { type PublishedLines, shownLines } from './published-lines';
import { netBases, type RolledUp } from './rollup-look';
import type { TallyLayout } from './tally';

/** What a publication was made of, kept so that later ones are suppressed against it. */
export interface KeptLook {
  readonly unitCode: string;
  readonly id: string;
  readonly periodId: PeriodId;
  readonly formId: string;
  readonly formVersion: number;
  readonly countsUntil: CalendarDay | null;
  readonly frozenAt: Date;
  readonly lines: PublishedLines;
  /** Sets `counted` and `voided` of the base periods of the period. */
  readonly rollups: readonly RolledUp[];
}

export function publishedLook(look: KeptLook, layout: TallyLayout): PublishedLook {
  return {
    id: look.id,
    at: look.countsUntil === null ? vietnameseTime(look.frozenAt) : `${look.countsUntil}~`,
    bases: netBases(look.rollups),
    shown: shownLines(look.lines, layout),
  };
}

/** Sorts among the ends of days of the Vietnamese calendar; seven hours ahead of UTC all year. */
function vietnameseTime(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString();
}
