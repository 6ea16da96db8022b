import { fail, redirect } from '@sveltejs/kit';
import { parseCalendarDay } from '../../../../../../kernel/calendar-day';
import { createPlan } from '../../../../../../survey/actions/create-plan.server';
import { readAllPlans, selectableQuestionnaires } from '../../../../../../survey/actions/read-survey.server';
import { planChannels } from '../../../../../../survey/plan';
import { problemOf, problemsOf } from '../../../../../../survey/problem';
import { questionnaireOf } from '../../../../../../survey/read-plan-form';
import { reportingYearOf } from '../../../../../../survey/reporting-period';
import { sentForm } from '../../../../../sent-form';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'edit-plan');
  const { app } = event.locals;
  const forms = await selectableQuestionnaires(app, unitCode);
  const [last] = await readAllPlans(app, unitCode);
  const year = reportingYearOf(app.clock.today());
  return {
    unitCode,
    // The last plan is the best guess: the same signer and channels, the year after it.
    year: last ? Math.max(year, last.content.year + 1) : year,
    signerName: last?.content.signerName ?? '',
    channels: last?.content.channels ?? (['web', 'kiosk', 'paper'] as const),
    questionnaire: last ? `${last.content.questionnaire.id}/${last.content.questionnaire.version}` : 'A/1',
    questionnaires: forms.map(({ id, version, title, factors, questions }) => ({
      id,
      version,
      title,
      // The dossier form asks with own questions only.
      items: factors.flatMap(({ items }) => items).length || questions.length,
    })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'edit-plan');
    const { app, locale } = event.locals;
    const data = await event.request.formData();
    const form = sentForm(data);
    const values = Object.fromEntries(
      ['year', 'number', 'date', 'signer', 'questionnaire', 'decisionNumber', 'decisionDate', 'fourth'].map((name) => [
        name,
        form.text(name),
      ]),
    );
    const channels = planChannels.filter((channel) => form.all('channels').includes(channel));
    const sent = { values, channels };
    const badDay = ['date', 'decisionDate'].find(
      (name) => form.text(name) !== '' && parseCalendarDay(form.text(name)) === undefined,
    );
    if (badDay)
      return fail(422, {
        ...sent,
        errors: [
          {
            field: badDay,
            text: problemOf({ type: 'date-malformed', text: form.text(badDay) } as { type: string }, locale).text,
          },
        ],
      });
    const decisionDate = parseCalendarDay(form.text('decisionDate'));
    const decisionNumber = form.text('decisionNumber');
    const created = await createPlan(app, actor, {
      unitCode,
      year: Number(form.text('year')),
      number: form.text('number'),
      date: parseCalendarDay(form.text('date')),
      signerName: form.text('signer'),
      questionnaire: questionnaireOf(form.text('questionnaire')) ?? { id: '', version: 0 },
      channels,
      controlDecision: decisionNumber && decisionDate ? { number: decisionNumber, date: decisionDate } : undefined,
      withFourthQuarter: form.text('fourth') !== '',
    });
    if (!created.ok) {
      const { status, texts } = problemsOf(created.error, locale);
      return fail(status, { ...sent, errors: texts.map((text) => ({ text, field: undefined })) });
    }
    redirect(303, `/van-phong/${unitCode}/ke-hoach/${created.value.id}`);
  },
};
