/** Failed sign-ins one after another, by user name or by address. */
export interface Attempts {
  readonly failedCount: number;
  readonly lockedUntil: Date | undefined;
}

export interface LockOutRule {
  /** Failures that are free. */
  readonly free: number;
  readonly firstLockSeconds: number;
  readonly longestLockSeconds: number;
  /** After this long without a failure the count begins anew. */
  readonly forgetAfterSeconds: number;
}

/** Five tries, then 30 seconds, doubling up to 15 minutes: a guesser gets some 100 tries a day, the owner is never out for long. */
export const byName: LockOutRule = {
  free: 5,
  firstLockSeconds: 30,
  longestLockSeconds: 900,
  forgetAfterSeconds: 86_400,
};

/** An office shares one address: only many failures lock it. */
export const byAddress: LockOutRule = {
  free: 50,
  firstLockSeconds: 30,
  longestLockSeconds: 300,
  forgetAfterSeconds: 3600,
};

/** How long the next failure locks: 0 while tries are free, then doubling. */
export function lockSeconds(failedCount: number, rule: LockOutRule): number {
  if (failedCount < rule.free) return 0;
  return Math.min(rule.longestLockSeconds, rule.firstLockSeconds * 2 ** (failedCount - rule.free));
}

export function isLocked(attempts: Attempts, now: Date): boolean {
  return attempts.lockedUntil !== undefined && attempts.lockedUntil > now;
}

/** One more failure at `now`. */
export function afterFailure(
  before: { readonly failedCount: number; readonly lastFailedAt: Date } | undefined,
  now: Date,
  rule: LockOutRule,
): Attempts {
  const stale = before === undefined || now.getTime() - before.lastFailedAt.getTime() > rule.forgetAfterSeconds * 1000;
  const failedCount = (stale ? 0 : before.failedCount) + 1;
  const seconds = lockSeconds(failedCount, rule);
  return { failedCount, lockedUntil: seconds === 0 ? undefined : new Date(now.getTime() + seconds * 1000) };
}
