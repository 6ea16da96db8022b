import { error, fail } from '@sveltejs/kit';
import type { Result } from '../kernel/result';
import { printRunProblem, type SheetStockError } from '../paper/print-run-problem';
import type { Locale } from '../ui/locale';

/** The value, or the error page with the words for printed sheets. */
export function sheetsOrPage<T>(result: Result<T, SheetStockError>, locale: Locale): T {
  if (result.ok) return result.value;
  const { status, text } = printRunProblem(result.error, locale);
  return error(status, text);
}

/** The form again, with what is wrong and what was typed. */
export function sheetsRefused<Values>(problem: SheetStockError, locale: Locale, values: Values) {
  const { status, text } = printRunProblem(problem, locale);
  return fail(status, { problem: text, values });
}

export function pdfResponse(pdf: Uint8Array, name: string, shown: 'inline' | 'attachment'): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `${shown}; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
