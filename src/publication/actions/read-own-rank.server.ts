import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import type { PeriodId } from '../../survey/reporting-period';
import { comparisonVersion } from '../store-unit-ranks.server';
import { type OwnRank, ownRank } from './rank-units-below.server';

/** By unit, period and everything published until now: a page that is read often does not read a hundred snapshots each time. */
const kept = new Map<string, OwnRank | undefined>();
const mostKept = 1_000;

/** Where a unit stands among those of its level by published figures, for its results page; undefined where nothing can be said. */
export async function readOwnRank(
  ctx: ActionContext,
  unitCode: UnitCode,
  periodId: PeriodId,
): Promise<OwnRank | undefined> {
  const key = `${unitCode} ${periodId} ${ctx.clock.today()} ${await comparisonVersion(ctx.db)}`;
  if (kept.has(key)) return kept.get(key);
  const found = await ownRank(ctx, unitCode, periodId);
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, found);
  return found;
}
