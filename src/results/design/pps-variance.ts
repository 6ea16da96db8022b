import type { Matrix, ScoreColumn } from './taylor-variance';

/**
 * Unequal probabilities without replacement: D = (π_ij − π_i π_j) ÷ π_ij of the units drawn, symmetric, with the rows of
 * the file they stand for.
 */
export interface JointProbabilities {
  readonly unitOf: Int32Array;
  readonly covariances: readonly Float64Array[];
  readonly form: 'horvitz-thompson' | 'yates-grundy';
}

/**
 * Σ_i Σ_j D_ij ž_i ž_j of weighted unit totals (D. G. Horvitz and D. J. Thompson, JASA 47 (1952) 663–685), or in the form of
 * F. Yates and P. M. Grundy (JRSS B 15 (1953) 253–261) −½ Σ_i Σ_j D_ij (ž_i − ž_j)²; `variance = "HT"`, `"YG"` of R survey.
 */
export function jointCovariance(joint: JointProbabilities, columns: readonly ScoreColumn[]): Matrix {
  const totals = columns.map(({ rows, values }) => {
    const sums = new Float64Array(joint.covariances.length);
    for (const [index, row] of rows.entries()) {
      const unit = joint.unitOf[row] ?? 0;
      sums[unit] = (sums[unit] ?? 0) + (values[index] ?? 0);
    }
    return sums;
  });
  const rowSums = joint.covariances.map((row) => row.reduce((sum, entry) => sum + entry, 0));
  return totals.map((a) => totals.map((b) => quadraticForm(joint, rowSums, a, b)));
}

function quadraticForm(
  { covariances, form }: JointProbabilities,
  rowSums: readonly number[],
  a: Float64Array,
  b: Float64Array,
): number {
  let sum = 0;
  let size = 0;
  const add = (term: number) => {
    sum += term;
    size += Math.abs(term);
  };
  for (const [i, row] of covariances.entries()) {
    const left = a[i] ?? 0;
    if (left === 0) continue;
    for (let j = 0; j < row.length; j += 1) add(left * (row[j] ?? 0) * (b[j] ?? 0));
    if (form === 'yates-grundy') add(-left * (b[i] ?? 0) * (rowSums[i] ?? 0));
  }
  // What is left of terms that cancel is rounding, and might be below 0.
  return Math.abs(sum) <= 1e-13 * size ? 0 : sum;
}

/** D of known joint probabilities; entries nearer to 0 than `tolerance` are 0, as `ppsmat` of R survey has it. */
export function knownJoint(probabilities: Matrix, tolerance: number): Float64Array[] {
  return probabilities.map((row, i) =>
    Float64Array.from(row, (joint, j) => {
      const found = (joint - (probabilities[i]?.[i] ?? 0) * (probabilities[j]?.[j] ?? 0)) / joint;
      return Math.abs(found) < tolerance ? 0 : found;
    }),
  );
}

/**
 * D from the probabilities of single units alone, within strata of n: after W. S. Overton (1985), π_ij = π_i π_j (n − 1) ÷
 * (n − (π_i + π_j)/2); after H. O. Hartley and J. N. K. Rao (Annals of Mathematical Statistics 33 (1962) 350–374) with
 * (n − π_i − π_j + Σπ²/n) in the denominator, Σπ² over the sample (`"overton"`, `HR()` of R survey).
 */
export function approximateJoint(
  probabilities: Float64Array,
  stratumOf: Int32Array,
  kind: 'overton' | 'hartley-rao',
): Float64Array[] {
  const counts = new Map<number, number>();
  const sums = new Map<number, number>();
  for (const [unit, stratum] of stratumOf.entries()) {
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
    sums.set(stratum, (sums.get(stratum) ?? 0) + (probabilities[unit] ?? 0));
  }
  return Array.from(probabilities, (own, i) =>
    Float64Array.from(probabilities, (other, j) => {
      if (i === j) return 1 - own;
      const stratum = stratumOf[i] ?? 0;
      if (stratum !== stratumOf[j]) return 0;
      const n = counts.get(stratum) ?? 0;
      const both = kind === 'overton' ? (own + other) / 2 : own + other;
      // Units sure to be drawn vary with nobody.
      if (both === 1 && kind === 'overton') return 0;
      if (kind === 'overton') return 1 - (n - both) / (n - 1);
      return own + other === 1 ? 0 : 1 - (n - both + (sums.get(stratum) ?? 0) / n) / (n - 1);
    }),
  );
}
