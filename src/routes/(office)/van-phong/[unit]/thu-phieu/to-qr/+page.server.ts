import { drawQr, officeLink } from '../../../../../../collection/actions/draw-qr.server';
import { collectionOf } from '../../../../../collection-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { survey } = await collectionOf(event);
  const { office, unitName, officeName } = survey.state === 'open' ? survey.survey : survey.office;
  const link = officeLink(event.locals.app.config.publicUrl, office);
  return { unitCode: event.params.unit, unitName, officeName, link, qr: await drawQr(link) };
};
