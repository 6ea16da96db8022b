import { error, fail, redirect } from '@sveltejs/kit';
import { cleanText } from '../../../../../../kernel/vietnamese-text';
import { readFields } from '../../../../../../organisation/actions/read-organisation.server';
import { dossierCountsOf, ownWindowsOf } from '../../../../../../survey/actions/read-survey.server';
import { recordDossierCounts } from '../../../../../../survey/actions/record-dossier-counts.server';
import { parsePeriodCell } from '../../../../../../survey/dossier-count-cells';
import { problemOf } from '../../../../../../survey/problem';
import { cellName, readCountForm } from '../../../../../../survey/read-count-form';
import { period as periodOf, periodLabel } from '../../../../../../survey/reporting-period';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

async function periodAsked(event: Parameters<PageServerLoad>[0] | Parameters<Actions[string]>[0], unitCode: string) {
  const { app, locale } = event.locals;
  const context = { period: undefined, ownWindows: await ownWindowsOf(app, unitCode), today: app.clock.today() };
  const asked = parsePeriodCell(event.url.searchParams.get('ky') ?? '', context);
  if (asked.ok) return periodOf(asked.value);
  const { status, text } = problemOf(asked.error, locale);
  error(status, text);
}

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'enter-dossier-counts');
  const { app, locale } = event.locals;
  const period = await periodAsked(event, unitCode);
  const fields = (await readFields(app, unitCode)).filter(({ active }) => active);
  const counts = await dossierCountsOf(app, unitCode, [period.id]);
  return {
    unitCode,
    period: { ...period, label: periodLabel(period, locale) },
    fields: fields.map(({ code, name }) => ({ code, name })),
    values: Object.fromEntries(
      counts.map(({ fieldCode, channel, count }) => [cellName(fieldCode, channel), String(count)]),
    ),
    underWay: period.until >= app.clock.today(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'enter-dossier-counts');
    const { app, locale } = event.locals;
    const period = await periodAsked(event, unitCode);
    const form = await event.request.formData();
    const valueOf = (name: string) => cleanText(String(form.get(name) ?? '')).slice(0, 60);
    const values = Object.fromEntries([...form.keys()].map((name) => [name, valueOf(name)]));
    const read = readCountForm(period.id, await readFields(app, unitCode), valueOf);
    if (read.problems.length > 0) {
      return fail(422, {
        values,
        errors: read.problems.map((problem) => ({ field: problem.cell, text: problemOf(problem, locale).text })),
      });
    }
    const saved = await recordDossierCounts(app, actor, {
      unitCode,
      counts: read.counts,
      countedUntil: read.countedUntil,
      source: 'typed',
    });
    if (!saved.ok) {
      const { status, text } = problemOf(saved.error, locale);
      return fail(status, { values, errors: [{ field: 'den-ngay', text }] });
    }
    const { added, corrected } = saved.value;
    redirect(303, `/van-phong/${unitCode}/ho-so?ky=${period.id}&moi=${added}&sua=${corrected}`);
  },
};
