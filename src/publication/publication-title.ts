import { formatDay } from '../kernel/calendar-day';
import { period, periodLabel } from '../survey/reporting-period';
import type { Locale } from '../ui/locale';
import { publicationText } from '../ui/text/publication';
import type { PlannedPublication } from './planned-publications';

type Titled = Pick<PlannedPublication, 'periodId' | 'kind' | 'countsUntil'>;

/** `Quý I năm 2025`; `Năm 2025 (đến 13/12/2025)`; `Năm 2025 – bản bổ sung`. */
export function publicationTitle(titled: Titled, locale: Locale): string {
  const text = publicationText[locale].kindTitle;
  const label = periodLabel(period(titled.periodId), locale);
  switch (titled.kind) {
    case 'regular':
      return titled.countsUntil === null ? label : text.untilDay(label, formatDay(titled.countsUntil));
    case 'supplement':
      return text.supplement(label);
    case 'correction':
      return text.correction(label);
  }
}

/** The address of its page below `/cong-bo/`: by id once begun, else by what the plan calls it. */
export function publicationKey(titled: Titled & Pick<PlannedPublication, 'planId' | 'publication'>): string {
  if (titled.publication !== undefined) return titled.publication.frame.id;
  return `moi?${new URLSearchParams({ 'ke-hoach': titled.planId, ky: titled.periodId, loai: titled.kind })}`;
}
