import { ok } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { markVoidCounted, voidedBallots, voidsToCount, type VoidToCount } from '../store-ballots.server';
import { PeriodTally } from './count-ballots.server';

/**
 * Brings confirmed voids into the roll-ups, each once: their ballots are tallied a second time in the 'voided' sets, to be
 * subtracted when figures are read. Cheap where there is nothing new; every reading of results begins with it.
 */
export async function countVoids(ctx: ActionContext, unitCode: string): Promise<void> {
  for (const counted of await voidsToCount(ctx.db, unitCode)) {
    await inTransaction(ctx.db, async (tx) => {
      await countVoid(tx, unitCode, counted);
      return ok(undefined);
    });
  }
}

export async function countVoid(tx: Tx, unitCode: string, counted: VoidToCount): Promise<void> {
  const ballots = await voidedBallots(tx, unitCode, counted.requestId);
  if (!(await markVoidCounted(tx, unitCode, counted, ballots.length))) return;
  const tally = new PeriodTally(tx, unitCode, true);
  await tally.add(ballots);
  await tally.store(counted.periodId);
}
