import { renderDocx } from '../../../../../../documents/docx-adapter.server';
import { planDocument } from '../../../../../../documents/plan-document';
import { paperResponse } from '../../../../../plan-papers';
import { publishedPlan } from '../published-plan';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { plan, setting } = await publishedPlan(event);
  return paperResponse(
    await renderDocx(planDocument(plan.content, setting.names, setting.office)),
    'docx',
    `ke-hoach-${plan.content.year}`,
  );
};
