import { error, redirect } from '@sveltejs/kit';
import { citizenSurvey } from '../../../../collection/citizen-survey';
import { readSurveyOfOffice } from '../../../../collection/actions/read-open-survey.server';
import { formatDay } from '../../../../kernel/calendar-day';
import { randomId } from '../../../../kernel/bytes';
import { collectionText } from '../../../../ui/text/collection';
import { submitForm } from '../../submit-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
  const { app, locale } = locals;
  const found = await readSurveyOfOffice(app, params.office);
  if (!found) error(404, collectionText[locale].problem['office-unknown']);
  setHeaders({ 'cache-control': 'no-store' });
  if (found.state === 'open') return { survey: citizenSurvey(found.survey, locale), ballotId: randomId() };
  const { unitCode, unitName } = found.office;
  return { closed: { unitCode, unitName, opensOn: found.opensOn && formatDay(found.opensOn) } };
};

export const actions: Actions = {
  default: async ({ request, params, locals }) => {
    const shown = await submitForm(locals, await request.formData());
    if (shown === 'sent') redirect(303, `/p/${params.office}/cam-on`);
    return shown;
  },
};
