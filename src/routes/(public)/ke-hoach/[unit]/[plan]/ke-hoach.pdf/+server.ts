import { planDocument } from '../../../../../../documents/plan-document';
import { renderPdf } from '../../../../../../documents/typst-adapter.server';
import { paperResponse } from '../../../../../plan-papers';
import { publishedPlan } from '../published-plan';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { plan, setting } = await publishedPlan(event);
  return paperResponse(
    await renderPdf(planDocument(plan.content, setting.names, setting.office)),
    'pdf',
    `ke-hoach-${plan.content.year}`,
  );
};
