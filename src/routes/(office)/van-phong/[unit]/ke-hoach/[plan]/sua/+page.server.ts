import { error, fail, redirect } from '@sveltejs/kit';
import { readFields } from '../../../../../../../organisation/actions/read-organisation.server';
import { readVersions, selectableQuestionnaires } from '../../../../../../../survey/actions/read-survey.server';
import { savePlan } from '../../../../../../../survey/actions/save-plan.server';
import type { Plan } from '../../../../../../../survey/plan';
import { problemOf, problemsOf } from '../../../../../../../survey/problem';
import { publicationRows, readPlanForm, taskLineCount } from '../../../../../../../survey/read-plan-form';
import { periodLabel, period, quartersOf, yearPeriod } from '../../../../../../../survey/reporting-period';
import { surveyProblemText } from '../../../../../../../ui/text/survey-problems';
import { sentForm } from '../../../../../../sent-form';
import { requireAt } from '../../../../../../unit-door';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function draftOf(
  event: RequestEvent | Parameters<PageServerLoad>[0],
  unitCode: string,
): Promise<Extract<Plan, { state: 'draft' }>> {
  const { app, locale } = event.locals;
  const [latest] = await readVersions(app, unitCode, event.params.plan);
  if (latest === undefined) error(404, surveyProblemText[locale]['plan-unknown']);
  if (latest.state !== 'draft') error(409, surveyProblemText[locale]['plan-not-draft']);
  return latest;
}

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'edit-plan');
  const { app, locale } = event.locals;
  const { id, version, content, reason } = await draftOf(event, unitCode);
  const forms = await selectableQuestionnaires(app, unitCode);
  const label = (periodId: Parameters<typeof periodLabel>[0]['id']) => periodLabel(period(periodId), locale);
  return {
    unitCode,
    plan: { id, version, content, reason },
    fields: (await readFields(app, unitCode)).filter(({ active }) => active).map(({ code, name }) => ({ code, name })),
    questionnaires: forms.map((form) => ({ value: `${form.id}/${form.version}`, title: `${form.id}. ${form.title}` })),
    periods: [...quartersOf(content.year), yearPeriod(content.year)].map((each) => ({
      ...each,
      label: periodLabel(each, locale),
    })),
    window: content.periods.map(({ periodId }) => period(periodId)).find((each) => each.id.startsWith('W')),
    publication: publicationRows(content).map((row) => ({
      ...row,
      label: label(row.periodId),
      day: content.publication.find((each) => each.periodId === row.periodId && each.kind === row.kind),
    })),
    taskLines: taskLineCount(content),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'edit-plan');
    const { app, locale } = event.locals;
    const draft = await draftOf(event, unitCode);
    const data = await event.request.formData();
    const form = sentForm(data);
    const sent = { values: Object.fromEntries([...data.keys()].map((name) => [name, form.all(name)])) };
    const content = readPlanForm(draft.content, form, await readFields(app, unitCode));
    if (!content.ok)
      return fail(422, {
        ...sent,
        errors: content.error.map((problem) => ({ text: problemOf(problem, locale).text })),
      });
    const reason = draft.version > 1 ? form.text('reason') : '';
    const saved = await savePlan(app, actor, { unitCode, planId: draft.id, content: content.value, reason });
    if (!saved.ok) {
      const { status, texts } = problemsOf(saved.error, locale);
      return fail(status, { ...sent, errors: texts.map((text) => ({ text })) });
    }
    redirect(303, `/van-phong/${unitCode}/ke-hoach/${draft.id}`);
  },
};
