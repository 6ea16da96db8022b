import { formatPercent } from '../ui/format';
import type { Locale } from '../ui/locale';
import { resultsText } from '../ui/text/results';

/** A distribution as a reader of the screen hears it: every answer with its share. */
export function distributionInWords(distribution: readonly number[], locale: Locale): string {
  const text = resultsText[locale];
  const words = text.scale[distribution.length === 3 ? 'three' : 'five'];
  const total = distribution.reduce((sum, count) => sum + count, 0);
  const parts = words.map((word, index) => {
    const share = total === 0 ? 0 : ((distribution[index] ?? 0) / total) * 100;
    return `${word} ${formatPercent(share, 1, locale)}`;
  });
  return text.barAlt(parts.join('; '));
}
