import { type Chance, seededChance } from '../kernel/random';
import { assert } from '../kernel/result';

/** One repetition of chance alone. The arrays are written over by the next one. */
export interface Draw {
  /** What each estimate is off by. */
  readonly errors: Float64Array;
  /** Its variance, as it was estimated. */
  readonly variances: Float64Array;
  /** Of joint estimates: by what all variances would have been mistaken together. */
  readonly ratio: number;
}

/** Normal deviates by the polar method (G. Marsaglia and T. Bray, SIAM Review 6 (1964) 260–264). */
export function normalDraws(seed: number): () => number {
  const uniform = uniformOf(seededChance(seed));
  let kept: number | undefined;
  return () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    for (;;) {
      const [u, v] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      kept = v * factor;
      return u * factor;
    }
  };
}

/** Open interval (0, 1), 32 bits: fine enough for the largest of some hundreds of millions of differences. */
function uniformOf(chance: Chance): () => number {
  return () => (chance(4_294_967_296) + 0.5) / 4_294_967_296;
}

/**
 * χ² with `freedom` degrees of freedom ÷ `freedom` (need not be whole): a gamma deviate of shape freedom ÷ 2 (G. Marsaglia
 * and W. Tsang, ACM Transactions on Mathematical Software 26 (2000) 363–372; shapes below one by their §6).
 */
function varianceRatio(freedom: number, normal: () => number, uniform: () => number): number {
  const shape = freedom / 2;
  const boost = shape < 1 ? uniform() ** (1 / shape) : 1;
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (boost * d * v) / shape;
  }
}

/** Independent estimates, each off by Student's t of its own degrees of freedom (normal where the variance is known). */
export function independentDraws(errors: readonly number[], freedoms: readonly number[], seed: number): () => Draw {
  const normal = normalDraws(seed);
  const uniform = uniformOf(seededChance(seed + 1));
  const draw = {
    errors: new Float64Array(errors.length),
    variances: Float64Array.from(errors, (se) => se * se),
    ratio: 1,
  };
  return () => {
    for (let at = 0; at < errors.length; at += 1) {
      const se = errors[at] as number;
      const freedom = freedoms[at] as number;
      const ratio = freedom === Infinity ? 1 : varianceRatio(freedom, normal, uniform);
      draw.errors[at] = (se * normal()) / Math.sqrt(ratio);
    }
    return draw;
  };
}

/** Estimates of one design: jointly normal, one common error in their covariance matrix. */
export function jointDraws(covariance: readonly (readonly number[])[], freedom: number, seed: number): () => Draw {
  const size = covariance.length;
  const root = choleskyRoot(covariance);
  const normal = normalDraws(seed);
  const uniform = uniformOf(seededChance(seed + 1));
  const errors = new Float64Array(size);
  const variances = Float64Array.from(covariance, (row, at) => row[at] ?? 0);
  return () => {
    const free = Array.from({ length: size }, normal);
    root.forEach((row, at) => {
      let sum = 0;
      for (let column = 0; column <= at; column += 1) sum += (row[column] ?? 0) * (free[column] ?? 0);
      errors[at] = sum;
    });
    return { errors, variances, ratio: freedom === Infinity ? 1 : varianceRatio(freedom, normal, uniform) };
  };
}

/** Lower triangle L with L Lᵀ the matrix; columns without any variance left are zero (semidefinite matrices, as of shares). */
export function choleskyRoot(matrix: readonly (readonly number[])[]): number[][] {
  const root = matrix.map((row) => new Array<number>(row.length).fill(0));
  const at = (row: number, column: number) => root[row]?.[column] ?? 0;
  const largest = Math.max(0, ...matrix.map((row, index) => row[index] ?? 0));
  for (let column = 0; column < matrix.length; column += 1) {
    for (let row = column; row < matrix.length; row += 1) {
      let left = matrix[row]?.[column] ?? 0;
      for (let before = 0; before < column; before += 1) left -= at(row, before) * at(column, before);
      const line = root[row];
      assert(line !== undefined, 'a square matrix');
      if (row === column) line[column] = left > 1e-12 * largest ? Math.sqrt(left) : 0;
      else line[column] = at(column, column) > 0 ? left / at(column, column) : 0;
    }
  }
  return root;
}
