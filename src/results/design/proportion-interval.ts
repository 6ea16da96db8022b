import { studentTQuantile } from '../student-t';
import { betaQuantile } from './beta-quantile';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const proportionIntervals = ['logit', 'wilson', 'beta', 't'] as const;
export type ProportionInterval = (typeof proportionIntervals)[number];

/** Estimate ± t(0.975, df) · se; no interval without degrees of freedom. */
export function tInterval(estimate: number, se: number, freedom: number): Interval | undefined {
  if (freedom < 1 || !Number.isFinite(se)) return undefined;
  const half = studentTQuantile(0.975, freedom) * se;
  return { low: estimate - half, high: estimate + half };
}

export interface Share {
  readonly share: number;
  readonly se: number;
  readonly freedom: number;
  /** Rows in the domain. */
  readonly n: number;
}

/**
 * Interval of a proportion that stays within 0…1 (but for `t`):
 * `logit`: t interval on the logit, se ÷ (p (1 − p)), taken back (`svyciprop(method = "xlogit")` of R survey);
 * `wilson`: Wilson's score interval with t(df) for z and the effective n p (1 − p) ÷ se² (N. Dean and M. Pagano, Journal of
 * Survey Statistics and Methodology 3 (2015) 484–503);
 * `beta`: Clopper–Pearson with the effective n times (t(n − 1) ÷ t(df))² (E. Korn and B. Graubard, Survey Methodology 24
 * (1998) 193–201; `method = "beta"`).
 * At 0 and at 1 nothing varies, so that the design effect cannot be seen: it is taken as 1, n answers, and `logit`, which is
 * undefined there, gives what `beta` gives.
 */
export function proportionInterval(kind: ProportionInterval, given: Share): Interval | undefined {
  const { share, se, freedom, n } = given;
  if (kind === 't') return tInterval(share, se, freedom);
  if (freedom < 1 || n < 2 || !Number.isFinite(share) || Number.isNaN(se)) return undefined;
  const isEnd = share <= 0 || share >= 1;
  if (se === 0 && !isEnd) return { low: share, high: share };
  const effective = isEnd ? n : (share * (1 - share)) / se ** 2;
  if (kind === 'wilson') return wilson(Math.min(1, Math.max(0, share)), effective, studentTQuantile(0.975, freedom));
  if (kind === 'beta' || isEnd) {
    const ratio = studentTQuantile(0.975, n - 1) / studentTQuantile(0.975, freedom);
    return clopperPearson(share, effective * (isEnd ? Math.min(1, ratio) : ratio) ** 2);
  }
  const logit = tInterval(Math.log(share / (1 - share)), se / (share * (1 - share)), freedom);
  return logit && { low: 1 / (1 + Math.exp(-logit.low)), high: 1 / (1 + Math.exp(-logit.high)) };
}

function clopperPearson(share: number, n: number): Interval {
  // Closed forms: the quantile of Beta(1, n) and of Beta(n, 1).
  const reach = 1 - 0.025 ** (1 / n);
  if (share <= 0) return { low: 0, high: reach };
  if (share >= 1) return { low: 1 - reach, high: 1 };
  return {
    low: betaQuantile(0.025, n * share, n * (1 - share) + 1),
    high: betaQuantile(0.975, n * share + 1, n * (1 - share)),
  };
}

function wilson(share: number, n: number, t: number): Interval {
  const middle = (share + (t * t) / (2 * n)) / (1 + (t * t) / n);
  const half = (t * Math.sqrt((share * (1 - share)) / n + (t * t) / (4 * n * n))) / (1 + (t * t) / n);
  return { low: share <= 0 ? 0 : middle - half, high: share >= 1 ? 1 : middle + half };
}
