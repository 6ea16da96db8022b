import { error, fail, redirect } from '@sveltejs/kit';
import { ownQuestionnaires } from '../../../../../../../survey/actions/read-survey.server';
import { saveQuestionnaire } from '../../../../../../../survey/actions/save-questionnaire.server';
import { problemsOf } from '../../../../../../../survey/problem';
import {
  factorLineCount,
  questionLineCount,
  readQuestionnaireForm,
} from '../../../../../../../survey/read-questionnaire-form';
import { surveyProblemText } from '../../../../../../../ui/text/survey-problems';
import { sentForm } from '../../../../../../sent-form';
import { requireAt } from '../../../../../../unit-door';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function newestOf(event: RequestEvent | Parameters<PageServerLoad>[0], unitCode: string) {
  const { app, locale } = event.locals;
  const newest = (await ownQuestionnaires(app, unitCode)).find(
    ({ questionnaire }) => questionnaire.id === event.params.form,
  );
  if (newest === undefined) error(404, surveyProblemText[locale]['questionnaire-unknown']);
  return newest;
}

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'edit-questionnaire');
  const { questionnaire, fixedAt } = await newestOf(event, unitCode);
  return {
    unitCode,
    questionnaire,
    isFixed: fixedAt !== undefined,
    factorLines: factorLineCount(questionnaire),
    questionLines: questionLineCount(questionnaire),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'edit-questionnaire');
    const { app, locale } = event.locals;
    const { questionnaire } = await newestOf(event, unitCode);
    const data = await event.request.formData();
    const form = sentForm(data);
    const saved = await saveQuestionnaire(app, actor, { unitCode, draft: readQuestionnaireForm(questionnaire, form) });
    if (!saved.ok) {
      const { status, texts } = problemsOf(saved.error, locale);
      const values = Object.fromEntries([...data.keys()].map((name) => [name, form.all(name)]));
      return fail(status, { values, errors: texts.map((text) => ({ text })) });
    }
    redirect(303, `/van-phong/${unitCode}/mau-phieu/${saved.value.id}/${saved.value.version}`);
  },
};
