import { secureChance, type Chance } from '../../kernel/random';
import { ok } from '../../kernel/result';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { moveIntake } from '../../collection/actions/move-intake.server';
import type { StoredBallot } from '../../collection/ballot';
import { unitsWithJournal } from '../../collection/store-intake.server';
import type { CalendarDay } from '../../kernel/calendar-day';
import { countBallots } from './count-ballots.server';
import { countVoids } from './count-voids.server';
import { takeDueCutOffs } from './take-cut-offs.server';

/**
 * One round of the mover: for every unit with a journal, what may leave it goes into the ballot table and into the roll-ups
 * in one transaction, so the two never differ. Cut-offs that are due are taken before any later ballot moves.
 * A unit that fails does not hold up the others; its error is thrown at the end.
 */
export async function countIntake(
  ctx: ActionContext,
  chance: Chance = secureChance,
): Promise<{ readonly moved: number }> {
  const failures: unknown[] = [];
  let moved = 0;
  for (const unitCode of await unitsWithJournal(ctx.db)) {
    try {
      await takeDueCutOffs(ctx, unitCode, chance);
      moved += await countUnit(ctx, unitCode, chance);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return { moved };
}

/** Moves and counts what may move today in one unit; how many ballots that were. */
export async function countUnit(ctx: ActionContext, unitCode: string, chance: Chance = secureChance): Promise<number> {
  await countVoids(ctx, unitCode);
  const result = await inTransaction(ctx.db, async (tx) => {
    const input = { unitCode, today: ctx.clock.today(), at: ctx.clock.now(), chance };
    return ok((await moveAndCount(tx, input)).length);
  });
  return result.ok ? result.value : 0;
}

export interface MoveAndCountInput {
  readonly unitCode: string;
  readonly today: CalendarDay;
  readonly at: Date;
  readonly chance: Chance;
  readonly finishedDaysOnly?: boolean;
}

export async function moveAndCount(tx: Tx, input: MoveAndCountInput): Promise<StoredBallot[]> {
  const moved = await moveIntake(tx, input);
  await countBallots(tx, moved);
  return moved;
}
