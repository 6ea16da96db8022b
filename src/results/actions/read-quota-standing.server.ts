import { readDayCounters } from '../../collection/store-counter.server';
import { fieldsOf } from '../../organisation/store-staff.server';
import type { ActionContext } from '../../platform/action-context';
import { type PlanContent, surveysField } from '../../survey/plan';
import { basePeriodsOf, type Period } from '../../survey/reporting-period';
import { readDossierCounts } from '../../survey/store-dossier-count.server';
import { type QuotaStanding, quotaStanding } from '../quota-standing';
import { readRollups } from '../store.server';
import { countVoids } from './count-voids.server';

/** Asks for no permission: the quota page and the home page do. */
export async function readQuotaStanding(
  ctx: ActionContext,
  unitCode: string,
  plan: PlanContent,
  period: Period,
): Promise<QuotaStanding> {
  const bases = basePeriodsOf(period).map(({ id }) => id);
  await countVoids(ctx, unitCode);
  const fields = await fieldsOf(ctx.db, unitCode);
  return quotaStanding({
    settings: { choice: plan.quota, bracketPerField: plan.options.bracketPerField },
    period,
    fields: fields.filter(({ active, code }) => active && surveysField(plan, code)).map(({ code }) => code),
    dossiers: await readDossierCounts(ctx.db, unitCode, bases),
    counters: await readDayCounters(ctx.db, unitCode, bases),
    tallies: (await readRollups(ctx.db, unitCode, bases)).map(({ tally }) => tally),
    today: ctx.clock.today(),
  });
}
