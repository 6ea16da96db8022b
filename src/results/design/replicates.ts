import { type Chance, seededChance, shuffled } from '../../kernel/random';
import { type Stage, type SurveyDesign, uncovered } from './survey-design';
import type { LonelyRule } from './taylor-variance';

export type Replication =
  | { readonly method: 'jackknife'; readonly lonely: LonelyRule | undefined }
  | {
      readonly method: 'bootstrap';
      readonly replicates: number;
      readonly seed: number;
      /** A stratum with a single unit adds nothing to a bootstrap: the only rule it can follow. */
      readonly lonely: 'certainty' | undefined;
    };

/** What one replicate multiplies the weight of each row by, and what its squared deviation counts in the variance. */
export interface Replicate {
  readonly scale: number;
  /** The same array in every replicate: read it before the next. */
  readonly factors: Float64Array;
}

export function replicatesOf(design: SurveyDesign, replication: Replication): Iterable<Replicate> {
  return replication.method === 'jackknife' ? jackknife(design, replication.lonely) : bootstrap(design, replication);
}

interface LeftOut {
  /** The first-stage unit left out, and its stratum. */
  readonly left: number;
  readonly stratum: number;
  /** What the weights of other strata, and of the other units of this one, are multiplied by. */
  readonly others: number;
  readonly kept: number;
  readonly scale: number;
}

/**
 * JK1 and JKn: each replicate leaves one first-stage unit out and scales the others of its stratum by n ÷ (n − 1); it
 * counts (1 − n/N)(n − 1)/n (K. Wolter, Introduction to Variance Estimation, 2nd ed. 2007, §4.5; `as.svrepdesign` of R
 * survey). Corrections after the first stage are dropped, as there. Fully drawn strata have no replicates.
 */
export function* leftOut(design: SurveyDesign, lonely: LonelyRule | undefined): Iterable<LeftOut> {
  const [stage] = design.stages;
  const strata = stage.drawn.length;
  const isAlone = (stratum: number) => stage.drawn[stratum] === 1;
  const isCounted = (stratum: number) => uncovered(stage, stratum) === 0 || !isAlone(stratum);
  const counted = stage.stratumOf.filter(isCounted).length;
  const spread = lonely === 'average' ? stage.stratumOf.length / counted : 1;
  const used = Array.from(stage.stratumOf.keys()).filter((unit) => {
    const stratum = stage.stratumOf[unit] ?? 0;
    return uncovered(stage, stratum) !== 0 && (isCounted(stratum) || (lonely === 'adjust' && strata > 1));
  });
  for (const left of used) {
    const stratum = stage.stratumOf[left] ?? 0;
    const drawn = stage.drawn[stratum] ?? 0;
    const others = isAlone(stratum) ? strata / (strata - 1) : 1;
    const kept = isAlone(stratum) ? 0 : drawn / (drawn - 1);
    const own = isAlone(stratum) ? 1 / others : uncovered(stage, stratum) / kept;
    yield { left, stratum, others, kept, scale: spread * own };
  }
}

function* jackknife(design: SurveyDesign, lonely: LonelyRule | undefined): Iterable<Replicate> {
  const [stage] = design.stages;
  const rowsOf = rowsByStratum(stage);
  const factors = new Float64Array(design.rows);
  for (const { left, stratum, others, kept, scale } of leftOut(design, lonely)) {
    factors.fill(others);
    for (const row of rowsOf[stratum] ?? []) factors[row] = stage.unitOf[row] === left ? 0 : kept;
    yield { scale, factors };
  }
}

function rowsByStratum(stage: Stage): readonly (readonly number[])[] {
  const rows: number[][] = Array.from(stage.drawn, () => []);
  for (const [row, unit] of stage.unitOf.entries()) rows[stage.stratumOf[unit] ?? 0]?.push(row);
  return rows;
}

/**
 * Multistage rescaled bootstrap without replacement: half the units of every stratum, at every stage (J. Preston, Survey
 * Methodology 35 (2009) 227–234, §3; type `mrbbootstrap` of R survey). Unlike there, a unit alone in its stratum always
 * stays, so that the stages below it are still seen. The same seed draws the same replicates.
 */
function* bootstrap(
  design: SurveyDesign,
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): Iterable<Replicate> {
  const chance = seededChance(seed);
  const members = design.stages.map(unitsOfStrata);
  const factors = new Float64Array(design.rows);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    drawHalves(design, members, chance, factors);
    yield { scale: 1 / (replicates - 1), factors };
  }
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
