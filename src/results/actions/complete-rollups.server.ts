import type { ActionContext } from '../../platform/action-context';
import { periodsWithoutAlikeness } from '../store.server';
import { recountRollups } from './recount-rollups.server';

/** Counts anew what was rolled up before roll-ups knew how alike answers are; nothing to do ever after. */
export async function completeRollups(ctx: ActionContext): Promise<void> {
  for (const { unitCode, periodId } of await periodsWithoutAlikeness(ctx.db)) {
    await recountRollups(ctx, unitCode, periodId);
  }
}
