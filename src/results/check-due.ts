/** The hour of the night, Vietnamese time, from which the roll-ups are checked: nobody waits for a page then. */
const hourOfCheck = 2;
const vietnameseOffsetHours = 7;
const dayMilliseconds = 24 * 60 * 60_000;

/**
 * Whether no check was made since the last time it was two in the morning. A server that sleeps at night checks after its
 * next start.
 */
export function isCheckDue(now: Date, last: Date | undefined): boolean {
  if (last === undefined) return true;
  const shift = (vietnameseOffsetHours - hourOfCheck) * 60 * 60_000;
  const night = (instant: Date) => Math.floor((instant.getTime() + shift) / dayMilliseconds);
  return night(last) < night(now);
}
