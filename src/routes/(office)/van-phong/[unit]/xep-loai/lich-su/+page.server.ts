import { error } from '@sveltejs/kit';
import { readOfficials } from '../../../../../../organisation/actions/read-organisation.server';
import { gradingHistory } from '../../../../../../results/actions/read-grading.server';
import { measureName } from '../../../../../../results/grading-names';
import { periodLabel } from '../../../../../../survey/reporting-period';
import { requireAt } from '../../../../../unit-door';
import { gradingProblem } from '../../../../../../results/grading-problem';
import { baseAsked } from '../base-asked';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-grading');
  const { app, locale } = event.locals;
  const period = await baseAsked(app, unitCode, event.url, locale);
  const names = new Map<string, string>((await readOfficials(app, unitCode)).map(({ code, name }) => [code, name]));
  const records = await gradingHistory(app, actor, unitCode, period.id);
  if (!records.ok) error(403, gradingProblem(records.error, locale).text);
  return {
    unitCode,
    period: { id: period.id, label: periodLabel(period, locale) },
    records: records.value.map(({ subject, measure, ...record }) => ({
      ...record,
      name: measureName(measure, locale),
      official: subject === '' ? undefined : (names.get(subject) ?? subject),
    })),
  };
};
