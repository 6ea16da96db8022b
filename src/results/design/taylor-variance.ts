import { type Stage, type SurveyDesign, uncovered, uncoveredUnit, uncoveredUnits } from './survey-design';

/** What a stratum with a single drawn unit adds; `options(survey.lonely.psu)` of R survey. There is no silent default. */
export const lonelyRules = ['certainty', 'adjust', 'average'] as const;
export type LonelyRule = (typeof lonelyRules)[number];

/** A column of weighted scores; every row outside `rows` counts as 0, and its units stay in the design. */
export interface ScoreColumn {
  readonly rows: readonly number[];
  /** One value for each of `rows`. */
  readonly values: Float64Array;
}

export type Matrix = readonly (readonly number[])[];

/**
 * Covariance matrix of sums of weighted scores over a stratified multistage sample: at each stage, in each stratum,
 * n/(n − 1) · Σ (1 − n/N)(unit total − mean)(…)ᵀ, times the product of n/N over the stages before (Särndal, Swensson and
 * Wretman, Model Assisted Survey Sampling, 1992, result 4.3.1; recursion of D. R. Bellhouse, Computing Science and
 * Statistics 17 (1985); `svyrecvar` of R survey). Where units have probabilities of their own, 1 − π stands for 1 − n/N
 * (K. R. W. Brewer, Combined Survey Sampling Inference, 2002, ch. 9; `pps = "brewer"`). NaN where the rule `average` finds
 * only single units.
 */
export function taylorCovariance(
  design: SurveyDesign,
  columns: readonly ScoreColumn[],
  lonely: LonelyRule | undefined,
): Matrix {
  const sums = columns.map(() => columns.map(() => 0));
  // The product of n/N over the stages before, by unit of the stage before.
  let share: Float64Array | undefined;
  for (const [level, stage] of design.stages.entries()) {
    addStage(sums, stage, columns, { lonely, share, first: level === 0 });
    if (level + 1 < design.stages.length) share = drawnShares(stage, share);
  }
  return sums;
}

function drawnShares(stage: Stage, before: Float64Array | undefined): Float64Array {
  return Float64Array.from(
    stage.stratumOf,
    (stratum, unit) => (before?.[stratum] ?? 1) * (1 - uncoveredUnit(stage, unit)),
  );
}

interface StageOptions {
  readonly lonely: LonelyRule | undefined;
  readonly share: Float64Array | undefined;
  readonly first: boolean;
}

function addStage(
  sums: number[][],
  stage: Stage,
  columns: readonly ScoreColumn[],
  { lonely, share, first }: StageOptions,
): void {
  const totals = unitTotals(stage, columns);
  const own = columns.map(() => columns.map(() => 0));
  let averaged = 0;
  for (const stratum of totals.strata.keys()) {
    const isLonely = (stage.drawn[stratum] ?? 0) === 1 && uncovered(stage, stratum) >= 1e-7;
    if (isLonely && lonely === 'average') {
      averaged += 1;
      // Below the first stage a unit is alone with itself: there is nothing to average over.
      if (!first) fill(sums, NaN);
    } else addStratum(own, stage, stratum, totals, { lonely, share: share?.[stratum] ?? 1 });
  }
  const spread = averaged === 0 ? 1 : totals.strata.size / (totals.strata.size - averaged);
  for (const [i, row] of sums.entries())
    for (const j of row.keys()) row[j] = (row[j] ?? 0) + (own[i]?.[j] ?? 0) * spread;
}

function fill(sums: number[][], value: number): void {
  for (const row of sums) row.fill(value);
}

/** Totals of the units that a column touches, one after the other, in blocks of as many as there are columns. */
interface UnitTotals {
  readonly sums: readonly number[];
  /** Stratum → where the blocks of its units begin, and the units. */
  readonly strata: ReadonlyMap<number, { readonly starts: number[]; readonly units: number[] }>;
}

function unitTotals(stage: Stage, columns: readonly ScoreColumn[]): UnitTotals {
  const sums: number[] = [];
  const startOf = new Map<number, number>();
  const strata = new Map<number, { readonly starts: number[]; readonly units: number[] }>();
  for (const [number, { rows, values }] of columns.entries()) {
    for (let index = 0; index < rows.length; index += 1) {
      const unit = stage.unitOf[rows[index] as number] as number;
      let start = startOf.get(unit);
      if (start === undefined) {
        start = sums.length;
        startOf.set(unit, start);
        for (let column = 0; column < columns.length; column += 1) sums.push(0);
        const stratum = stage.stratumOf[unit] as number;
        const members = strata.get(stratum);
        if (members === undefined) strata.set(stratum, { starts: [start], units: [unit] });
        else {
          members.starts.push(start);
          members.units.push(unit);
        }
      }
      (sums[start + number] as number) += values[index] as number;
    }
  }
  return { sums, strata };
}

function addStratum(
  into: number[][],
  stage: Stage,
  stratum: number,
  { sums, strata }: UnitTotals,
  { lonely, share }: { readonly lonely: LonelyRule | undefined; readonly share: number },
): void {
  const drawn = stage.drawn[stratum] ?? 0;
  const { starts, units } = strata.get(stratum) ?? { starts: [], units: [] };
  if (uncovered(stage, stratum) < 1e-7) return;
  if (drawn === 1 && lonely !== 'adjust') return;
  const width = into.length;
  const means = new Float64Array(width);
  if (drawn > 1)
    for (const start of starts)
      for (let at = 0; at < width; at += 1) (means[at] as number) += (sums[start + at] as number) / drawn;
  const factor = drawn > 1 ? (share * drawn) / (drawn - 1) : share;
  // Units that no column touches have totals of 0 and are off the mean all the same.
  let untouched = uncoveredUnits(stage, stratum);
  const off = new Float64Array(width);
  for (const [index, start] of starts.entries()) {
    const correction = uncoveredUnit(stage, units[index] ?? 0);
    untouched -= correction;
    for (let at = 0; at < width; at += 1) off[at] = (sums[start + at] as number) - (means[at] as number);
    addProducts(into, off, factor * correction);
  }
  if (starts.length < drawn) addProducts(into, means, factor * untouched);
}

function addProducts(sums: number[][], values: Float64Array, factor: number): void {
  for (let i = 0; i < sums.length; i += 1) {
    const own = (values[i] as number) * factor;
    const row = sums[i] as number[];
    if (own !== 0) for (let j = 0; j < row.length; j += 1) (row[j] as number) += own * (values[j] as number);
  }
}
