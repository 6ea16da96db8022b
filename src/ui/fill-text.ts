import { formatCount } from './format';
import type { Locale } from './locale';

/** `{name}` in the text is replaced by the value of that name; numbers as the language writes them, lists with commas. */
export function fillText(text: string, values: object, locale: Locale = 'vi'): string {
  const known = values as Readonly<Record<string, unknown>>;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = known[name];
    if (value === undefined || value === null) return whole;
    if (typeof value === 'number') return formatCount(value, locale);
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
}
