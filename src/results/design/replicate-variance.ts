import { adjusted } from './adjustment';
import { difference, exactSum } from './exact-sum';
import { leftOut, type Replicate, type Replication, replicatesOf } from './replicates';
import { isCensus, type SurveyDesign } from './survey-design';
import type { Matrix } from './taylor-variance';

/** A column of values over some rows of the file, to be weighted and summed in each replicate. */
export interface ValueColumn {
  readonly rows: readonly number[];
  readonly values: Float64Array;
}

/**
 * Covariance of figures over the replicates of a sample: Σ scale · (θ − mean of θ)(…)ᵀ, θ computed from each replicate's
 * weighted totals (`svrVar` of R survey with mse = FALSE). A replicate in which a figure is 0 ÷ 0, as when it drops all of
 * a domain, is left out. Every replicate is adjusted anew, as the sample was.
 */
export function replicateCovariance(
  design: SurveyDesign,
  columns: readonly ValueColumn[],
  replication: Replication,
  figuresOf: (totals: Float64Array) => readonly number[],
): Matrix {
  const all: { readonly scale: number; readonly figures: readonly number[] }[] = [];
  for (const { scale, totals } of replicateTotals(design, columns, replication)) {
    all.push({ scale, figures: figuresOf(totals) });
  }
  let width = all[0]?.figures.length ?? 0;
  // Of a domain that is empty in all of them nothing can be said; the others are not held up by it.
  const is = Array.from({ length: width }, (_, at) => all.some(({ figures }) => !Number.isNaN(figures[at])));
  const thetas = all.filter(
    ({ figures }) => is.includes(true) && is.every((known, at) => !known || !Number.isNaN(figures[at])),
  );
  if (thetas.length === 0) {
    const [first] = design.stages;
    // Of clusters that were all drawn R says 0 without strata (and stops with them), whatever was drawn within them.
    const isWhole =
      isCensus(design.stages) || (first !== undefined && first.names[0] === undefined && isCensus([first]));
    const known = all.length === 0 && isWhole ? 0 : NaN;
    width ||= figuresOf(new Float64Array(columns.length)).length;
    return Array.from({ length: width }, () => Array.from({ length: width }, () => known));
  }
  const means = Array.from({ length: width }, (_, at) => {
    return exactSum(thetas.map(({ figures }) => figures[at] ?? NaN)) / thetas.length;
  });
  const off = thetas.map(({ figures }) => figures.map((figure, at) => difference(figure, means[at] ?? NaN)));
  return means.map((_, i) =>
    means.map((__, j) =>
      exactSum(thetas.map(({ scale }, at) => scale * (off[at]?.[i] ?? NaN) * (off[at]?.[j] ?? NaN))),
    ),
  );
}

interface ReplicateTotals {
  readonly scale: number;
  readonly totals: Float64Array;
}

function* replicateTotals(
  design: SurveyDesign,
  columns: readonly ValueColumn[],
  replication: Replication,
): Iterable<ReplicateTotals> {
  if (replication.method === 'jackknife' && design.adjustment === undefined) {
    yield* jackknifeTotals(design, columns, replication);
    return;
  }
  for (const replicate of replicatesOf(design, replication))
    yield { scale: replicate.scale, totals: totalsOf(design, columns, replicate) };
}

/** The totals of a jackknife from those of units: the whole less the stratum, plus its others scaled up. */
function* jackknifeTotals(
  design: SurveyDesign,
  columns: readonly ValueColumn[],
  replication: Replication,
): Iterable<ReplicateTotals> {
  const [stage] = design.stages;
  const byUnit = columns.map(({ rows, values }) => {
    const sums = new Float64Array(stage.stratumOf.length);
    for (const [index, row] of rows.entries()) {
      const unit = stage.unitOf[row] ?? 0;
      sums[unit] = (sums[unit] ?? 0) + (values[index] ?? 0) * (design.weights[row] ?? 0);
    }
    return sums;
  });
  const byStratum = byUnit.map((sums) => {
    const strata = new Float64Array(stage.drawn.length);
    for (const [unit, stratum] of stage.stratumOf.entries())
      strata[stratum] = (strata[stratum] ?? 0) + (sums[unit] ?? 0);
    return strata;
  });
  const whole = byStratum.map((sums) => exactSum(sums));
  for (const { left, stratum, others, kept, scale } of leftOut(design, replication.lonely)) {
    const totals = Float64Array.from(byUnit, (sums, column) => {
      const own = byStratum[column]?.[stratum] ?? 0;
      return ((whole[column] ?? 0) - own) * others + (own - (sums[left] ?? 0)) * kept;
    });
    yield { scale, totals };
  }
}

function totalsOf(design: SurveyDesign, columns: readonly ValueColumn[], { factors }: Replicate): Float64Array {
  const weights = design.adjustment === undefined ? undefined : readjusted(design, factors);
  return Float64Array.from(columns, ({ rows, values }) => {
    let sum = 0;
    for (const [index, row] of rows.entries()) {
      const weight = weights === undefined ? (design.weights[row] ?? 0) * (factors[row] ?? 0) : (weights[row] ?? 0);
      sum += weight === 0 ? 0 : weight * (values[index] ?? 0);
    }
    return sum;
  });
}

/** NaN where the replicate cannot meet the totals, so that it is left out. */
function readjusted(design: SurveyDesign, factors: Float64Array): Float64Array {
  const start = design.sampling.map((weight, row) => weight * (factors[row] ?? 0));
  const found = adjusted(start, design.reweightings);
  return found.ok ? found.value.weights : start.fill(NaN);
}
