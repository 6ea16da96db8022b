import { studentTQuantile } from '../student-t';

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Estimate ± t(0.975, df) · se; no interval without degrees of freedom. */
export function tInterval(estimate: number, se: number, freedom: number): Interval | undefined {
  if (freedom < 1 || !Number.isFinite(se)) return undefined;
  const half = studentTQuantile(0.975, freedom) * se;
  return { low: estimate - half, high: estimate + half };
}

/**
 * Interval of a proportion that stays within 0…1: t interval on the logit, se ÷ (p (1 − p)), taken back (the default
 * `logit` of `svyciprop` in R survey). At 0 and at 1 the logit is undefined:
 * there Clopper–Pearson with n · (t(n − 1) ÷ t(df))² answers (E. Korn and B. Graubard, Survey Methodology 24 (1998)
 * 193–201, with the design effect, which cannot be seen where nothing varies, taken as 1).
 */
export function proportionInterval(share: number, se: number, freedom: number, n: number): Interval | undefined {
  if (freedom < 1 || n < 2) return undefined;
  if (share <= 0 || share >= 1) {
    const effective = n * Math.min(1, studentTQuantile(0.975, n - 1) / studentTQuantile(0.975, freedom)) ** 2;
    const reach = 1 - 0.025 ** (1 / effective);
    return share <= 0 ? { low: 0, high: reach } : { low: 1 - reach, high: 1 };
  }
  const logit = tInterval(Math.log(share / (1 - share)), se / (share * (1 - share)), freedom);
  return logit && { low: 1 / (1 + Math.exp(-logit.low)), high: 1 / (1 + Math.exp(-logit.high)) };
}
