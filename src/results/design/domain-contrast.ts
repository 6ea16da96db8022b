import { type DomainSample, type Statistic, withoutZeroWeights } from './estimate-domain';
import { linearEstimates, type VarianceMethod } from './linear-estimates';
import { tInterval } from './proportion-interval';
import type { SurveyDesign } from './survey-design';
import type { Matrix } from './taylor-variance';

export interface DomainEstimates {
  /** NaN for a domain without rows. */
  readonly estimates: readonly number[];
  /** Of the estimates with one another: `svyby(…, covmat = TRUE)` of R survey. */
  readonly covariance: Matrix;
}

/** All domains of one sample together: they share units, strata and known totals, so that they vary together. */
export function domainEstimates(
  design: SurveyDesign,
  samples: readonly DomainSample[],
  statistic: Exclude<Statistic, { kind: 'quantile' }>,
  method: VarianceMethod,
): DomainEstimates {
  const domains = samples.map((sample) => withoutZeroWeights(design, sample));
  const { estimates, covariance } = linearEstimates(design, domains, statistic.kind === 'total', method);
  return { estimates, covariance };
}

export interface Contrast {
  readonly estimate: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

/** Σ c θ with variance cᵀVc and its t interval: `svycontrast` of R survey. Domains with c = 0 do not matter. */
export function contrast(
  { estimates, covariance }: DomainEstimates,
  coefficients: readonly number[],
  freedom: number,
): Contrast {
  let estimate = 0;
  let variance = 0;
  for (const [i, own] of coefficients.entries()) {
    if (own === 0) continue;
    estimate += own * (estimates[i] ?? NaN);
    for (const [j, other] of coefficients.entries())
      if (other !== 0) variance += own * other * (covariance[i]?.[j] ?? NaN);
  }
  const se = Math.sqrt(Math.max(0, variance));
  const interval = tInterval(estimate, se, freedom);
  return { estimate, se, low: interval?.low ?? NaN, high: interval?.high ?? NaN };
}

/**
 * Coefficients of a difference written “A-B” between two groups; names may hold hyphens themselves, so every hyphen is
 * tried. Undefined where no hyphen stands between two names, or more than one does.
 */
export function differenceOf(text: string, groups: readonly string[]): readonly number[] | undefined {
  const found: (readonly number[])[] = [];
  for (let at = text.indexOf('-'); at !== -1; at = text.indexOf('-', at + 1)) {
    const left = groups.indexOf(text.slice(0, at).trim());
    const right = groups.indexOf(text.slice(at + 1).trim());
    if (left !== -1 && right !== -1 && left !== right)
      found.push(groups.map((_, group) => (group === left ? 1 : group === right ? -1 : 0)));
  }
  return found.length === 1 ? found[0] : undefined;
}
