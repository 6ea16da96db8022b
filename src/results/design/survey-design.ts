import { fail, ok, type Result } from '../../kernel/result';

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
  /** Stratum → how the file calls it, for messages; undefined where the whole sample is one stratum. */
  readonly names: readonly (string | undefined)[];
}

/**
 * A probability sample as R `survey::svydesign` describes it (T. Lumley, Complex Surveys, Wiley 2010, ch. 2–3). Without
 * population sizes the first stage counts as drawn with replacement and later stages add nothing (`stages` has one).
 */
export interface SurveyDesign {
  readonly rows: number;
  readonly weights: Float64Array;
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
}

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
  | { readonly type: 'weight-unknown' };

const wholeSample = '—';

export function surveyDesign(columns: DesignColumns): Result<SurveyDesign, DesignProblem> {
  const { rows, strata, populations } = columns;
  const levels = Math.max(1, columns.clusters.length);
  if (populations.length !== 0 && populations.length !== levels)
    return fail({ type: 'population-per-stage', stages: levels, given: populations.length });
  const fractions = populations.length > 0 && populations.every((column) => column.every((size) => size <= 1));
  if (!fractions && populations.some((column) => column.some((size) => !(size >= 1))))
    return fail({ type: 'population-mixed' });
  if (fractions && populations.some((column) => column.some((size) => !(size > 0))))
    return fail({ type: 'population-mixed' });

  const stages: Stage[] = [];
  let within = numbered(rows, (row) => strata?.[row] ?? '');
  for (let level = 0; level < levels && (level === 0 || populations.length > 0); level += 1) {
    const stratum = within;
    const cluster = columns.clusters[level];
    const unit = numbered(rows, (row) => `${stratum.of[row]}\u0000${cluster === undefined ? row : cluster[row]}`);
    const name = (row: number) => (level === 0 ? strata?.[row] : columns.clusters[level - 1]?.[row]);
    const stage = stageOf(stratum, unit, name);
    const sized = withPopulation(stage, stratum.of, populations[level], { level, fractions });
    if (!sized.ok) return sized;
    stages.push(sized.value);
    within = unit;
  }
  const [first, ...later] = stages as [Stage, ...Stage[]];
  const weights = weightsOf(columns, [first, ...later]);
  if (!weights.ok) return weights;
  return ok({
    rows,
    weights: weights.value,
    stages: [first, ...later],
    hasStrata: strata !== undefined,
    degreesOfFreedom: degreesOfFreedom(first, weights.value),
    unitsRenamed: strata !== undefined && columns.clusters[0] !== undefined && crosses(first, columns.clusters[0]),
  });
}

interface Numbered {
  readonly of: Int32Array;
  /** Number → the first row that has it. */
  readonly firstRow: readonly number[];
}

function numbered(rows: number, keyOf: (row: number) => string): Numbered {
  const known = new Map<string, number>();
  const of = new Int32Array(rows);
  const firstRow: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const key = keyOf(row);
    let number = known.get(key);
    if (number === undefined) {
      number = known.size;
      known.set(key, number);
      firstRow.push(row);
    }
    of[row] = number;
  }
  return { of, firstRow };
}

function stageOf(stratum: Numbered, unit: Numbered, nameOf: (row: number) => string | undefined): Stage {
  const drawn = new Float64Array(stratum.firstRow.length);
  const stratumOf = Int32Array.from(unit.firstRow, (row) => stratum.of[row] ?? 0);
  for (const number of stratumOf) drawn[number] = (drawn[number] ?? 0) + 1;
  const population = new Float64Array(drawn.length).fill(Infinity);
  return { unitOf: unit.of, stratumOf, drawn, population, names: stratum.firstRow.map(nameOf) };
}

function withPopulation(
  stage: Stage,
  stratumOfRow: Int32Array,
  sizes: readonly number[] | undefined,
  { level, fractions }: { readonly level: number; readonly fractions: boolean },
): Result<Stage, DesignProblem> {
  if (sizes === undefined) return ok(stage);
  const given = new Map<number, number>();
  const population = new Float64Array(stage.drawn.length);
  for (const [row, stratum] of stratumOfRow.entries()) {
    const size = sizes[row] ?? Infinity;
    const name = stage.names[stratum] ?? wholeSample;
    if ((given.get(stratum) ?? size) !== size)
      return fail({ type: 'population-varies', stratum: name, stage: level + 1 });
    if (given.has(stratum)) continue;
    given.set(stratum, size);
    const drawn = stage.drawn[stratum] ?? 0;
    population[stratum] = fractions ? drawn / size : size;
    if (!fractions && size < drawn)
      return fail({ type: 'population-too-small', stratum: name, stage: level + 1, drawn, population: size });
  }
  return ok({ ...stage, population });
}

/** Given weights, else the product over the stages of population ÷ drawn, else 1 each. */
function weightsOf(columns: DesignColumns, stages: readonly Stage[]): Result<Float64Array, DesignProblem> {
  if (columns.weights !== undefined) return ok(Float64Array.from(columns.weights));
  const weights = new Float64Array(columns.rows).fill(1);
  if (columns.populations.length === 0) return ok(weights);
  for (const stage of stages) {
    if (stage.population.some((size) => size > 1e12)) return fail({ type: 'weight-unknown' });
    for (const [row, unit] of stage.unitOf.entries()) {
      const stratum = stage.stratumOf[unit] ?? 0;
      weights[row] = ((weights[row] ?? 0) * (stage.population[stratum] ?? 0)) / (stage.drawn[stratum] ?? 1);
    }
  }
  return ok(weights);
}

function degreesOfFreedom(first: Stage, weights: Float64Array): number {
  const units = new Set<number>();
  for (const [row, unit] of first.unitOf.entries()) if ((weights[row] ?? 0) > 0) units.add(unit);
  const strata = new Set([...units].map((unit) => first.stratumOf[unit]));
  return units.size - strata.size;
}

function crosses(first: Stage, names: readonly string[]): boolean {
  return new Set(names).size < first.stratumOf.length;
}

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

/** The finite population correction 1 − n ÷ N of a stratum; 1 for draws with replacement. */
export function uncovered(stage: Stage, stratum: number): number {
  const population = stage.population[stratum] ?? Infinity;
  return population === Infinity ? 1 : (population - (stage.drawn[stratum] ?? 0)) / population;
}

/** Whether every unit of every stage was drawn: nothing is left to chance. */
export function isCensus(stages: readonly Stage[]): boolean {
  return stages.every((stage) => stage.drawn.every((_, stratum) => uncovered(stage, stratum) === 0));
}
