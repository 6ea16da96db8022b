import type { Locale } from '../ui/locale';
import { publicationOfficeText, type PublicationProblemKey } from '../ui/text/publication-office';

const notFound: readonly PublicationProblemKey[] = [
  'publication-not-found',
  'report-not-found',
  'unknown-unit',
  'not-planned',
];
const conflicts: readonly PublicationProblemKey[] = [
  'wrong-publication-state',
  'other-snapshot-seen',
  'correction-under-way',
  'only-published-is-corrected',
  'not-published-yet',
  'report-sent',
  'period-under-way',
  'no-ballots',
  'no-plan',
  'cut-off-not-taken',
  'units-changed',
  'too-few-units',
  'would-give-away',
];

function statusOf(type: PublicationProblemKey): number {
  if (type === 'not-allowed' || type === 'preparer-approves') return 403;
  if (notFound.includes(type)) return 404;
  if (type === 'file-too-large') return 413;
  return conflicts.includes(type) ? 409 : 422;
}

/** The only place of this room that knows HTTP and words for a refusal; every error has a text by its type. */
export function publicationProblem(
  error: { readonly type: PublicationProblemKey },
  locale: Locale,
): { readonly status: number; readonly text: string } {
  return { status: statusOf(error.type), text: publicationOfficeText[locale].problem[error.type] };
}
