import type { CalendarDay } from '../kernel/calendar-day';
import { formatDay } from '../kernel/calendar-day';
import { type CollectionProblemKey, collectionText } from '../ui/text/collection';
import type { Locale } from '../ui/locale';
import type { SubmissionError } from './submission';

export type SubmitError =
  | SubmissionError
  | { readonly type: 'office-unknown' }
  | { readonly type: 'survey-closed'; readonly opensOn: CalendarDay | undefined }
  | { readonly type: 'id-taken' }
  | { readonly type: 'code-mistyped' }
  | { readonly type: 'code-unknown' }
  | { readonly type: 'code-expired' }
  | { readonly type: 'code-spent' }
  | { readonly type: 'kiosk-unknown' }
  | { readonly type: 'body-too-large' }
  | { readonly type: 'not-json' }
  | { readonly type: 'not-stored' };

const statuses: Record<SubmitError['type'], number> = {
  'malformed-ballot': 400,
  'not-json': 400,
  'kiosk-unknown': 403,
  'office-unknown': 404,
  'code-unknown': 404,
  'period-ended': 409,
  'form-outdated': 409,
  'channel-closed': 409,
  'survey-closed': 409,
  'id-taken': 409,
  'code-expired': 409,
  'code-spent': 409,
  'body-too-large': 413,
  'question-unknown': 422,
  'answer-off-scale': 422,
  'field-unknown': 422,
  'official-unknown': 422,
  'text-too-long': 422,
  'empty-ballot': 422,
  'code-mistyped': 422,
  'not-stored': 503,
};

/** The only place that knows HTTP and words for a refused ballot. */
export function problemOf(error: SubmitError, locale: Locale): { readonly status: number; readonly text: string } {
  const texts = collectionText[locale].problem;
  const key: CollectionProblemKey =
    error.type === 'survey-closed' && error.opensOn ? 'survey-closed-until' : error.type;
  const opensOn = error.type === 'survey-closed' && error.opensOn ? formatDay(error.opensOn) : '';
  const question = 'question' in error ? error.question : '';
  const longest = 'longest' in error ? String(error.longest) : '';
  const text = texts[key].replace('{question}', question).replace('{longest}', longest).replace('{opensOn}', opensOn);
  return { status: statuses[error.type], text };
}
