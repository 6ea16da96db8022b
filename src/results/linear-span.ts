const epsilon = 1e-9;

/**
 * The linear span of vectors over a fixed number of coordinates, kept in reduced row echelon form. The vectors here hold
 * only 0 and 1 at the start and stay small, so floating point with a tolerance decides safely.
 */
export class LinearSpan {
  private constructor(
    private readonly rows: readonly { readonly pivot: number; readonly vector: readonly number[] }[],
  ) {}

  static readonly empty = new LinearSpan([]);

  /** What of `vector` lies outside the span: all zeros exactly when it can be written as a sum of published vectors. */
  residual(vector: readonly number[]): number[] {
    const rest = [...vector];
    for (const row of this.rows) {
      const factor = rest[row.pivot] ?? 0;
      if (Math.abs(factor) < epsilon) continue;
      for (let index = 0; index < rest.length; index += 1) {
        rest[index] = (rest[index] ?? 0) - factor * (row.vector[index] ?? 0);
      }
    }
    return rest;
  }

  /** The span with one more vector. */
  with(vector: readonly number[]): LinearSpan {
    const rest = this.residual(vector);
    const pivot = rest.findIndex((value) => Math.abs(value) > epsilon);
    if (pivot < 0) return this;
    const lead = rest[pivot] ?? 1;
    const added = rest.map((value) => value / lead);
    const cleared = this.rows.map((row) => {
      const factor = row.vector[pivot] ?? 0;
      if (Math.abs(factor) < epsilon) return row;
      return { pivot: row.pivot, vector: row.vector.map((value, index) => value - factor * (added[index] ?? 0)) };
    });
    return new LinearSpan([...cleared, { pivot, vector: added }]);
  }
}

export function isZero(vector: readonly number[]): boolean {
  return vector.every((value) => Math.abs(value) < epsilon);
}
