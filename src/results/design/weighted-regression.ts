import { exactSum } from './exact-sum';

/**
 * Least squares with weights of 0 or more on the columns of a matrix: XᵀWX, scaled to a diagonal of ones and decomposed
 * after Cholesky, each solution refined once (G. Golub and C. Van Loan, Matrix Computations, 4th ed. 2013, §4.2, §3.5.3).
 */
export class WeightedRegression {
  private readonly products: number[][];
  private readonly scale: number[];
  private readonly factor: number[][] | undefined;

  constructor(
    private readonly columns: readonly Float64Array[],
    private readonly weights: Float64Array,
  ) {
    this.products = columns.map((a) => columns.map((b) => this.product(a, b)));
    this.scale = this.products.map((row, at) => 1 / Math.sqrt(row[at] ?? 0));
    this.factor = this.scale.every(Number.isFinite) ? this.decomposed() : undefined;
  }

  /** Whether one column can be made of the others. */
  get isSingular(): boolean {
    return this.factor === undefined;
  }

  /** (XᵀWX)⁻¹ b; NaN where singular. */
  solve(b: readonly number[]): number[] {
    if (this.factor === undefined) return b.map(() => NaN);
    const first = this.solveOnce(b);
    const rest = b.map((entry, row) => entry - exactSum(first.map((x, at) => (this.products[row]?.[at] ?? 0) * x)));
    const step = this.solveOnce(rest);
    return first.map((x, at) => x + (step[at] ?? 0));
  }

  /** The part of `values` that the columns do not explain. */
  residual(values: Float64Array): Float64Array {
    const coefficients = this.solve(this.columns.map((column) => this.product(column, values)));
    const fitted = this.combined(coefficients);
    return values.map((value, row) => value - (fitted[row] ?? 0));
  }

  /** Xβ. */
  combined(coefficients: readonly number[]): Float64Array {
    const sums = new Float64Array(this.weights.length);
    for (const [at, column] of this.columns.entries()) {
      const by = coefficients[at] ?? 0;
      for (let row = 0; row < sums.length; row += 1) sums[row] = (sums[row] ?? 0) + by * (column[row] ?? 0);
    }
    return sums;
  }

  private product(a: Float64Array, b: Float64Array): number {
    return exactSum(a.map((value, row) => value * (b[row] ?? 0) * (this.weights[row] ?? 0)));
  }

  private decomposed(): number[][] | undefined {
    const rows: number[][] = [];
    for (const [i, row] of this.products.entries()) {
      const entry: number[] = [];
      for (let j = 0; j <= i; j += 1) {
        const scaled = (row[j] ?? 0) * (this.scale[i] ?? 0) * (this.scale[j] ?? 0);
        const done = entry.reduce((sum, value, k) => sum + value * ((j === i ? entry : rows[j])?.[k] ?? 0), 0);
        if (j < i) entry.push((scaled - done) / (rows[j]?.[j] ?? NaN));
        else if (scaled - done > 1e-11) entry.push(Math.sqrt(scaled - done));
        else return undefined;
      }
      rows.push(entry);
    }
    return rows;
  }

  private solveOnce(b: readonly number[]): number[] {
    const lower = this.factor ?? [];
    const forward: number[] = [];
    for (const [i, row] of lower.entries()) {
      const done = forward.reduce((sum, y, k) => sum + (row[k] ?? 0) * y, 0);
      forward.push(((b[i] ?? 0) * (this.scale[i] ?? 0) - done) / (row[i] ?? NaN));
    }
    const back = forward.map(() => 0);
    for (let i = lower.length - 1; i >= 0; i -= 1) {
      let done = 0;
      for (let k = i + 1; k < lower.length; k += 1) done += (lower[k]?.[i] ?? 0) * (back[k] ?? 0);
      back[i] = ((forward[i] ?? 0) - done) / (lower[i]?.[i] ?? NaN);
    }
    return back.map((x, at) => x * (this.scale[at] ?? 0));
  }
}
