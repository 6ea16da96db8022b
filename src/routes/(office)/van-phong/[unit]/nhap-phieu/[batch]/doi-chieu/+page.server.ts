import { redirect } from '@sveltejs/kit';
import { openSettlingDesk } from '../../../../../../../collection/actions/read-keying.server';
import { settleSheet } from '../../../../../../../collection/actions/settle-sheet.server';
import { settlementOf, settlingPlaces } from '../../../../../../../collection/settling';
import { answerSlots } from '../../../../../../../survey/questionnaire';
import { officeDoor, refused, valueOrPage } from '../../../../../../paper-door';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function deskOf(event: RequestEvent | Parameters<PageServerLoad>[0]) {
  const { ctx, actor, unitCode, locale } = officeDoor(event as RequestEvent);
  const desk = valueOrPage(await openSettlingDesk(ctx, actor, unitCode, event.params.batch), locale);
  if (!desk) return undefined;
  const { questionnaire, fields, officials, batch } = desk.work;
  const places = settlingPlaces(desk.state, { slots: answerSlots(questionnaire), fields, officials });
  const byHead = [desk.state.first?.reader, desk.state.second?.reader].includes(actor.accountId);
  return { code: batch.code, sheet: desk.state.sheet, left: desk.left, places, byHead };
}

export const load: PageServerLoad = async (event) => {
  const { unitCode } = officeDoor(event);
  return { unitCode, batchId: event.params.batch, desk: await deskOf(event) };
};

export const actions: Actions = {
  default: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const data = await event.request.formData();
    const desk = await deskOf(event);
    const back = `/van-phong/${unitCode}/nhap-phieu/${event.params.batch}`;
    if (!desk) redirect(303, back);
    const sheet = Number(data.get('sheet'));
    if (sheet !== desk.sheet) return refused({ type: 'nothing-to-settle', sheet }, locale, {});
    const chosen = new Map([...data].map(([name, value]) => [name, String(value)]));
    const settlement = settlementOf(desk.places, chosen);
    if (!settlement) return refused({ type: 'place-not-settled' }, locale, {});
    const settled = await settleSheet(ctx, actor, { unitCode, batchId: event.params.batch, sheet, settlement });
    if (!settled.ok) return refused(settled.error, locale, {});
    redirect(303, desk.left > 1 ? event.url.pathname : back);
  },
};
