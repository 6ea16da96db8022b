import { type CalendarDay, weekStart } from '../../kernel/calendar-day';
import { randomId } from '../../kernel/bytes';
import { type Chance, shuffled } from '../../kernel/random';
import { appendEvent } from '../../log/append-event.server';
import type { Tx } from '../../platform/database.server';
import type { StoredBallot } from '../ballot';
import { ballotsMoved } from '../events';
import { mixBatch, movableToday, weekKey } from '../move-batch';
import { ballotsByWeek, insertBallots } from '../store-ballot.server';
import { journalDays, journalKeys, lockJournal, takeFromJournal } from '../store-intake.server';

export interface MoveIntakeInput {
  readonly unitCode: string;
  readonly today: CalendarDay;
  /** Goes only into the log event. */
  readonly at: Date;
  readonly chance: Chance;
  /** Leaves the rows of `today` where they are: for a count that must hold no ballot of a later day. */
  readonly finishedDaysOnly?: boolean;
}

/**
 * Moves what may leave the journal of a unit into the ballot table: each finished day whole, then today's rows in multiples
 * of 20, chosen by chance. Returns the ballots moved, so that the caller adds them to the roll-ups in the same transaction.
 * Writes no counter of days: a transaction shared with one would date the ballots (invariant 1).
 */
export async function moveIntake(tx: Tx, input: MoveIntakeInput): Promise<StoredBallot[]> {
  await lockJournal(tx, input.unitCode);
  const moved: StoredBallot[] = [];
  for (const { day, count } of await journalDays(tx, input.unitCode)) {
    const isFinished = day < input.today;
    const size = isFinished ? count : input.finishedDaysOnly ? 0 : movableToday(count);
    if (size > 0) moved.push(...(await moveBatch(tx, input, day, size)));
  }
  return moved;
}

async function moveBatch(
  tx: Tx,
  { unitCode, at, chance }: MoveIntakeInput,
  day: CalendarDay,
  size: number,
): Promise<StoredBallot[]> {
  const keys = shuffled(await journalKeys(tx, unitCode, day), chance).slice(0, size);
  const rows = await takeFromJournal(tx, unitCode, keys);
  const weeks = new Map(
    rows
      .filter((row) => row.withWeek)
      .map((row) => [weekKey(row.periodId, weekStart(row.day)), { periodId: row.periodId, week: weekStart(row.day) }]),
  );
  const ballots = mixBatch(rows, await ballotsByWeek(tx, unitCode, [...weeks.values()]), chance, randomId);
  await insertBallots(tx, ballots);
  await appendEvent(tx, ballotsMoved(unitCode, ballots.length, at));
  return ballots;
}
