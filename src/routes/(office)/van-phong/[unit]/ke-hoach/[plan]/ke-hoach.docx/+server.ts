import { renderDocx } from '../../../../../../../documents/docx-adapter.server';
import { planDocument } from '../../../../../../../documents/plan-document';
import { paperResponse } from '../../../../../../plan-papers';
import { planAsked } from '../plan-asked';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { plan, setting } = await planAsked(event);
  return paperResponse(
    await renderDocx(planDocument(plan.content, setting.names, setting.office)),
    'docx',
    `ke-hoach-${plan.content.year}`,
  );
};
