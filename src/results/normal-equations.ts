/** Matrices of covariances: symmetric, and positive definite unless a variable is a sum of others. */
type Matrix = readonly (readonly number[])[];

/** Of Gauss's elimination without exchange: what is left of each variable's variance once those before it are taken out. */
export function pivotsOf(matrix: Matrix): number[] {
  return eliminated(matrix).map((row, at) => row[at] ?? 0);
}

/** x with matrix · x = right. */
export function solveNormalEquations(matrix: Matrix, right: readonly number[]): number[] {
  const rows = eliminated(matrix.map((row, at) => [...row, right[at] ?? 0]));
  const size = rows.length;
  const found = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? [];
    let rest = row[size] ?? 0;
    for (let column = at + 1; column < size; column += 1) rest -= (row[column] ?? 0) * (found[column] ?? 0);
    found[at] = rest / (row[at] ?? 1);
  }
  return found;
}

function eliminated(matrix: Matrix): number[][] {
  const rows = matrix.map((row) => [...row]);
  rows.forEach((row, at) => {
    for (const below of rows.slice(at + 1)) {
      const times = (below[at] ?? 0) / (row[at] ?? 1);
      row.forEach((value, column) => {
        (below[column] as number) -= times * value;
      });
    }
  });
  return rows;
}
