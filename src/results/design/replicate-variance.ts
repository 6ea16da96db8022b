import { type Chance, seededChance, shuffled } from '../../kernel/random';
import type { LonelyRule } from './taylor-variance';
import { isCensus, type Stage, type SurveyDesign, uncovered } from './survey-design';

/** The same totals taken from each replicate of the sample: `totals[c][r]` of column c in replicate r. */
interface Replicates {
  readonly totals: readonly Float64Array[];
  /** What the squared deviation of each replicate counts in the variance. */
  readonly scales: Float64Array;
}

/** Weighted columns over the rows of a domain. */
export interface DomainColumns {
  readonly rows: readonly number[];
  readonly columns: readonly Float64Array[];
}

export type Replication =
  | { readonly method: 'jackknife'; readonly lonely: LonelyRule | undefined }
  | {
      readonly method: 'bootstrap';
      readonly replicates: number;
      readonly seed: number;
      /** A stratum with a single unit adds nothing to a bootstrap: the only rule it can follow. */
      readonly lonely: 'certainty' | undefined;
    };

/**
 * Σ scale · (θ − mean of θ)² over the replicates, θ computed from each replicate's totals (`svrVar` of R survey with
 * mse = FALSE). A replicate in which θ is 0 ÷ 0, as when it drops all of the domain, is left out.
 */
export function replicateVariance(
  design: SurveyDesign,
  domain: DomainColumns,
  replication: Replication,
  statistic: (totals: readonly number[]) => number,
): number {
  const { totals, scales } =
    replication.method === 'jackknife'
      ? jackknife(design, domain, replication.lonely)
      : bootstrap(design, domain, replication);
  if (scales.length === 0) return isCensus([design.stages[0]]) ? 0 : NaN;
  const all = Array.from(scales, (scale, replicate) => ({
    scale,
    theta: statistic(totals.map((column) => column[replicate] ?? 0)),
  })).filter(({ theta }) => !Number.isNaN(theta));
  const mean = all.reduce((sum, { theta }) => sum + theta, 0) / all.length;
  return all.length === 0 ? NaN : all.reduce((sum, { scale, theta }) => sum + scale * (theta - mean) ** 2, 0);
}

/**
 * JK1 and JKn: each replicate leaves one first-stage unit out and scales the others of its stratum by n ÷ (n − 1); it
 * counts (1 − n/N)(n − 1)/n (K. Wolter, Introduction to Variance Estimation, 2nd ed. 2007, §4.5; `as.svrepdesign` of R
 * survey). Corrections after the first stage are dropped, as there. Fully drawn strata have no replicates.
 */
function jackknife(design: SurveyDesign, domain: DomainColumns, lonely: LonelyRule | undefined): Replicates {
  const [stage] = design.stages;
  const strata = stage.drawn.length;
  const byUnit = domain.columns.map((column) => sumsBy(stage.stratumOf.length, domain.rows, stage.unitOf, column));
  const units = Array.from(stage.stratumOf.keys());
  const byStratum = byUnit.map((sums) => sumsBy(strata, units, stage.stratumOf, sums));
  const whole = byStratum.map((sums) => sums.reduce((sum, part) => sum + part, 0));
  const totals: number[][] = byUnit.map(() => []);
  const scales: number[] = [];
  for (const unit of units) {
    const stratum = stage.stratumOf[unit] ?? 0;
    const drawn = stage.drawn[stratum] ?? 0;
    const correction = uncovered(stage, stratum);
    const alone = drawn === 1;
    if (correction === 0 || (alone && (lonely !== 'adjust' || strata === 1))) continue;
    const others = alone ? strata / (strata - 1) : 1;
    const kept = alone ? 0 : drawn / (drawn - 1);
    scales.push(alone ? 1 / others : correction / kept);
    for (const [column, sums] of byUnit.entries()) {
      const own = byStratum[column]?.[stratum] ?? 0;
      totals[column]?.push(((whole[column] ?? 0) - own) * others + (own - (sums[unit] ?? 0)) * kept);
    }
  }
  const spread = lonely === 'average' ? units.length / scales.length : 1;
  return {
    totals: totals.map((column) => Float64Array.from(column)),
    scales: Float64Array.from(scales, (s) => s * spread),
  };
}

function sumsBy(count: number, items: readonly number[], groupOf: Int32Array, values: Float64Array): Float64Array {
  const sums = new Float64Array(count);
  for (const [index, item] of items.entries()) {
    const group = groupOf[item] ?? 0;
    sums[group] = (sums[group] ?? 0) + (values[index] ?? 0);
  }
  return sums;
}

/**
 * Multistage rescaled bootstrap without replacement: half the units of every stratum, at every stage (J. Preston, Survey
 * Methodology 35 (2009) 227–234, §3; type `mrbbootstrap` of R survey). Unlike there, a unit alone in its stratum always
 * stays, so that the stages below it are still seen. The same seed draws the same replicates.
 */
function bootstrap(
  design: SurveyDesign,
  domain: DomainColumns,
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): Replicates {
  const chance = seededChance(seed);
  const members = design.stages.map(unitsOfStrata);
  const totals = domain.columns.map(() => new Float64Array(replicates));
  const factors = new Float64Array(design.rows);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    drawHalves(design, members, chance, factors);
    for (const [number, column] of domain.columns.entries()) {
      let sum = 0;
      for (const [index, row] of domain.rows.entries()) sum += (column[index] ?? 0) * (factors[row] ?? 0);
      const into = totals[number];
      if (into !== undefined) into[replicate] = sum;
    }
  }
  return { totals, scales: new Float64Array(replicates).fill(1 / (replicates - 1)) };
}

function unitsOfStrata(stage: Stage): readonly (readonly number[])[] {
  const members: number[][] = Array.from(stage.drawn, () => []);
  for (const [unit, stratum] of stage.stratumOf.entries()) members[stratum]?.push(unit);
  return members;
}

/** Fills `factors` with what one replicate multiplies the weight of each row by. */
function drawHalves(
  design: SurveyDesign,
  members: readonly (readonly (readonly number[])[])[],
  chance: Chance,
  factors: Float64Array,
): void {
  factors.fill(1);
  // For the units of the stage before: what their part of the later stages is multiplied by, and n/N down to them.
  let carried: Float64Array | undefined;
  let share: Float64Array | undefined;
  for (const [level, stage] of design.stages.entries()) {
    const added = new Float64Array(stage.stratumOf.length);
    const next = new Float64Array(stage.stratumOf.length);
    const nextShare = new Float64Array(stage.stratumOf.length);
    for (const [stratum, units] of (members[level] ?? []).entries()) {
      const multiplier = carried?.[stratum] ?? 1;
      const before = share?.[stratum] ?? 1;
      const half = Math.floor(units.length / 2);
      const correction = uncovered(stage, stratum);
      const lambda = half === 0 ? 0 : Math.sqrt((before * half * correction) / (units.length - half));
      const keeps = half === 0 ? 1 : units.length / half;
      const order = half === 0 || multiplier === 0 ? units : shuffled(units, chance);
      for (const [place, unit] of order.entries()) {
        const kept = place < Math.max(1, half);
        added[unit] = half === 0 ? 0 : multiplier * lambda * (kept ? keeps - 1 : -1);
        next[unit] = kept ? multiplier * Math.sqrt(keeps) : 0;
        nextShare[unit] = before * (1 - correction);
      }
    }
    for (const [row, unit] of stage.unitOf.entries()) factors[row] = (factors[row] ?? 0) + (added[unit] ?? 0);
    carried = next;
    share = nextShare;
  }
}
