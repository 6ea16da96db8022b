import type { NotAllowed } from '../organisation/permission';
import { fillText } from '../ui/fill-text';
import type { Locale } from '../ui/locale';
import { resultsText } from '../ui/text/results';
import type { ResultsProblem } from './results-problem';

const statuses: Record<ResultsProblem['type'] | NotAllowed['type'], number> = {
  'not-allowed': 403,
  'unknown-unit': 404,
  'unknown-period': 404,
  'period-without-figures': 404,
  'no-ballots': 404,
  'form-not-used': 404,
  'cut-off-not-taken': 409,
  'malformed-form': 422,
  'malformed-weights': 422,
};

/** What people are told, and the status of the answer. */
export function resultsProblem(
  error: ResultsProblem | NotAllowed,
  locale: Locale,
): { readonly status: number; readonly text: string } {
  return { status: statuses[error.type], text: fillText(resultsText[locale].problem[error.type], error) };
}
