import { fail, redirect } from '@sveltejs/kit';
import { readOfficials } from '../../../../../../organisation/actions/read-organisation.server';
import { saveRecord } from '../../../../../../organisation/actions/save-record.server';
import { textOf } from '../../../../../session-cookie';
import { errorsOf, requirePlace } from '../office';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { unit } = requirePlace(event, 'view-organisation');
  const officials = await readOfficials(event.locals.app, unit);
  return {
    officials: officials.map(({ code, name, title, counters, active, photoId }) => ({
      code,
      name,
      title,
      counters,
      active,
      photo: photoId && `/anh/${unit}/${photoId}`,
    })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const form = await event.request.formData();
    const values = {
      code: textOf(form, 'code'),
      name: textOf(form, 'name'),
      title: textOf(form, 'title'),
      counters: textOf(form, 'counters'),
    };
    const columns = { ...values, unit, active: 'yes' };
    const saved = await saveRecord(event.locals.app, actor, unit, { kind: 'officials', columns, mode: 'add' });
    if (!saved.ok) return fail(422, { values, errors: errorsOf(saved.error, event.locals.locale) });
    redirect(303, `/van-phong/${unit}/to-chuc/can-bo/${values.code.trim().toUpperCase()}`);
  },
};
