import type { Locale } from './locale';

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' };

const known = new Map<string, Intl.NumberFormat>();

/** Making one takes a hundred times as long as using it, and a page of results writes a thousand numbers. */
function formatOf(locale: Locale, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`;
  const before = known.get(key);
  if (before) return before;
  const made = new Intl.NumberFormat(tags[locale], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  known.set(key, made);
  return made;
}

/** `1.234` in Vietnamese, `1,234` in English. */
export function formatCount(value: number, locale: Locale = 'vi'): string {
  return formatOf(locale, 0).format(value);
}

/** A number with fixed decimals: `81,25`. */
export function formatDecimal(value: number, decimals = 2, locale: Locale = 'vi'): string {
  return formatOf(locale, decimals).format(value);
}

/** A percentage already on the scale 0–100: `81,25 %` with a no-break space. */
export function formatPercent(value: number, decimals = 2, locale: Locale = 'vi'): string {
  return `${formatDecimal(value, decimals, locale)}\u00a0%`;
}

/** A difference in percentage points with its sign: `+1,20` or `−0,35`. */
export function formatSigned(value: number, decimals = 2, locale: Locale = 'vi'): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `${sign}${formatDecimal(Math.abs(value), decimals, locale)}`;
}
