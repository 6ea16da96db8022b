import type { ActionContext } from '../../platform/action-context';
import { periodsWithoutRelations } from '../store-relation.server';
import { periodsWithoutAlikeness } from '../store.server';
import { recountRollups } from './recount-rollups.server';

/** Counts anew what was rolled up before roll-ups knew how alike answers are or how they go together; nothing to do ever after. */
export async function completeRollups(ctx: ActionContext): Promise<void> {
  for (const { unitCode, periodId } of await periodsWithoutAlikeness(ctx.db)) {
    await recountRollups(ctx, unitCode, periodId);
  }
  for (const { unitCode, periodId } of await periodsWithoutRelations(ctx.db)) {
    await recountRollups(ctx, unitCode, periodId);
  }
}
