import { fail } from '@sveltejs/kit';
import { readFields, readProcedures } from '../../../../../../organisation/actions/read-organisation.server';
import { saveRecord } from '../../../../../../organisation/actions/save-record.server';
import type { ImportKindName } from '../../../../../../organisation/record-kinds';
import { organisationText } from '../../../../../../ui/text/organisation';
import { textOf } from '../../../../../session-cookie';
import { errorsOf, requirePlace } from '../office';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { unit } = requirePlace(event, 'view-organisation');
  const [fields, procedures] = await Promise.all([
    readFields(event.locals.app, unit),
    readProcedures(event.locals.app, unit),
  ]);
  return { fields, procedures };
};

async function save(event: RequestEvent, kind: ImportKindName, names: readonly string[]) {
  const { actor, unit } = requirePlace(event, 'edit-organisation');
  const form = await event.request.formData();
  const mode = form.get('mode') === 'edit' ? 'edit' : 'add';
  const values: Record<string, string> = Object.fromEntries(names.map((name) => [name, textOf(form, name)]));
  const active = mode === 'add' || form.has('active') ? 'yes' : 'no';
  const saved = await saveRecord(event.locals.app, actor, unit, { kind, columns: { ...values, unit, active }, mode });
  if (saved.ok) return { done: organisationText[event.locals.locale].saved };
  return fail(422, { kind, mode, values, errors: errorsOf(saved.error, event.locals.locale) });
}

export const actions: Actions = {
  field: (event) => save(event, 'fields', ['code', 'name']),
  procedure: (event) => save(event, 'procedures', ['code', 'field', 'name']),
};
