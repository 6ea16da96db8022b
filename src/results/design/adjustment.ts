import { ok, type Result } from '../../kernel/result';
import type { Matrix } from './taylor-variance';

/** Weights made to meet known totals, and what that does to the variance. */
export interface Adjustment {
  readonly weights: Float64Array;
  /**
   * A column of scores times weights, over all rows of the file, as the design sees it: what the adjustment takes out is
   * known and varies no more.
   */
  linearised(column: Float64Array): Float64Array;
  /**
   * Chance that the adjustment itself brings, which a finite population correction does not take off: covariances of the
   * columns, over all rows of the file. Undefined where there is none.
   */
  added?(columns: readonly Float64Array[]): Matrix;
}

/** Makes an adjustment from the weights before it; once for the sample and once for every replicate. */
export type Reweighting = (before: Float64Array) => Result<Adjustment, CalibrationProblem>;

export type CalibrationProblem =
  | { readonly type: 'calibration-singular' }
  | { readonly type: 'calibration-failed'; readonly misfit: string }
  | { readonly type: 'post-stratum-empty'; readonly stratum: string };

/** One reweighting after the other, each from the weights of the one before; the variance goes back the same way. */
export function adjusted(
  start: Float64Array,
  reweightings: readonly Reweighting[],
): Result<Adjustment, CalibrationProblem> {
  const done: Adjustment[] = [];
  for (const reweighting of reweightings) {
    const next = reweighting(done.at(-1)?.weights ?? start);
    if (!next.ok) return next;
    done.push(next.value);
  }
  return ok({
    weights: done.at(-1)?.weights ?? start,
    linearised: (column) => done.reduceRight((values, step) => step.linearised(values), column),
    added: (columns) => addedBy(done, columns),
  });
}

function addedBy(steps: readonly Adjustment[], columns: readonly Float64Array[]): Matrix {
  let seen = columns;
  let sums: Matrix = columns.map(() => columns.map(() => 0));
  for (const step of [...steps].reverse()) {
    const own = step.added?.(seen);
    if (own !== undefined) sums = sumOfMatrices(sums, own);
    seen = seen.map((column) => step.linearised(column));
  }
  return sums;
}

export function sumOfMatrices(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((entry, j) => entry + (b[i]?.[j] ?? NaN)));
}
