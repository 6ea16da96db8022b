import { fail } from '@sveltejs/kit';
import { readCounters, readOfficials } from '../../../../../../organisation/actions/read-organisation.server';
import { saveCounter } from '../../../../../../organisation/actions/save-counter.server';
import { organisationText } from '../../../../../../ui/text/organisation';
import { textOf } from '../../../../../session-cookie';
import { errorsOf, requirePlace } from '../office';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { unit } = requirePlace(event, 'view-organisation');
  const [counters, officials] = await Promise.all([
    readCounters(event.locals.app, unit),
    readOfficials(event.locals.app, unit),
  ]);
  return {
    counters: counters.map((counter) => ({
      ...counter,
      staff: officials.filter((one) => one.active && one.counters.includes(counter.code)).map((one) => one.name),
    })),
  };
};

export const actions: Actions = {
  counter: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const form = await event.request.formData();
    const mode = form.get('mode') === 'edit' ? 'edit' : 'add';
    const values = { code: textOf(form, 'code'), name: textOf(form, 'name') };
    const active = mode === 'add' || form.has('active');
    const saved = await saveCounter(event.locals.app, actor, unit, { ...values, active, mode });
    if (saved.ok) return { done: organisationText[event.locals.locale].saved };
    return fail(422, { mode, values, errors: errorsOf(saved.error, event.locals.locale) });
  },
};
