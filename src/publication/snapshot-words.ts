import { combinedTitle } from '../results/group-title';
import { period, periodLabel, previousPeriod } from '../survey/reporting-period';
import type { Locale } from '../ui/locale';
import { publicationText } from '../ui/text/publication';
import type { SnapshotContent, SnapshotCut } from './snapshot';

/**
 * What a snapshot froze in Vietnamese, in the language of the reader, where an id or a code says what it is. In Vietnamese
 * it stays as frozen, letter by letter.
 */
export function snapshotPeriodLabel({ id, label }: SnapshotContent['period'], locale: Locale): string {
  return locale === 'vi' ? label : periodLabel(period(id), locale);
}

/** The period that the change is measured from: known again only where it is the one before. */
export function comparedPeriodLabel(
  content: Pick<SnapshotContent, 'period' | 'changeFromLast'>,
  locale: Locale,
): string | undefined {
  const frozen = content.changeFromLast?.label;
  const before = previousPeriod(period(content.period.id));
  const isBefore = before !== undefined && frozen === periodLabel(before);
  return isBefore ? periodLabel(before, locale) : frozen;
}

/** Fields and officials have the names that the office gave them, in any language. */
export function snapshotCutTitle({ by, code, title, combines }: SnapshotCut, locale: Locale): string {
  const text = publicationText[locale].cut;
  if (locale === 'vi') return title;
  if (combines !== undefined) return combinedTitle(by, { codes: combines }, locale);
  if (code === '') return text.unnamed[by];
  return by === 'channel' ? (text.channels[code] ?? title) : title;
}
