import type { Adjustment, CalibrationProblem, Reweighting } from './adjustment';
import type { JointProbabilities } from './pps-variance';

/** One stage of sampling: the units drawn and the strata they were drawn in, by dense numbers from 0. */
export interface Stage {
  /** Row → unit; the units of stage k lie within those of stage k − 1. */
  readonly unitOf: Int32Array;
  /** Unit → stratum; after the first stage the stratum is the unit of the stage before. */
  readonly stratumOf: Int32Array;
  /** Stratum → how many units were drawn in it. */
  readonly drawn: Float64Array;
  /** Stratum → how many units it has; Infinity where drawn with replacement (no finite population correction). */
  readonly population: Float64Array;
  /** Unit → its own probability of being drawn, where they differ within strata; `population` is then the least certain's. */
  readonly unequal?: UnequalStage | undefined;
  /** Stratum → how the file calls it, for messages; undefined where the whole sample is one stratum. */
  readonly names: readonly (string | undefined)[];
}

export interface UnequalStage {
  readonly probabilities: Float64Array;
  /** Stratum → Σ (1 − π) over its units drawn. */
  readonly uncoveredSum: Float64Array;
}

/**
 * A probability sample as R `survey::svydesign` describes it (T. Lumley, Complex Surveys, Wiley 2010, ch. 2–3). Without
 * population sizes the first stage counts as drawn with replacement and later stages add nothing (`stages` has one).
 */
export interface SurveyDesign {
  readonly rows: number;
  /** Weights to estimate with: those of sampling, adjusted. */
  readonly weights: Float64Array;
  /** Weights of sampling. */
  readonly sampling: Float64Array;
  /** What non-response cells and calibration did to the weights, and how to do it again to a replicate. */
  readonly adjustment?: Adjustment | undefined;
  readonly reweightings: readonly Reweighting[];
  /** In place of the stages: how units drawn with unequal probabilities vary together. */
  readonly joint?: JointProbabilities | undefined;
  readonly stages: readonly [Stage, ...Stage[]];
  readonly hasStrata: boolean;
  /** First-stage units less first-stage strata, among rows of weight above 0: `degf` of R survey. */
  readonly degreesOfFreedom: number;
  /** A first-stage unit's name stands in several strata, and was read as one unit in each. */
  readonly unitsRenamed: boolean;
}

/** Columns of the design, one entry a row; without `clusters` each row is a unit. */
export interface DesignColumns {
  readonly rows: number;
  readonly strata?: readonly string[] | undefined;
  readonly clusters: readonly (readonly string[])[];
  /** One column a stage: the population size of the stratum at that stage, or everywhere the sampling fraction (≤ 1). */
  readonly populations: readonly (readonly number[])[];
  /** Finite, 0 or more. */
  readonly weights?: readonly number[] | undefined;
  /** One column a stage: the probability of being drawn, given that the unit of the stage before was. */
  readonly probabilities?: readonly (readonly number[])[] | undefined;
  /** How units of unequal probability were drawn; with replacement if not said. */
  readonly pps?: PpsMethod | undefined;
  readonly reweightings?: readonly Reweighting[] | undefined;
}

export const ppsKinds = ['brewer', 'overton', 'hr', 'ht', 'yg'] as const;

/** `brewer`, `overton`, `hr` need no more than probabilities; `ht` and `yg` the matrix of joint probabilities. */
export type PpsMethod =
  | { readonly kind: 'brewer' }
  | { readonly kind: 'overton' | 'hr'; readonly form: JointProbabilities['form'] }
  | {
      readonly kind: 'ht' | 'yg';
      readonly joint: readonly (readonly number[])[];
      readonly tolerance: number;
    };

export type DesignProblem =
  | { readonly type: 'population-per-stage'; readonly stages: number; readonly given: number }
  | { readonly type: 'population-mixed' }
  | { readonly type: 'population-varies'; readonly stratum: string; readonly stage: number }
  | {
      readonly type: 'population-too-small';
      readonly stratum: string;
      readonly stage: number;
      readonly drawn: number;
      readonly population: number;
    }
  | { readonly type: 'probability-varies'; readonly stage: number; readonly unit: string }
  | { readonly type: 'probability-range'; readonly stage: number }
  | { readonly type: 'probability-per-stage'; readonly stages: number; readonly given: number }
  | { readonly type: 'weights-twice' }
  | { readonly type: 'pps-one-stage' }
  | { readonly type: 'joint-size'; readonly size: number; readonly rows: number }
  | { readonly type: 'joint-values' }
  | { readonly type: 'weight-unknown' }
  | CalibrationProblem;

/** Where a message names the stratum of an unstratified sample. */
export const wholeSample = '—';

/** One first-stage unit is the whole sample, and not the whole population: no rule can make up for the others. */
export function isSingleUnit({ stages: [first] }: SurveyDesign): boolean {
  return first.stratumOf.length === 1 && uncovered(first, 0) >= 1e-7;
}

/** A stratum with a single drawn unit, and not the only one there is: its variance cannot be estimated. */
export function lonelyStratum(
  design: SurveyDesign,
  stages?: number,
): { readonly stratum: string; readonly stage: number } | undefined {
  for (const [level, stage] of design.stages.slice(0, stages).entries()) {
    const found = stage.drawn.findIndex((drawn, stratum) => drawn === 1 && uncovered(stage, stratum) >= 1e-7);
    if (found !== -1) return { stratum: stage.names[found] ?? wholeSample, stage: level + 1 };
  }
  return undefined;
}

/** 1 − n ÷ N of the unit's stratum, or 1 − π of the unit. */
export function uncoveredUnit(stage: Stage, unit: number): number {
  if (stage.unequal === undefined) return uncovered(stage, stage.stratumOf[unit] ?? 0);
  return 1 - (stage.unequal.probabilities[unit] ?? 0);
}

/** The same, summed over the units drawn in a stratum. */
export function uncoveredUnits(stage: Stage, stratum: number): number {
  return stage.unequal?.uncoveredSum[stratum] ?? (stage.drawn[stratum] ?? 0) * uncovered(stage, stratum);
}

/** The finite population correction 1 − n ÷ N of a stratum; 1 for draws with replacement. */
export function uncovered(stage: Stage, stratum: number): number {
  const population = stage.population[stratum] ?? Infinity;
  return population === Infinity ? 1 : (population - (stage.drawn[stratum] ?? 0)) / population;
}

/** Whether every unit of every stage was drawn: nothing is left to chance. */
export function isCensus(stages: readonly Stage[]): boolean {
  return stages.every((stage) => stage.drawn.every((_, stratum) => uncovered(stage, stratum) === 0));
}
