import { FeasibleRegion, type Sum } from './feasible-region';

/** What one of the counts truly is, and the least that everybody knows it to be. */
export interface Count {
  readonly truth: number;
  readonly low: number;
  readonly high: number;
}

/** Counts that are guarded together, by their places, and how far above the truth their sum would be enough. */
export interface Guarded {
  readonly of: readonly number[];
  readonly most: number;
}

/** For some of what is guarded: a point that agrees with all that is published and has that sum as large as it can be there. */
export type Witnesses = ReadonlyMap<number, ArrayLike<number>>;

/**
 * Counts in many groups, of which some sums are published. For everything guarded, by a number that names it, one witness
 * is kept: how far above the truth a reader must hold it possible.
 */
export class GuardedCounts {
  private readonly truth: Float64Array;
  private readonly low: number[];
  private readonly high: number[];
  private sums: Sum[] = [];
  private readonly witnesses = new Map<number, ArrayLike<number>>();

  constructor(
    counts: readonly Count[],
    private readonly guarded: ReadonlyMap<number, Guarded>,
    /** Known from the start. */
    sums: readonly Sum[] = [],
  ) {
    this.truth = Float64Array.from(counts, ({ truth }) => truth);
    this.low = counts.map(({ low }) => low);
    this.high = counts.map(({ high }) => high);
    for (const [name, { of, most }] of guarded) {
      const alone = this.truth.slice();
      const at = of.find((each) => this.high[each] === Number.POSITIVE_INFINITY);
      if (at !== undefined) alone[at] = (alone[at] ?? 0) + most;
      this.witnesses.set(name, alone);
    }
    if (sums.length > 0) this.keep(sums, this.witnessesBeside(sums));
  }

  /** New witnesses in place of those that the sums contradict. */
  witnessesBeside(sums: readonly Sum[]): Witnesses {
    const found = new Map<number, ArrayLike<number>>();
    let region: FeasibleRegion | undefined;
    for (const [name, witness] of this.witnesses) {
      if (this.agrees(witness, sums)) continue;
      const { of = [], most = 0 } = this.guarded.get(name) ?? {};
      region ??= this.region(sums);
      const point = region.climb(of, totalOf(of, this.truth) + most);
      found.set(name, this.agrees(point, sums) ? point : this.truth);
    }
    return found;
  }

  gain(name: number, beside: Witnesses): number {
    const witness = beside.get(name) ?? this.witnesses.get(name);
    const { of = [] } = this.guarded.get(name) ?? {};
    return witness === undefined ? 0 : totalOf(of, witness) - totalOf(of, this.truth);
  }

  keep(sums: readonly Sum[], found: Witnesses): void {
    for (const [name, point] of found) this.witnesses.set(name, point);
    this.sums = this.settle([...this.sums, ...sums], this.low, this.high);
  }

  private region(sums: readonly Sum[]): FeasibleRegion {
    const bounds = { low: [...this.low], high: [...this.high] };
    return new FeasibleRegion(this.truth, bounds, this.settle([...this.sums, ...sums], bounds.low, bounds.high));
  }

  private agrees(point: ArrayLike<number>, sums: readonly Sum[]): boolean {
    return sums.every((sum) => {
      let difference = 0;
      for (const at of sum) difference += (point[at] ?? 0) - (this.truth[at] ?? 0);
      return Math.abs(difference) < 1e-6;
    });
  }

  /** Fixes in `low` and `high` what sums of one open count say outright, and leaves the sums of counts that stay open. */
  private settle(sums: readonly Sum[], low: number[], high: number[]): Sum[] {
    let open: readonly Sum[] = sums;
    for (let fixed = true; fixed;) {
      fixed = false;
      open = open.map((sum) => sum.filter((at) => low[at] !== high[at]));
      for (const sum of open) {
        const at = sum.length === 1 ? sum[0] : undefined;
        if (at === undefined) continue;
        low[at] = high[at] = this.truth[at] ?? 0;
        fixed = true;
      }
    }
    return open.filter((sum) => sum.length > 0);
  }
}

function totalOf(places: readonly number[], point: ArrayLike<number>): number {
  let total = 0;
  for (const at of places) total += point[at] ?? 0;
  return total;
}
