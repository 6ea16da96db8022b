import { fail, ok, type Result } from '../../kernel/result';
import { adjusted } from './adjustment';
import { approximateJoint, type JointProbabilities, knownJoint } from './pps-variance';
import {
  type DesignColumns,
  type DesignProblem,
  type PpsMethod,
  type Stage,
  type SurveyDesign,
  wholeSample,
} from './survey-design';

/** Reads columns of a file as a design; what cannot be is refused by name. */
export function surveyDesign(columns: DesignColumns): Result<SurveyDesign, DesignProblem> {
  const { strata, populations, pps } = columns;
  // As in R, `pps` takes the probabilities also where fractions stand as population sizes.
  const probabilities = columns.probabilities ?? (pps === undefined ? [] : populations);
  const sizes = pps === undefined ? populations : [];
  const problem = wrongSizes(sizes, columns) ?? wrongProbabilities(probabilities, columns);
  if (problem !== undefined) return fail(problem);
  const stages = stagesOf(columns, sizes, probabilities);
  if (!stages.ok) return stages;
  const sampling = weightsOf(columns, sizes, probabilities, stages.value);
  if (!sampling.ok) return sampling;
  const joint =
    pps === undefined || pps.kind === 'brewer' ? ok(undefined) : jointOf(pps, stages.value[0], probabilities);
  if (!joint.ok) return joint;
  const reweightings = columns.reweightings ?? [];
  const adjustment = adjusted(sampling.value, reweightings);
  if (!adjustment.ok) return adjustment;
  const [first] = stages.value;
  return ok({
    rows: columns.rows,
    weights: adjustment.value.weights,
    sampling: sampling.value,
    adjustment: reweightings.length === 0 ? undefined : adjustment.value,
    reweightings,
    joint: joint.value,
    stages: stages.value,
    hasStrata: strata !== undefined,
    degreesOfFreedom: degreesOfFreedom(first, sampling.value),
    unitsRenamed: strata !== undefined && columns.clusters[0] !== undefined && crosses(first, columns.clusters[0]),
  });
}

type Columns = readonly (readonly number[])[];

function levelsOf({ clusters }: DesignColumns): number {
  return Math.max(1, clusters.length);
}

function areFractions(sizes: Columns): boolean {
  return sizes.length > 0 && sizes.every((column) => column.every((size) => size <= 1));
}

function wrongSizes(sizes: Columns, columns: DesignColumns): DesignProblem | undefined {
  const stages = levelsOf(columns);
  if (sizes.length !== 0 && sizes.length !== stages)
    return { type: 'population-per-stage', stages, given: sizes.length };
  const least = areFractions(sizes) ? Number.MIN_VALUE : 1;
  return sizes.some((column) => column.some((size) => !(size >= least))) ? { type: 'population-mixed' } : undefined;
}

function wrongProbabilities(probabilities: Columns, columns: DesignColumns): DesignProblem | undefined {
  const stages = levelsOf(columns);
  const { pps, weights } = columns;
  if (pps !== undefined && pps.kind !== 'brewer' && stages > 1) return { type: 'pps-one-stage' };
  const isNeeded = pps !== undefined && pps.kind !== 'ht' && pps.kind !== 'yg';
  if (probabilities.length === 0 && !isNeeded) return undefined;
  if (probabilities.length !== stages) return { type: 'probability-per-stage', stages, given: probabilities.length };
  if (weights !== undefined && pps === undefined) return { type: 'weights-twice' };
  const wrong = probabilities.findIndex((column) => column.some((p) => !(p > 0 && p <= 1)));
  return wrong === -1 ? undefined : { type: 'probability-range', stage: wrong + 1 };
}

function stagesOf(
  columns: DesignColumns,
  sizes: Columns,
  probabilities: Columns,
): Result<readonly [Stage, ...Stage[]], DesignProblem> {
  const { rows, strata, clusters, pps } = columns;
  const isUnequal = pps?.kind === 'brewer';
  const stages: Stage[] = [];
  let within = numbered(rows, (row) => strata?.[row] ?? '');
  for (let level = 0; level < levelsOf(columns) && (level === 0 || sizes.length > 0 || isUnequal); level += 1) {
    const stratum = within;
    const cluster = clusters[level];
    const unit = numbered(rows, (row) => `${stratum.of[row]}\u0000${cluster === undefined ? row : cluster[row]}`);
    const name = (row: number) => (level === 0 ? strata?.[row] : clusters[level - 1]?.[row]);
    const stage = stageOf(stratum, unit, name);
    const unitName = (at: number) => cluster?.[unit.firstRow[at] ?? 0] ?? String((unit.firstRow[at] ?? 0) + 1);
    const sized = isUnequal
      ? withProbabilities(stage, probabilities[level] ?? [], level, unitName)
      : withPopulation(stage, stratum.of, sizes[level], { level, fractions: areFractions(sizes) });
    if (!sized.ok) return sized;
    stages.push(sized.value);
    within = unit;
  }
  return ok(stages as [Stage, ...Stage[]]);
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

/** Each unit with its own probability, which stands in all of its rows. */
function withProbabilities(
  stage: Stage,
  given: readonly number[],
  level: number,
  nameOf: (unit: number) => string,
): Result<Stage, DesignProblem> {
  const probabilities = new Float64Array(stage.stratumOf.length);
  for (const [row, unit] of stage.unitOf.entries()) {
    const own = given[row] ?? NaN;
    const before = probabilities[unit] ?? 0;
    if (before !== 0 && before !== own)
      return fail({ type: 'probability-varies', stage: level + 1, unit: nameOf(unit) });
    probabilities[unit] = own;
  }
  const least = new Float64Array(stage.drawn.length).fill(1);
  const uncoveredSum = new Float64Array(stage.drawn.length);
  for (const [unit, stratum] of stage.stratumOf.entries()) {
    const own = probabilities[unit] ?? 0;
    least[stratum] = Math.min(least[stratum] ?? 1, own);
    uncoveredSum[stratum] = (uncoveredSum[stratum] ?? 0) + 1 - own;
  }
  const population = stage.drawn.map((drawn, stratum) => drawn / (least[stratum] ?? 1));
  return ok({ ...stage, population, unequal: { probabilities, uncoveredSum } });
}

function jointOf(
  pps: Exclude<PpsMethod, { kind: 'brewer' }>,
  first: Stage,
  [probabilities]: Columns,
): Result<JointProbabilities, DesignProblem> {
  if ('form' in pps) {
    const ofUnit = new Float64Array(first.stratumOf.length);
    for (const [row, unit] of first.unitOf.entries()) ofUnit[unit] = probabilities?.[row] ?? NaN;
    const kind = pps.kind === 'hr' ? 'hartley-rao' : 'overton';
    const covariances = approximateJoint(ofUnit, first.stratumOf, kind);
    return ok({ unitOf: first.unitOf, covariances, form: pps.form });
  }
  const size = pps.joint.length;
  const rows = first.unitOf.length;
  const isSquare = pps.joint.every((row) => row.length === size);
  if (!isSquare || (size !== rows && size !== first.stratumOf.length)) return fail({ type: 'joint-size', size, rows });
  if (!pps.joint.every((row) => row.every((joint) => joint > 0 && joint <= 1))) return fail({ type: 'joint-values' });
  const unitOf = size === rows ? Int32Array.from(first.unitOf.keys()) : first.unitOf;
  const form = pps.kind === 'yg' ? 'yates-grundy' : 'horvitz-thompson';
  return ok({ unitOf, covariances: knownJoint(pps.joint, pps.tolerance), form });
}

/** Given weights, else 1 ÷ probabilities, else the product over the stages of population ÷ drawn, else 1 each. */
function weightsOf(
  columns: DesignColumns,
  sizes: Columns,
  probabilities: Columns,
  stages: readonly Stage[],
): Result<Float64Array, DesignProblem> {
  const { rows, pps } = columns;
  if (columns.weights !== undefined) return ok(Float64Array.from(columns.weights));
  const weights = new Float64Array(rows).fill(1);
  const inverse = probabilities.length > 0 ? probabilities : undefined;
  if (inverse !== undefined)
    return ok(weights.map((_, row) => inverse.reduce((weight, column) => weight / (column[row] ?? NaN), 1)));
  if (pps?.kind === 'ht' || pps?.kind === 'yg') {
    const unitOf = pps.joint.length === rows ? undefined : stages[0]?.unitOf;
    return ok(
      weights.map((_, row) => {
        const at = unitOf?.[row] ?? row;
        return 1 / (pps.joint[at]?.[at] ?? NaN);
      }),
    );
  }
  if (sizes.length === 0) return ok(weights);
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
