import { drawSlips } from '../../../../../../collection/actions/draw-qr.server';
import { makeCodes } from '../../../../../../collection/actions/make-codes.server';
import { formatDay } from '../../../../../../kernel/calendar-day';
import { parsePeriodId, periodLabel } from '../../../../../../survey/reporting-period';
import { collectionOf, deskFailure } from '../../../../../collection-door';
import { requireActor } from '../../../../../require-actor';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { runs, survey } = await collectionOf(event);
  const { locale, app } = event.locals;
  const label = (id: string) => {
    const period = parsePeriodId(id);
    return period ? periodLabel(period, locale) : id;
  };
  return {
    unitCode: event.params.unit,
    unitName: survey.state === 'open' ? survey.survey.unitName : survey.office.unitName,
    codeUrl: `${app.config.publicUrl}/m`,
    runs: runs.map(({ id, periodId, madeOn, count, spent }) => ({
      id,
      period: label(periodId),
      day: formatDay(madeOn),
      count,
      spent,
    })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireActor(event);
    const { app, locale } = event.locals;
    const typed = String((await event.request.formData()).get('count') ?? '').trim();
    const made = await makeCodes(app, actor, {
      unitCode: event.params.unit,
      count: /^\d{1,4}$/.test(typed) ? Number(typed) : 0,
    });
    if (!made.ok) return deskFailure(made.error.type, locale, { typed });
    // Shown in this answer and never again.
    event.setHeaders({ 'cache-control': 'no-store' });
    return {
      slips: await drawSlips(app.config.publicUrl, made.value.codes),
      until: formatDay(made.value.period.until),
    };
  },
};
