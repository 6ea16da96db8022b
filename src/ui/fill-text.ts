import { formatCount } from './format';
import type { Locale } from './locale';

/**
 * `fillText('Còn thiếu {count} phiếu', { count: 23 })`. A place without a fact stays, so that it is seen. With a locale, numbers
 * are written as its counts (`1.234`); lists are parted by commas.
 */
export function fillText(text: string, facts: object, locale?: Locale): string {
  const known = facts as Readonly<Record<string, unknown>>;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const fact = known[name];
    if (fact === undefined || fact === null) return place;
    if (typeof fact === 'number' && locale !== undefined) return formatCount(fact, locale);
    return Array.isArray(fact) ? fact.join(', ') : String(fact);
  });
}
