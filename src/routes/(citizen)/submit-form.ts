import { type ActionFailure, fail } from '@sveltejs/kit';
import { readOpenSurveyOf } from '../../collection/actions/read-open-survey.server';
import { submitBallot } from '../../collection/actions/submit-ballot.server';
import { citizenSurvey, openRatings } from '../../collection/citizen-survey';
import { problemOf } from '../../collection/problem';
import { submissionFromForm } from '../../collection/submission';
import { collectionText } from '../../ui/text/collection';

/** What the page shows again: everything typed, and one message. */
export interface FormShownAgain {
  readonly values: Record<string, string[]>;
  readonly message: string;
  readonly asked: boolean;
  readonly ballotId: string;
}

/** A ballot from a browser without script. Gaps are asked about once; the next press sends it as it is. */
export async function submitForm(locals: App.Locals, form: FormData): Promise<'sent' | ActionFailure<FormShownAgain>> {
  const { app, locale } = locals;
  const values: Record<string, string[]> = {};
  for (const name of new Set(form.keys())) values[name] = form.getAll(name).map(String);
  const shown = { values, asked: true, ballotId: values['id']?.[0] ?? '' };
  const sent = submissionFromForm(form);
  if (!form.has('asked')) {
    const today = await readOpenSurveyOf(app, String(sent['unit'] ?? ''));
    const gaps =
      today?.state === 'open'
        ? openRatings(citizenSurvey(today.survey, locale), sent['answers'] as object as Record<string, unknown>)
        : 0;
    if (gaps > 0) {
      const message = collectionText[locale].citizen.askOnce.replace('{missing}', String(gaps));
      return fail(422, { ...shown, message });
    }
  }
  const result = await submitBallot(app, sent);
  if (result.ok) return 'sent';
  const { status, text } = problemOf(result.error, locale);
  return fail(status, { ...shown, message: text });
}
