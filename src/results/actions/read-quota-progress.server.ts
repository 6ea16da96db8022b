import { fieldsOf } from '../../organisation/store-staff.server';
import type { FieldCode } from '../../organisation/field';
import type { ActionContext } from '../../platform/action-context';
import { type PlanInForce, surveysField } from '../../survey/plan';
import { quotaOfPeriod } from '../../survey/period-quota';
import { quotaProgress, type QuotaProgress } from '../../survey/quota-progress';
import { basePeriodsOf, type Period, parsePeriodId, type PeriodId } from '../../survey/reporting-period';
import { readDossierCounts } from '../../survey/store-dossier-count.server';
import { plansInForce } from '../../survey/store.server';
import { readRollups } from '../store.server';
import { countVoids } from './count-voids.server';

/** Ballots counted (no possible repeat, not voided) of all forms together: for the quota, which asks how many, not what. */
export interface BallotCounts {
  readonly total: number;
  readonly byField: ReadonlyMap<FieldCode, number>;
  readonly withoutField: number;
}

/** Counts without answers, so nothing is suppressed; for the office, not for publication. */
export async function readBallotCounts(
  ctx: ActionContext,
  unitCode: string,
  basePeriods: readonly PeriodId[],
): Promise<BallotCounts> {
  await countVoids(ctx, unitCode);
  const byField = new Map<FieldCode, number>();
  let withoutField = 0;
  for (const { tally } of await readRollups(ctx.db, unitCode, basePeriods)) {
    const sign = tally.set === 'counted' ? 1 : tally.set === 'voided' ? -1 : 0;
    if (tally.cut !== 'field' || sign === 0) continue;
    const ballots = sign * tally.ballots;
    if (tally.code === '') withoutField += ballots;
    else byField.set(tally.code as FieldCode, (byField.get(tally.code as FieldCode) ?? 0) + ballots);
  }
  return { total: [...byField.values()].reduce((sum, count) => sum + count, withoutField), byField, withoutField };
}

/** Quota and precision of any period; undefined where no plan in force covers it, no dossiers are counted, or the rule gives none. */
export async function readQuotaProgress(
  ctx: ActionContext,
  unitCode: string,
  period: Period,
): Promise<QuotaProgress | undefined> {
  const bases = basePeriodsOf(period).map(({ id }) => id);
  const plan = (await plansInForce(ctx.db, unitCode)).find((each) => covers(each, bases));
  const counts = await readDossierCounts(ctx.db, unitCode, bases);
  if (!plan || (counts.length === 0 && plan.content.quota.ruleId !== 'fixed')) return undefined;
  const fields = (await fieldsOf(ctx.db, unitCode))
    .filter(({ code, active }) => active && surveysField(plan.content, code))
    .map(({ code }) => code);
  const settings = { choice: plan.content.quota, bracketPerField: plan.content.options.bracketPerField };
  const quota = quotaOfPeriod(settings, period, fields, counts);
  if (quota.kind !== 'quota') return undefined;
  const ballots = await readBallotCounts(ctx, unitCode, bases);
  return quotaProgress(quota.quota, ballots.byField, ballots.withoutField);
}

function covers(plan: PlanInForce, bases: readonly PeriodId[]): boolean {
  return plan.content.periods.some(({ periodId }) => {
    const planned = parsePeriodId(periodId);
    return planned !== undefined && basePeriodsOf(planned).some(({ id }) => bases.includes(id));
  });
}
