import { addDays, vietnameseDayOf } from '../../kernel/calendar-day';
import { type Chance, secureChance } from '../../kernel/random';
import { ok } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { isCutShort } from '../../survey/plan';
import { basePeriodsOf, period } from '../../survey/reporting-period';
import { plansInForce, unitsWithPlans } from '../../survey/store.server';
import { cutOffTaken } from '../events';
import { type CutOffKey, hasCutOff, insertCutOff } from '../store-cut-off.server';
import { readRollups, readVoidCounts } from '../store.server';
import { moveAndCount } from './count-intake.server';
import { countVoids } from './count-voids.server';

/** For all units; run by the scheduler soon after midnight, and after every start. */
export async function takeCutOffs(ctx: ActionContext, chance: Chance = secureChance): Promise<void> {
  for (const unitCode of await unitsWithPlans(ctx.db)) await takeDueCutOffs(ctx, unitCode, chance);
}

/**
 * Takes the cut-offs of the unit's plans whose day is over: moves what the journal holds up to that day and nothing later,
 * then copies the roll-ups, in one transaction under the mover's lock. Hương Trà: the year's notice counts to 13 December.
 * A plan approved after its own cut-off day gets none, since later ballots may already stand in the counts.
 */
export async function takeDueCutOffs(ctx: ActionContext, unitCode: string, chance: Chance): Promise<void> {
  const today = ctx.clock.today();
  for (const plan of await plansInForce(ctx.db, unitCode)) {
    const approvedOn = vietnameseDayOf(plan.approvedAt);
    for (const day of plan.content.publication) {
      if (!isCutShort(day) || day.cutOff >= today || approvedOn > day.cutOff) continue;
      const key: CutOffKey = { unitCode, periodId: day.periodId, countsUntil: day.cutOff };
      if (!(await hasCutOff(ctx.db, key))) await takeCutOff(ctx, key, chance);
    }
  }
}

async function takeCutOff(ctx: ActionContext, key: CutOffKey, chance: Chance): Promise<void> {
  await countVoids(ctx, key.unitCode);
  const at = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const today = addDays(key.countsUntil, 1);
    await moveAndCount(tx, { unitCode: key.unitCode, today, at, chance, finishedDaysOnly: true });
    if (await hasCutOff(tx, key)) return ok(undefined);
    const bases = basePeriodsOf(period(key.periodId)).map(({ id }) => id);
    const rollups = await readRollups(tx, key.unitCode, bases);
    await insertCutOff(tx, key, bases, await readVoidCounts(tx, key.unitCode, bases), at);
    const ballots = rollups
      .filter(({ tally }) => tally.set === 'counted' && tally.cut === 'all')
      .reduce((sum, { tally }) => sum + tally.ballots, 0);
    await appendEvent(tx, cutOffTaken(key.unitCode, { ...key, ballots }, at));
    return ok(undefined);
  });
}
