import { redirect } from '@sveltejs/kit';
import { may } from '../../../../../organisation/permission';
import { makeWindowReport } from '../../../../../publication/actions/make-window-report.server';
import { readPublications } from '../../../../../publication/actions/read-publications.server';
import { publicationKey, publicationTitle } from '../../../../../publication/publication-title';
import { ripeOn } from '../../../../../publication/planned-publications';
import { windowOf } from '../../../../../publication/window-period';
import { periodsWithResults } from '../../../../../results/actions/view-results.server';
import { addDays, vietnameseDayOf } from '../../../../../kernel/calendar-day';
import { period, periodLabel } from '../../../../../survey/reporting-period';
import { enter, refused, valueOr } from './door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = enter(event);
  const { app, locale } = event.locals;
  const { publications, windowReports } = valueOr(event, await readPublications(app, actor, unit));
  const periods = await periodsWithResults(app, unit);
  return {
    unit,
    mayPrepare: may(actor, 'prepare-publication', unit),
    mayApprove: may(actor, 'approve-publication', unit),
    superior: may(actor, 'view-superior', unit),
    publications: publications.map((one) => ({
      key: publicationKey(one),
      title: publicationTitle(one, locale),
      window: one.window,
      offered: one.offered,
      due: one.due,
      state: one.publication?.state ?? ('none' as const),
      readyFrom: app.clock.today() <= ripeOn(one) ? addDays(ripeOn(one), 1) : undefined,
    })),
    periods: periods.map((id) => ({ id, label: periodLabel(period(id), locale) })),
    reports: windowReports.map(({ id, periodId, madeAt }) => ({
      id,
      label: periodLabel(period(periodId), locale),
      on: vietnameseDayOf(madeAt),
    })),
  };
};

export const actions: Actions = {
  /** A report for any window, "khi có yêu cầu của cấp trên". */
  report: async (event) => {
    const { actor, unit, base } = enter(event);
    const form = await event.request.formData();
    const window = windowOf(String(form.get('from') ?? ''), String(form.get('until') ?? ''));
    if (!window.ok) return refused(event, window.error, 'report');
    const made = await makeWindowReport(event.locals.app, actor, unit, window.value);
    if (!made.ok) return refused(event, made.error, 'report');
    redirect(303, `${base}/bao-cao/${made.value}`);
  },
};
