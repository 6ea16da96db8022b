import { renderRadioSheet } from '../../../../../../../documents/sheets-adapter.server';
import { radioText, radioTitle } from '../../../../../../../survey/plan-content';
import { paperResponse } from '../../../../../../plan-papers';
import { planAsked } from '../plan-asked';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { plan, setting } = await planAsked(event);
  const { names, unitName } = setting;
  const sheet = await renderRadioSheet({
    unitName,
    title: radioTitle(plan.content),
    paragraphs: radioText(plan.content, names),
  });
  return paperResponse(sheet, 'pdf', `bai-phat-thanh-${plan.content.year}`);
};
