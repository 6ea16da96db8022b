import { renderLeaflet } from '../../../../../../../documents/sheets-adapter.server';
import { leafletText } from '../../../../../../../survey/plan-content';
import { paperResponse } from '../../../../../../plan-papers';
import { planAsked } from '../plan-asked';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { plan, setting } = await planAsked(event);
  const leaflet = await renderLeaflet(
    {
      unitName: setting.unitName,
      officeName: setting.names.officeName,
      url: setting.answerUrl,
      contacts: [],
      ...leafletText(plan.content, setting.names),
    },
    event.url.searchParams.get('kho') === 'a4' ? 'a4-folded' : 'a5',
  );
  return paperResponse(leaflet, 'pdf', `to-roi-${plan.content.year}`);
};
