import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { basePeriodsOf, type Period, type PeriodId } from '../../survey/reporting-period';
import type { PeriodResults } from '../period-results';
import { readDifferences } from '../store-rollup-check.server';
import { rolledUpPeriods } from '../store.server';
import { type ReadOptions, readResults, type ReadResultsError } from './read-results.server';

/**
 * The figures of a period for a person: with the figures of all officials for the head, of oneself for an official, of
 * nobody for others. The administrator sees none before publication; observers see the same suppressed figures as the clerk.
 */
export async function viewResults(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  periodId: string,
  options: Omit<ReadOptions, 'officials'> = {},
): Promise<Result<PeriodResults, ReadResultsError | NotAllowed>> {
  const officials = visibleOfficials(actor, unitCode);
  const seesUnit = may(actor, 'view-results', unitCode);
  if (!seesUnit && officials.length === 0) return notAllowed('view-results');
  const results = await readResults(ctx, unitCode, periodId, { ...options, officials });
  return seesUnit || !results.ok ? results : ok(onlyOwnFigures(results.value));
}

/** An official without a further role learns about themself only. */
function onlyOwnFigures(results: PeriodResults): PeriodResults {
  const cuts = results.cuts.filter(({ by }) => by === 'official');
  return { ...results, rows: [], questions: [], changeFromLast: null, cuts };
}

function visibleOfficials(actor: Actor, unitCode: UnitCode): 'all' | readonly string[] {
  if (may(actor, 'view-official-figures', unitCode)) return 'all';
  return (actor.officials ?? []).filter((self) => self.unitCode === unitCode).map(({ code }) => code);
}

/** Base periods in which the unit has ballots counted. */
export async function periodsWithResults(ctx: ActionContext, unitCode: UnitCode): Promise<PeriodId[]> {
  return rolledUpPeriods(ctx.db, unitCode);
}

/** Base periods of this period whose roll-ups the nightly check found different from the ballots. */
export async function differingPeriods(ctx: ActionContext, unitCode: UnitCode, period: Period): Promise<PeriodId[]> {
  const bases = basePeriodsOf(period).map(({ id }) => id);
  return (await readDifferences(ctx.db, unitCode)).map(({ periodId }) => periodId).filter((id) => bases.includes(id));
}
