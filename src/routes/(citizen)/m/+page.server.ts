import { fail, redirect } from '@sveltejs/kit';
import { citizenSurvey } from '../../../collection/citizen-survey';
import { formatCode } from '../../../collection/one-time-code';
import { readOpenSurveyOf } from '../../../collection/actions/read-open-survey.server';
import { openCodeForForm } from '../../../collection/actions/submit-ballot.server';
import { problemOf } from '../../../collection/problem';
import { randomId } from '../../../kernel/bytes';
import { submitForm } from '../submit-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' });
};

/** The form that a code opens. The code travels in the body of posts only, never in an address. */
async function surveyOfCode(locals: App.Locals, typed: string) {
  const opened = await openCodeForForm(locals.app, typed);
  if (!opened.ok) return opened;
  const { code, survey } = opened.value;
  return { ok: true as const, survey: citizenSurvey(survey, locals.locale), code: formatCode(code) };
}

export const actions: Actions = {
  open: async ({ request, locals }) => {
    const typed = String((await request.formData()).get('code') ?? '');
    const opened = await surveyOfCode(locals, typed);
    if (opened.ok) return { survey: opened.survey, code: opened.code, ballotId: randomId() };
    const { status, text } = problemOf(opened.error, locals.locale);
    return fail(status, { message: text, typed });
  },
  send: async ({ request, locals }) => {
    const form = await request.formData();
    const shown = await submitForm(locals, form);
    const today = await readOpenSurveyOf(locals.app, String(form.get('unit') ?? ''));
    if (shown === 'sent') {
      redirect(303, today?.state === 'open' ? `/p/${today.survey.office}/cam-on` : '/m');
    }
    const survey = today?.state === 'open' ? citizenSurvey(today.survey, locals.locale) : undefined;
    return fail(shown.status, { ...shown.data, survey, code: String(form.get('code') ?? '') });
  },
};
