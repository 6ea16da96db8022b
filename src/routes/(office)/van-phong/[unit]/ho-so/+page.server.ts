import { readFields } from '../../../../../organisation/actions/read-organisation.server';
import { may } from '../../../../../organisation/permission';
import { readQuotaStanding } from '../../../../../results/actions/read-quota-standing.server';
import { planOfDay, planOfPeriod } from '../../../../../survey/actions/read-survey.server';
import { parsePeriodId, periodLabel } from '../../../../../survey/reporting-period';
import { requireAt } from '../../../../unit-door';
import { chosenPeriod, periodChoices } from './period-choice';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-dossier-counts');
  const { app, locale } = event.locals;
  const today = app.clock.today();
  const asked = event.url.searchParams.get('ky');
  const wanted = asked ? parsePeriodId(asked) : undefined;
  const plan = (wanted && (await planOfPeriod(app, unitCode, wanted))) ?? (await planOfDay(app, unitCode, today));
  const mayEnter = may(actor, 'enter-dossier-counts', unitCode);
  const mayPlan = may(actor, 'edit-plan', unitCode);
  if (plan === undefined) return { unitCode, mayEnter, mayPlan, plan: undefined };
  const period = chosenPeriod(plan.content, asked, today);
  const fields = await readFields(app, unitCode);
  return {
    unitCode,
    mayEnter,
    mayPlan,
    saved: savedCounts(event.url),
    plan: { id: plan.id, quota: plan.content.quota, bracketPerField: plan.content.options.bracketPerField },
    period: { ...period, label: periodLabel(period, locale) },
    choices: periodChoices(plan.content).map(({ period: each, named }) => ({
      id: each.id,
      label: periodLabel(each, locale),
      named,
    })),
    fieldNames: Object.fromEntries(fields.map(({ code, name }) => [code, name])),
    standing: await readQuotaStanding(app, unitCode, plan.content, period),
  };
};

/** What the form before has just stored, for the confirmation on top. */
function savedCounts(url: URL): { readonly added: number; readonly corrected: number } | undefined {
  const added = Number(url.searchParams.get('moi') ?? NaN);
  const corrected = Number(url.searchParams.get('sua') ?? NaN);
  return Number.isSafeInteger(added) && Number.isSafeInteger(corrected) ? { added, corrected } : undefined;
}
