import { type CalendarDay, weekStart } from '../kernel/calendar-day';
import { type Chance, shuffled } from '../kernel/random';
import type { Ballot, StoredBallot } from './ballot';

/** A ballot leaves today's journal only together with this many (invariant 2). */
export const batchSize = 20;
/** A ballot keeps its week only where this many of the unit share period and week (invariant 2). */
export const minimumSharingWeek = 5;

export interface JournalRow extends Ballot {
  readonly day: CalendarDay;
  readonly withWeek: boolean;
}

/** How many of today's `waiting` rows move now: whole batches only; the rest waits for company or for the day's end. */
export function movableToday(waiting: number): number {
  return waiting - (waiting % batchSize);
}

export function weekKey(periodId: string, week: CalendarDay): string {
  return `${periodId} ${week}`;
}

/**
 * The ballots of one batch: shuffled, under new ids, with the week only where 5 of the unit share it, counted in this batch
 * or standing in the table already (`inTable`, by `weekKey`).
 */
export function mixBatch(
  rows: readonly JournalRow[],
  inTable: ReadonlyMap<string, number>,
  chance: Chance,
  newId: () => string,
): StoredBallot[] {
  const inBatch = new Map<string, number>();
  for (const row of rows) {
    if (!row.withWeek) continue;
    const key = weekKey(row.periodId, weekStart(row.day));
    inBatch.set(key, (inBatch.get(key) ?? 0) + 1);
  }
  const shared = (key: string) => Math.max(inBatch.get(key) ?? 0, inTable.get(key) ?? 0) >= minimumSharingWeek;
  return shuffled(rows, chance).map(({ day, withWeek, ...ballot }) => {
    const week = weekStart(day);
    return { ...ballot, id: newId(), week: withWeek && shared(weekKey(ballot.periodId, week)) ? week : undefined };
  });
}
