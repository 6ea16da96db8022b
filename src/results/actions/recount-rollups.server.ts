import { isDeepStrictEqual } from 'node:util';
import { ok } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { lockJournal } from '../../collection/store-intake.server';
import type { PeriodId } from '../../survey/reporting-period';
import { rollupsRecounted } from '../events';
import { ballotsOfPeriod, voidsToCount } from '../store-ballots.server';
import { deleteRelations, readRelations } from '../store-relation.server';
import { forgetDifference } from '../store-rollup-check.server';
import { deleteRollups, readRollups, type Rollup } from '../store.server';
import { PeriodTally } from './count-ballots.server';
import { countVoid } from './count-voids.server';

export interface Recount {
  readonly ballots: number;
  /** True where the roll-ups had differed from the ballots: a bug, or ballots put in past the mover. */
  readonly differed: boolean;
}

/** Makes the roll-ups of one base period anew from its ballots, while the mover waits. */
export async function recountRollups(ctx: ActionContext, unitCode: string, periodId: PeriodId): Promise<Recount> {
  const result = await inTransaction(ctx.db, async (tx) => {
    await lockJournal(tx, unitCode);
    const before = await readRollups(tx, unitCode, [periodId]);
    // Only those that are complete: what the recount completes is no difference.
    const relations = (await readRelations(tx, unitCode, [periodId])).filter(({ cells }) => cells !== null);
    await deleteRollups(tx, unitCode, periodId);
    await deleteRelations(tx, unitCode, periodId);
    const tally = new PeriodTally(tx, unitCode);
    let ballots = 0;
    for await (const page of ballotsOfPeriod(tx, unitCode, periodId)) {
      await tally.add(page);
      ballots += page.length;
    }
    await tally.store(periodId);
    for (const counted of await voidsToCount(tx, unitCode)) {
      if (counted.periodId === periodId) await countVoid(tx, unitCode, counted);
    }
    const after = await readRelations(tx, unitCode, [periodId]);
    const differed =
      !isDeepStrictEqual(before, asFarAsKnown(await readRollups(tx, unitCode, [periodId]), before)) ||
      relations.some((each) => !after.some((other) => isDeepStrictEqual(each, other)));
    await forgetDifference(tx, unitCode, periodId);
    await appendEvent(tx, rollupsRecounted(unitCode, { periodId, ballots, differed }, ctx.clock.now()));
    return ok({ ballots, differed });
  });
  if (!result.ok) throw new Error('bug: a recount cannot be refused');
  return result.value;
}

/** What the recount added to roll-ups that did not have it is no difference. */
function asFarAsKnown(after: readonly Rollup[], before: readonly Rollup[]): Rollup[] {
  return after.map((rollup, at) => {
    const isNew = before[at]?.tally.alikeness === null;
    return isNew ? { ...rollup, tally: { ...rollup.tally, alikeness: null } } : rollup;
  });
}
