import { error, fail } from '@sveltejs/kit';
import type { Result } from '../kernel/result';
import { type ScanError, scanProblem } from '../paper/problem';
import type { Locale } from '../ui/locale';

/** The value, or the error page with the words of the scanning desk. */
export function scanValueOrPage<T>(result: Result<T, ScanError>, locale: Locale): T {
  if (result.ok) return result.value;
  const { status, text } = scanProblem(result.error, locale);
  return error(status, text);
}

/** The page again, with what is wrong. */
export function scanRefused(problem: ScanError, locale: Locale) {
  const { status, text } = scanProblem(problem, locale);
  return fail(status, { problem: text });
}
