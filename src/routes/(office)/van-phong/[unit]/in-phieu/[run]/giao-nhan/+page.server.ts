import { redirect } from '@sveltejs/kit';
import { formatDay } from '../../../../../../../kernel/calendar-day';
import { readPrintRun } from '../../../../../../../paper/actions/read-print-runs.server';
import { recordMovement } from '../../../../../../../paper/actions/record-movement.server';
import { officeDoor } from '../../../../../../paper-door';
import { sheetsOrPage, sheetsRefused } from '../../../../../../sheet-door';
import { requireAt } from '../../../../../../unit-door';
import { type MovementValues, readMovementForm } from '../../movement-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAt(event, 'manage-collection');
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const { run, movements, places, balance } = sheetsOrPage(
    await readPrintRun(ctx, actor, unitCode, event.params.run),
    locale,
  );
  const asked = event.url.searchParams.get('thay');
  const old = movements.find(({ movement }) => movement.id === asked)?.movement;
  const values: MovementValues = {
    kind: old?.kind ?? (run.kind === 'copy-master' && balance.printed === 0 ? 'copied' : 'issued'),
    place: old?.place ?? '',
    sheets: old ? String(old.sheets) : '',
    day: old?.day ?? ctx.clock.today(),
    note: old?.note ?? '',
    replaces: old?.id ?? '',
    reason: '',
  };
  return {
    unitCode,
    run: { run: run.run, number: run.number, kind: run.kind },
    old: old && { day: formatDay(old.day), sheets: old.sheets, place: old.place },
    places,
    values,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const { run } = event.params;
    const { draft, values } = readMovementForm(await event.request.formData());
    if (!draft) return sheetsRefused({ type: 'movement-day-missing' }, locale, values);
    const recorded = await recordMovement(ctx, actor, { unitCode, run, draft });
    if (!recorded.ok) return sheetsRefused(recorded.error, locale, values);
    redirect(303, `/van-phong/${unitCode}/in-phieu/${run}?da-ghi=1`);
  },
};
