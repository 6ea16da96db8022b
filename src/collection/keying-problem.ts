import { formatDay } from '../kernel/calendar-day';
import type { Locale } from '../ui/locale';
import { type KeyingProblemKey, keyingText } from '../ui/text/keying';
import type { DecideVoidError } from './actions/decide-void.server';
import type { DrawError } from './actions/draw-second-readings.server';
import type { OpenBatchError } from './actions/open-batch.server';
import type { RecordBoxOpeningError } from './actions/record-box-opening.server';
import type { ReleaseError } from './actions/release-batch.server';
import type { SaveReadingError } from './actions/save-reading.server';
import type { BallotFileError, LineProblem } from './import-ballots';

export type PaperError =
  | RecordBoxOpeningError
  | OpenBatchError
  | SaveReadingError
  | DrawError
  | ReleaseError
  | DecideVoidError
  | BallotFileError;

const notFound: readonly KeyingProblemKey[] = ['no-such-batch', 'no-such-opening', 'no-such-void-request'];

function statusOf(key: KeyingProblemKey): number {
  if (key === 'not-allowed') return 403;
  return notFound.includes(key) ? 404 : 422;
}

/** The only place that knows HTTP and words for what goes wrong with paper, files and voids. */
export function paperProblem(error: PaperError, locale: Locale): { readonly status: number; readonly text: string } {
  const key: KeyingProblemKey = error.type;
  const facts: Readonly<Record<string, unknown>> = { ...error };
  const text = keyingText[locale].problem[key].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
  return { status: statusOf(key), text };
}

/** Why a line of a ballot file was rejected, and what to do. */
export function lineProblemText(problem: LineProblem, locale: Locale): string {
  const texts = keyingText[locale].line;
  switch (problem.type) {
    case 'period-not-begun':
      return texts['period-not-begun'](problem.value, formatDay(problem.from));
    case 'wrong-version':
      return texts['wrong-version'](problem.form, problem.value, problem.known);
    case 'off-scale':
      return texts['off-scale'](problem.column, problem.value, problem.points);
    case 'too-many-answers':
      return texts['too-many-answers'](problem.column, problem.items);
    default:
      return texts[problem.type](problem.value);
  }
}
