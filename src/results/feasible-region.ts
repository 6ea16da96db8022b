/** Indices of the counts that a published sum adds up. */
export type Sum = readonly number[];

export interface Bounds {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

const epsilon = 1e-7;
/** Far beyond what these systems need; a walk that takes longer ends early, which can only hide more. */
const mostSteps = 5_000;

/**
 * All counts that a reader must hold possible: low ≤ x ≤ high, with every published sum as it truly is. One walk of the
 * bounded-variable primal simplex (Dantzig, Linear Programming and Extensions, §18) from the true counts answers how far a
 * count may be from the truth; the walk goes on from where the last question ended. Variables stand in the order in which
 * the walk prefers to move them (Bland's rule, which also ends it).
 */
export class FeasibleRegion {
  private readonly x: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  /** Row r: x[basis[r]] + Σ rows[r][j]·x[j] over the nonbasic j is constant. */
  private readonly rows: Float64Array[] = [];
  private readonly basis: number[] = [];
  private readonly rowOf: Int32Array;
  /** The variables of this walk, which are the counts that stand in some sum, and the place of a count among them or -1. */
  private readonly variables: readonly number[];
  private readonly place: Int32Array;

  constructor(
    private readonly truth: Float64Array,
    private readonly bounds: Bounds,
    sums: readonly Sum[],
  ) {
    this.place = new Int32Array(truth.length).fill(-1);
    for (const sum of sums) for (const at of sum) this.place[at] = 0;
    const variables: number[] = [];
    this.place.forEach((found, at) => {
      if (found === 0) this.place[at] = variables.push(at) - 1;
    });
    this.variables = variables;
    const of = (values: ArrayLike<number>) => Float64Array.from(variables, (at) => values[at] ?? 0);
    this.x = of(truth);
    this.low = of(bounds.low);
    this.high = of(bounds.high);
    this.rowOf = new Int32Array(variables.length).fill(-1);
    for (const sum of sums) this.addRow(sum.map((at) => this.place[at] ?? 0));
  }

  /** The point of the region where the counts `of` add up to `target`, or else to as much as they can. */
  climb(of: readonly number[], target: number): Float64Array {
    const point = this.truth.slice();
    const free = of.filter((at) => (this.place[at] ?? -1) < 0);
    const bound = of.map((at) => this.place[at] ?? -1).filter((place) => place >= 0);
    let lacking = target - of.reduce((sum, at) => sum + (point[at] ?? 0), 0);
    for (const at of free) {
      const more = Math.max(0, Math.min(lacking, (this.bounds.high[at] ?? 0) - (point[at] ?? 0)));
      point[at] = (point[at] ?? 0) + more;
      lacking -= more;
    }
    if (bound.length === 0 || lacking <= epsilon) return point;
    const loose = free.reduce((sum, at) => sum + (point[at] ?? 0), 0);
    for (let step = 0; step < mostSteps; step += 1) {
      const left = target - loose - bound.reduce((sum, at) => sum + this.value(at), 0);
      if (left <= epsilon || !this.walk(bound, left)) break;
    }
    this.variables.forEach((variable, place) => {
      point[variable] = this.value(place);
    });
    return point;
  }

  /** Row reduction over the rows so far; a sum that follows from them adds nothing. */
  private addRow(sum: Sum): void {
    const row = new Float64Array(this.x.length);
    for (const at of sum) row[at] = (row[at] ?? 0) + 1;
    this.basis.forEach((basic, index) => {
      const factor = row[basic] ?? 0;
      if (Math.abs(factor) > epsilon) subtractRow(row, this.rows[index], factor);
    });
    const pivot = this.widest(row);
    if (pivot < 0) return;
    scale(row, 1 / (row[pivot] ?? 1));
    for (const other of this.rows) {
      const factor = other[pivot] ?? 0;
      if (Math.abs(factor) > epsilon) subtractRow(other, row, factor);
    }
    this.rowOf[pivot] = this.rows.length;
    this.rows.push(row);
    this.basis.push(pivot);
  }

  /** The variable of the row with most room on its tighter side: the walk then starts with few steps of length zero. */
  private widest(row: Float64Array): number {
    let best = -1;
    let room = -1;
    for (let at = row.length - 1; at >= 0; at -= 1) {
      if (Math.abs(row[at] ?? 0) < epsilon) continue;
      const wide = Math.min(this.roomOf(at, -1), this.roomOf(at, 1));
      if (wide > room) [best, room] = [at, wide];
    }
    return best;
  }

  private value(at: number): number {
    return this.x[at] ?? 0;
  }

  /** One step that raises the sum of x over `of`, at most by `lacking`; false at the end of the road. */
  private walk(of: readonly number[], lacking: number): boolean {
    const found = this.entering(of);
    if (!found) return false;
    const { entering, direction, gain } = found;
    let length = Math.min(this.roomOf(entering, direction), lacking / gain);
    let leaving = -1;
    this.rows.forEach((row, index) => {
      const change = -(row[entering] ?? 0) * direction;
      if (Math.abs(change) < epsilon) return;
      const room = this.roomOf(this.basis[index] ?? 0, change > 0 ? 1 : -1) / Math.abs(change);
      const earlier = leaving >= 0 && room < length + epsilon && (this.basis[index] ?? 0) < (this.basis[leaving] ?? 0);
      if (room < length - epsilon || earlier) [length, leaving] = [Math.min(room, length), index];
    });
    this.x[entering] = this.value(entering) + length * direction;
    this.rows.forEach((row, index) => {
      const basic = this.basis[index] ?? 0;
      this.x[basic] = this.value(basic) - (row[entering] ?? 0) * direction * length;
    });
    if (leaving >= 0) this.exchange(leaving, entering);
    return true;
  }

  private entering(of: readonly number[]): { entering: number; direction: 1 | -1; gain: number } | undefined {
    const rows = of.flatMap((at) => this.rows[this.rowOf[at] ?? -1] ?? []);
    for (let other = 0; other < this.x.length; other += 1) {
      if ((this.rowOf[other] ?? -1) >= 0) continue;
      const gain = rows.reduce((sum, row) => sum - (row[other] ?? 0), of.includes(other) ? 1 : 0);
      if (Math.abs(gain) < epsilon) continue;
      const direction = gain > 0 ? 1 : -1;
      if (this.roomOf(other, direction) > epsilon) return { entering: other, direction, gain: Math.abs(gain) };
    }
    return undefined;
  }

  private roomOf(at: number, direction: 1 | -1): number {
    return direction > 0 ? (this.high[at] ?? 0) - this.value(at) : this.value(at) - (this.low[at] ?? 0);
  }

  private exchange(index: number, entering: number): void {
    const row = this.rows[index];
    const leaving = this.basis[index];
    if (row === undefined || leaving === undefined) return;
    scale(row, 1 / (row[entering] ?? 1));
    this.rows.forEach((other, at) => {
      const factor = other[entering] ?? 0;
      if (at !== index && Math.abs(factor) > epsilon) subtractRow(other, row, factor);
    });
    this.basis[index] = entering;
    this.rowOf[entering] = index;
    this.rowOf[leaving] = -1;
  }
}

function subtractRow(row: Float64Array, other: Float64Array | undefined, factor: number): void {
  if (other === undefined) return;
  for (let at = 0; at < row.length; at += 1) row[at] = (row[at] ?? 0) - factor * (other[at] ?? 0);
}

function scale(row: Float64Array, factor: number): void {
  for (let at = 0; at < row.length; at += 1) row[at] = (row[at] ?? 0) * factor;
}
