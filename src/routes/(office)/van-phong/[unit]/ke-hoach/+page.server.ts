import { may } from '../../../../../organisation/permission';
import { readAllPlans } from '../../../../../survey/actions/read-survey.server';
import { requireAt } from '../../../../unit-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-plan');
  const versions = await readAllPlans(event.locals.app, unitCode);
  const newest = versions.filter(({ id }, index) => versions.findIndex((other) => other.id === id) === index);
  return {
    unitCode,
    mayEdit: may(actor, 'edit-plan', unitCode),
    plans: newest.map(({ id, version, state, content }) => ({
      id,
      version,
      state,
      year: content.year,
      title: content.title,
      number: content.number,
    })),
  };
};
