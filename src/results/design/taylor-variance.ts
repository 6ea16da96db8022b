import { type Stage, type SurveyDesign, uncovered } from './survey-design';

/** What a stratum with a single drawn unit adds; `options(survey.lonely.psu)` of R survey. There is no silent default. */
export const lonelyRules = ['certainty', 'adjust', 'average'] as const;
export type LonelyRule = (typeof lonelyRules)[number];

/** Weighted values of the rows of a domain; every row outside it counts as 0, and its units stay in the design. */
export interface DomainValues {
  readonly rows: readonly number[];
  /** One value for each of `rows`. */
  readonly values: Float64Array;
}

/**
 * Variance of the sum of weighted values over a stratified multistage sample: at each stage, in each stratum,
 * (1 − n/N) · n/(n − 1) · Σ (unit total − mean)², times the product of n/N over the stages before (Särndal, Swensson and
 * Wretman, Model Assisted Survey Sampling, 1992, result 4.3.1; recursion of D. R. Bellhouse, Computing Science and
 * Statistics 17 (1985); `svyrecvar` of R survey). NaN where the rule `average` finds only single units.
 */
export function taylorVariance(design: SurveyDesign, domain: DomainValues, lonely: LonelyRule | undefined): number {
  let variance = 0;
  // The product of n/N over the stages before, by unit of the stage before.
  let share: Float64Array | undefined;
  for (const [level, stage] of design.stages.entries()) {
    variance += stageVariance(stage, domain, { lonely, share, first: level === 0 });
    if (level + 1 < design.stages.length) share = drawnShares(stage, share);
  }
  return variance;
}

function drawnShares(stage: Stage, before: Float64Array | undefined): Float64Array {
  return Float64Array.from(stage.stratumOf, (stratum) => (before?.[stratum] ?? 1) * (1 - uncovered(stage, stratum)));
}

interface StageOptions {
  readonly lonely: LonelyRule | undefined;
  readonly share: Float64Array | undefined;
  readonly first: boolean;
}

function stageVariance(stage: Stage, domain: DomainValues, { lonely, share, first }: StageOptions): number {
  const strata = unitTotals(stage, domain);
  let sum = 0;
  let averaged = 0;
  for (const [stratum, totals] of strata) {
    const part = stratumVariance(stage, stratum, totals, lonely);
    if (part === undefined) {
      averaged += 1;
      // Below the first stage a unit is alone with itself: there is nothing to average over.
      if (!first) return NaN;
    } else sum += part * (share?.[stratum] ?? 1);
  }
  return averaged === 0 ? sum : (sum * strata.size) / (strata.size - averaged);
}

/** Stratum → unit → total, only strata and units that the domain touches. */
function unitTotals(stage: Stage, { rows, values }: DomainValues): Map<number, Map<number, number>> {
  const strata = new Map<number, Map<number, number>>();
  for (const [index, row] of rows.entries()) {
    const unit = stage.unitOf[row] ?? 0;
    const stratum = stage.stratumOf[unit] ?? 0;
    let totals = strata.get(stratum);
    if (totals === undefined) strata.set(stratum, (totals = new Map<number, number>()));
    totals.set(unit, (totals.get(unit) ?? 0) + (values[index] ?? 0));
  }
  return strata;
}

/** Undefined where the rule is to average over the other strata. */
function stratumVariance(
  stage: Stage,
  stratum: number,
  totals: ReadonlyMap<number, number>,
  lonely: LonelyRule | undefined,
): number | undefined {
  const drawn = stage.drawn[stratum] ?? 0;
  const correction = uncovered(stage, stratum);
  if (correction < 1e-7) return 0;
  if (drawn === 1) {
    if (lonely === 'average') return undefined;
    const [alone] = totals.values();
    return lonely === 'adjust' ? correction * (alone ?? 0) ** 2 : 0;
  }
  let mean = 0;
  for (const total of totals.values()) mean += total / drawn;
  let squares = (drawn - totals.size) * mean * mean;
  for (const total of totals.values()) squares += (total - mean) ** 2;
  return (correction * drawn * squares) / (drawn - 1);
}
