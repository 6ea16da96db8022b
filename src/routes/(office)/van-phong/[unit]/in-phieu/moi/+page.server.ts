import { redirect } from '@sveltejs/kit';
import { makePrintRun } from '../../../../../../paper/actions/make-print-run.server';
import { readRunChoices } from '../../../../../../paper/actions/read-print-runs.server';
import { periodLabel } from '../../../../../../survey/reporting-period';
import { officeDoor } from '../../../../../paper-door';
import { sheetsOrPage, sheetsRefused } from '../../../../../sheet-door';
import { readRunForm, type RunValues } from '../run-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const source = sheetsOrPage(await readRunChoices(ctx, actor, unitCode), locale);
  const values: RunValues = {
    kind: 'numbered',
    period: source?.periods[0]?.id ?? '',
    paper: 'A4',
    sheets: '',
    withFields: (source?.fields.length ?? 0) > 1,
    withOfficials: false,
  };
  return {
    unitCode,
    values,
    choices: source && {
      form: { id: source.questionnaire.id, version: source.questionnaire.version, title: source.questionnaire.title },
      periods: source.periods.map((each) => ({ id: each.id, name: periodLabel(each, locale) })),
      fields: source.fields.length,
      officials: source.officials.length,
    },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const { draft, values } = readRunForm(await event.request.formData());
    const made = await makePrintRun(ctx, actor, { ...draft, unitCode });
    if (!made.ok) return sheetsRefused(made.error, locale, values);
    redirect(303, `/van-phong/${unitCode}/in-phieu/${made.value.run}`);
  },
};
