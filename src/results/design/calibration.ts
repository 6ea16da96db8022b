import { fail, ok, type Result } from '../../kernel/result';
import type { CalibrationProblem, Reweighting } from './adjustment';
import { exactSum } from './exact-sum';
import { WeightedRegression } from './weighted-regression';

/** How far a weight may move from the one before: w = d · F(xᵀλ). */
export interface Distance {
  readonly kind: 'linear' | 'raking' | 'logit';
  /** Of the quotient of the weights. */
  readonly low: number;
  readonly high: number;
}

export interface Auxiliary {
  readonly columns: readonly Float64Array[];
  readonly totals: readonly number[];
}

/**
 * Calibration: the weights next to those before, by a distance, that meet the totals of auxiliary columns (J.-C. Deville
 * and C.-E. Särndal, JASA 87 (1992) 376–382; `calibrate` of R survey). Scores become residuals of their regression on the
 * columns with the weights before, times the weights after.
 */
export function calibration(auxiliary: Auxiliary, distance: Distance): Reweighting {
  const isLinear = distance.kind === 'linear' && distance.low === -Infinity && distance.high === Infinity;
  return (before) => {
    const regression = new WeightedRegression(auxiliary.columns, before);
    if (regression.isSingular) return fail({ type: 'calibration-singular' });
    const moved = isLinear ? ok(linear(auxiliary, before, regression)) : iterated(auxiliary, before, distance);
    if (!moved.ok) return moved;
    const weights = before.map((weight, row) => weight * (moved.value[row] ?? 0));
    return ok({
      weights,
      linearised: (column) => {
        const scores = column.map((value, row) => ((weights[row] ?? 0) === 0 ? 0 : value / (weights[row] ?? 1)));
        return regression.residual(scores).map((score, row) => score * (weights[row] ?? 0));
      },
    });
  };
}

function weightedTotals({ columns }: Auxiliary, weights: Float64Array): number[] {
  return columns.map((column) => exactSum(column.map((value, row) => value * (weights[row] ?? 0))));
}

function linear(auxiliary: Auxiliary, before: Float64Array, regression: WeightedRegression): Float64Array {
  const totals = weightedTotals(auxiliary, before);
  const lambda = regression.solve(auxiliary.totals.map((total, at) => total - (totals[at] ?? 0)));
  return regression.combined(lambda).map((step) => 1 + step);
}

const mostSteps = 50;
const closeEnough = 1e-7;

/** Newton's method as `grake` of R survey goes it, step by step, so that it stops at the same weights. */
function iterated(
  auxiliary: Auxiliary,
  start: Float64Array,
  distance: Distance,
): Result<Float64Array, CalibrationProblem> {
  const quotients = weightedTotals(auxiliary, start).map((total, at) => (auxiliary.totals[at] ?? 0) / total);
  // Weights far too small are first scaled up as a whole.
  const scale = Math.min(...quotients) > 20 ? exactSum(quotients) / quotients.length : 1;
  const before = start.map((weight) => weight * scale);
  const sample = weightedTotals(auxiliary, before);
  const { value, slope } = functionsOf(distance);
  const misfitAt = (u: Float64Array) => {
    const added = weightedTotals(
      auxiliary,
      before.map((weight, row) => weight * (value(u[row] ?? 0) - 1)),
    );
    return auxiliary.totals.map((total, at) => total - (sample[at] ?? 0) - (added[at] ?? 0));
  };
  let lambda = auxiliary.columns.map(() => 0);
  let u = new Float64Array(before.length);
  let steps = 1;
  for (;;) {
    const slopes = before.map((weight, row) => weight * slope(u[row] ?? 0));
    const regression = new WeightedRegression(auxiliary.columns, slopes);
    if (regression.isSingular) return fail({ type: 'calibration-failed', misfit: '' });
    let step = regression.solve(misfitAt(u));
    const moveTo = (by: number) => {
      lambda = lambda.map((entry, at) => entry + by * (step[at] ?? 0));
      u = new Float64Array(regression.combined(lambda));
    };
    moveTo(1);
    const isWild = () => u.some((entry) => !Number.isFinite(value(entry)) || !Number.isFinite(slope(entry)));
    while (steps < mostSteps && isWild()) {
      steps += 1;
      step = step.map((entry) => entry / 2);
      moveTo(-1);
    }
    const off = misfitAt(u).map((misfit, at) => Math.abs(misfit) / (1 + Math.abs(auxiliary.totals[at] ?? 0)));
    if (off.every((one) => one < closeEnough)) return ok(u.map((entry) => value(entry) * scale));
    steps += 1;
    if (steps > mostSteps) return fail({ type: 'calibration-failed', misfit: Math.max(...off).toPrecision(2) });
  }
}

interface DistanceFunctions {
  /** F. */
  readonly value: (u: number) => number;
  readonly slope: (u: number) => number;
}

function functionsOf({ kind, low, high }: Distance): DistanceFunctions {
  const within = (figure: number) => Math.min(high, Math.max(low, figure));
  const isInside = (u: number) => u < high - 1 && u > low - 1;
  switch (kind) {
    case 'linear':
      return { value: (u) => within(u + 1), slope: (u) => (isInside(u) ? 1 : 0) };
    case 'raking':
      return { value: (u) => within(Math.exp(u)), slope: (u) => (isInside(u) ? Math.exp(u) : 0) };
    case 'logit': {
      const a = (high - low) / ((high - 1) * (1 - low));
      const below = (u: number) => high - 1 + (1 - low) * Math.exp(a * u);
      const above = (u: number) => low * (high - 1) + high * (1 - low) * Math.exp(a * u);
      return {
        value: (u) => above(u) / below(u),
        slope: (u) => {
          const grown = (1 - low) * Math.exp(a * u) * a;
          return (high * grown) / below(u) - (above(u) * grown) / below(u) ** 2;
        },
      };
    }
  }
}
