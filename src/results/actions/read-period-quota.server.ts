import type { ActionContext } from '../../platform/action-context';
import type { PlanInForce } from '../../survey/plan';
import { basePeriodsOf, type Period, parsePeriodId, type PeriodId } from '../../survey/reporting-period';
import { plansInForce } from '../../survey/store.server';
import type { QuotaStanding } from '../quota-standing';
import { readQuotaStanding } from './read-quota-standing.server';

/** The quota of any period by the plan that covers it; undefined without a plan, or where the rule counts over the year only. */
export async function readPeriodQuota(
  ctx: ActionContext,
  unitCode: string,
  period: Period,
): Promise<Extract<QuotaStanding, { kind: 'standing' }> | undefined> {
  const plan = await planCovering(ctx, unitCode, period);
  const standing = plan && (await readQuotaStanding(ctx, unitCode, plan.content, period));
  return standing?.kind === 'standing' ? standing : undefined;
}

/** The plan in force of which any period shares a base period with this one. */
export async function planCovering(
  ctx: ActionContext,
  unitCode: string,
  period: Period,
): Promise<PlanInForce | undefined> {
  const bases = basePeriodsOf(period).map(({ id }) => id);
  return (await plansInForce(ctx.db, unitCode)).find((each) => covers(each, bases));
}

function covers(plan: PlanInForce, bases: readonly PeriodId[]): boolean {
  return plan.content.periods.some(({ periodId }) => {
    const planned = parsePeriodId(periodId);
    return planned !== undefined && basePeriodsOf(planned).some(({ id }) => bases.includes(id));
  });
}
