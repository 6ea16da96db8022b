/** A working day without use ends a session, and two weeks end it in any case. */
const idleMilliseconds = 12 * 3_600_000;
const longestMilliseconds = 14 * 86_400_000;

export function sessionEnd(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + idleMilliseconds, createdAt.getTime() + longestMilliseconds));
}
