import { error, type RequestEvent } from '@sveltejs/kit';
import { readVersions } from '../../../../../../survey/actions/read-survey.server';
import type { Plan } from '../../../../../../survey/plan';
import { surveyProblemText } from '../../../../../../ui/text/survey-problems';
import { type PlanSetting, planSetting } from '../../../../../plan-papers';
import { requireAt } from '../../../../../unit-door';

/** The version asked for by `?ban=`, else the newest, with what its papers need. */
export async function planAsked(event: RequestEvent): Promise<{ readonly plan: Plan; readonly setting: PlanSetting }> {
  const { unitCode } = requireAt(event, 'view-plan');
  const { app, locale } = event.locals;
  const versions = await readVersions(app, unitCode, event.params.plan ?? '');
  const asked = Number(event.url.searchParams.get('ban') ?? NaN);
  const plan = versions.find(({ version }) => version === asked) ?? versions[0];
  const setting = plan && (await planSetting(app, plan));
  if (plan === undefined || setting === undefined) error(404, surveyProblemText[locale]['plan-unknown']);
  return { plan, setting };
}
