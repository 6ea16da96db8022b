import { error, type RequestEvent } from '@sveltejs/kit';
import { readVersions } from '../../../../../survey/actions/read-survey.server';
import type { PublishedPlan } from '../../../../../survey/plan';
import { planText } from '../../../../../ui/text/survey-plans';
import { type PlanSetting, planSetting } from '../../../../plan-papers';

/** Every published version, the newest first; a draft or a plan only approved is nobody's business outside. */
export async function publishedPlan(event: RequestEvent): Promise<{
  readonly plan: PublishedPlan;
  readonly versions: readonly PublishedPlan[];
  readonly setting: PlanSetting;
}> {
  const { app, locale } = event.locals;
  const all = await readVersions(app, (event.params.unit ?? '').toUpperCase(), event.params.plan ?? '');
  const versions = all.filter((plan): plan is PublishedPlan => plan.state === 'published');
  const asked = Number(event.url.searchParams.get('ban') ?? NaN);
  const plan = versions.find(({ version }) => version === asked) ?? versions[0];
  const setting = plan && (await planSetting(app, plan));
  if (plan === undefined || setting === undefined) error(404, planText[locale].public.notPublished);
  return { plan, versions, setting };
}
