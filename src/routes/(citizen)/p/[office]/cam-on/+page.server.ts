import { error } from '@sveltejs/kit';
import { readSurveyOfOffice } from '../../../../../collection/actions/read-open-survey.server';
import { collectionText } from '../../../../../ui/text/collection';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const found = await readSurveyOfOffice(locals.app, params.office);
  if (!found) error(404, collectionText[locals.locale].problem['office-unknown']);
  const { unitCode, unitName } = found.state === 'open' ? found.survey : found.office;
  return { unitCode, unitName };
};
