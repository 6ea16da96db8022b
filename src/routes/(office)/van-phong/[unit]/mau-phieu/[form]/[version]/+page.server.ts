import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '../../../../../../../organisation/permission';
import { ownQuestionnaires, questionnaireOf } from '../../../../../../../survey/actions/read-survey.server';
import { copyToOwnQuestionnaire } from '../../../../../../../survey/actions/save-questionnaire.server';
import { problemsOf } from '../../../../../../../survey/problem';
import { surveyProblemText } from '../../../../../../../ui/text/survey-problems';
import { sentForm } from '../../../../../../sent-form';
import { requireAt } from '../../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-plan');
  const { app, locale } = event.locals;
  const { form, version } = event.params;
  const questionnaire = /^\d{1,6}$/.test(version)
    ? await questionnaireOf(app, unitCode, form, Number(version))
    : undefined;
  if (questionnaire === undefined) error(404, surveyProblemText[locale]['questionnaire-unknown']);
  const versions = (await ownQuestionnaires(app, unitCode)).filter((each) => each.questionnaire.id === form);
  const current = versions.find((each) => each.questionnaire.version === questionnaire.version);
  const mayEdit = may(actor, 'edit-questionnaire', unitCode);
  return {
    unitCode,
    questionnaire,
    isOwn: current !== undefined,
    isFixed: current === undefined || current.fixedAt !== undefined,
    mayEdit: mayEdit && current !== undefined && versions[0] === current,
    mayCopy: mayEdit,
    versions: versions.map((each) => each.questionnaire.version),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'edit-questionnaire');
    const { app, locale } = event.locals;
    const form = sentForm(await event.request.formData());
    const id = form.text('id').toUpperCase();
    const title = form.text('title');
    const from = { id: event.params.form, version: Number(event.params.version) };
    const copied = await copyToOwnQuestionnaire(app, actor, { unitCode, from, id, title });
    if (!copied.ok) {
      const { status, texts } = problemsOf(copied.error, locale);
      return fail(status, { id, title, errors: texts.map((text) => ({ text })) });
    }
    redirect(303, `/van-phong/${unitCode}/mau-phieu/${id}/sua`);
  },
};
