import { type CalendarDay, vietnameseDayOf } from '../kernel/calendar-day';

/** The only source of time. Rules never read it; actions pass `now` or `today` in. */
export interface Clock {
  now(): Date;
  today(): CalendarDay;
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => vietnameseDayOf(new Date()),
};

/** A clock held still, for the living example and for tests; `move` lets a test step through a year. */
export function frozenClock(at: Date): Clock & { move(to: Date): void } {
  let current = at;
  return {
    now: () => current,
    today: () => vietnameseDayOf(current),
    move: (to) => {
      current = to;
    },
  };
}
