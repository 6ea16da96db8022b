import type { ActionContext } from '../../platform/action-context';
import type { Period } from '../../survey/reporting-period';
import { overallRow, type PeriodResults } from '../period-results';
import { type TargetLine, targetLines } from '../target-standing';
import { planCovering } from './read-period-quota.server';

/** The targets of the plan that covers the period, and where its figures stand. Asks for no permission: who has the figures may. */
export async function readPeriodTargets(
  ctx: ActionContext,
  unitCode: string,
  period: Period,
  results: Pick<PeriodResults, 'rows'>,
): Promise<TargetLine[]> {
  const plan = await planCovering(ctx, unitCode, period);
  return targetLines(plan?.content.targets, overallRow(results));
}
