import { ownQuestionnaires } from '../../../../../survey/actions/read-survey.server';
import { builtInQuestionnaires } from '../../../../../survey/built-in-questionnaires';
import type { Questionnaire } from '../../../../../survey/questionnaire';
import { requireAt } from '../../../../unit-door';
import type { PageServerLoad } from './$types';

const lineOf = ({ id, version, title, source, factors, questions }: Questionnaire) => ({
  id,
  version,
  title,
  source,
  // The dossier form asks with own questions only.
  items: factors.flatMap(({ items }) => items).length || questions.length,
});

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'view-plan');
  const own = await ownQuestionnaires(event.locals.app, unitCode);
  return {
    unitCode,
    builtIn: builtInQuestionnaires.map(lineOf),
    own: own.map(({ questionnaire, fixedAt }) => ({ ...lineOf(questionnaire), fixed: fixedAt !== undefined })),
  };
};
