import { error, fail, redirect } from '@sveltejs/kit';
import { readUnitColumns } from '../../../../../../../organisation/actions/read-unit-columns.server';
import { readUnits } from '../../../../../../../organisation/actions/read-organisation.server';
import { saveRecord } from '../../../../../../../organisation/actions/save-record.server';
import type { Columns } from '../../../../../../../organisation/import-plan';
import { unitKind, type UnitColumn } from '../../../../../../../organisation/record-kinds';
import { formatDay, type CalendarDay } from '../../../../../../../kernel/calendar-day';
import { shellText } from '../../../../../../../ui/text/shell';
import { textOf } from '../../../../../../session-cookie';
import { errorsOf, requirePlace } from '../../office';
import type { Actions, PageServerLoad } from './$types';

const names = Object.keys(unitKind.names) as UnitColumn[];
const dayColumns: readonly UnitColumn[] = ['parent_from', 'valid_from', 'valid_until'];

/** `moi` is the form of a new unit. */
export const load: PageServerLoad = async (event) => {
  const { unit } = requirePlace(event, 'edit-organisation');
  const { app, locale } = event.locals;
  const { code } = event.params;
  const known = code === 'moi' ? undefined : await readUnitColumns(app, code);
  if (code !== 'moi' && known === undefined) error(404, shellText[locale].error.notFound);
  const fresh: Partial<Columns<UnitColumn>> = { type: 'commune', parent: unit };
  const values: Record<string, string> = Object.fromEntries(names.map((name) => [name, (known ?? fresh)[name] ?? '']));
  for (const name of dayColumns) if (values[name]) values[name] = formatDay(values[name] as CalendarDay);
  const units = (await readUnits(app)).map(({ code: other, name }) => ({ code: other, name }));
  return { code: known && code, values, units, publicUrl: app.config.publicUrl };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const form = await event.request.formData();
    const isNew = event.params.code === 'moi';
    const values = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Columns<UnitColumn>;
    const columns = isNew ? values : { ...values, code: event.params.code };
    const saved = await saveRecord(event.locals.app, actor, unit, {
      kind: 'units',
      columns,
      mode: isNew ? 'add' : 'edit',
    });
    if (!saved.ok)
      return fail(422, {
        values: columns as Record<string, string>,
        errors: errorsOf(saved.error, event.locals.locale),
      });
    redirect(303, `/van-phong/${unit}/to-chuc`);
  },
};
