import { drawQr } from '../../../../../../collection/actions/draw-qr.server';
import { registerKiosk, withdrawKiosk } from '../../../../../../collection/actions/register-kiosk.server';
import { formatDay } from '../../../../../../kernel/calendar-day';
import { readCounters } from '../../../../../../organisation/actions/read-organisation.server';
import { collectionOf, deskFailure } from '../../../../../collection-door';
import { requireActor } from '../../../../../require-actor';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { kiosks } = await collectionOf(event);
  const { app } = event.locals;
  const counters = await readCounters(app, event.params.unit);
  const counterName = new Map(counters.map(({ code, name }) => [code, name]));
  return {
    unitCode: event.params.unit,
    secure: app.config.publicUrl.startsWith('https:'),
    counters: counters.filter(({ active }) => active).map(({ code, name }) => ({ code, name })),
    kiosks: kiosks.map(({ id, name, counterCode, registeredOn, withdrawnOn }) => ({
      id,
      name,
      counter: counterCode ? (counterName.get(counterCode) ?? counterCode) : undefined,
      registeredOn: formatDay(registeredOn),
      withdrawnOn: withdrawnOn && formatDay(withdrawnOn),
    })),
  };
};

export const actions: Actions = {
  register: async (event) => {
    const actor = requireActor(event);
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const typed = {
      name: String(form.get('name') ?? ''),
      counter: String(form.get('counter') ?? ''),
      leaveCode: String(form.get('leave') ?? ''),
    };
    const done = await registerKiosk(app, actor, { unitCode: event.params.unit, ...typed });
    if (!done.ok) return deskFailure(done.error.type, locale, { typed, problem: done.error.type });
    event.setHeaders({ 'cache-control': 'no-store' });
    const link = `${app.config.publicUrl}/kiosk/${done.value.id}#${done.value.secret}`;
    return { registered: { name: done.value.name, link, qr: await drawQr(link) } };
  },
  withdraw: async (event) => {
    const actor = requireActor(event);
    const kioskId = String((await event.request.formData()).get('kiosk') ?? '');
    const done = await withdrawKiosk(event.locals.app, actor, { unitCode: event.params.unit, kioskId });
    return done.ok ? {} : deskFailure(done.error.type, event.locals.locale, { problem: done.error.type });
  },
};
