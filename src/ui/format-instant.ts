import type { Locale } from './locale';

/** `14:05 ngày 20/10/2025`, on Vietnamese clocks wherever the server stands. */
export function formatInstant(instant: Date, locale: Locale = 'vi'): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
  const day = `${local.getUTCDate()}/${local.getUTCMonth() + 1}/${local.getUTCFullYear()}`;
  return locale === 'vi' ? `${time} ngày ${day}` : `${day}, ${time}`;
}
