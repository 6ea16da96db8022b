import { error } from '@sveltejs/kit';
import { citizenSurvey } from '../../../../collection/citizen-survey';
import { readKiosk } from '../../../../collection/actions/read-kiosk.server';
import { collectionText } from '../../../../ui/text/collection';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
  const found = await readKiosk(locals.app, params.kiosk);
  if (!found) error(404, collectionText[locals.locale].problem['kiosk-unknown']);
  setHeaders({ 'cache-control': 'no-store' });
  const { kiosk, survey } = found;
  return {
    kiosk: { id: kiosk.id, name: kiosk.name, counter: kiosk.counterCode },
    unitName: survey.state === 'open' ? survey.survey.unitName : survey.office.unitName,
    survey:
      survey.state === 'open' && survey.survey.channels.includes('kiosk')
        ? citizenSurvey(survey.survey, locals.locale)
        : undefined,
  };
};
