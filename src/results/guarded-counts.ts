import { FeasibleRegion, type Sum } from './feasible-region';

/** What one of the counts truly is, and the least that everybody knows it to be. */
export interface Count {
  readonly truth: number;
  readonly low: number;
  readonly high: number;
}

/** For some of the counts: a point that agrees with all that is published and has that count as large as it can be there. */
export type Witnesses = ReadonlyMap<number, ArrayLike<number>>;

/**
 * Counts of one answer in many groups, of which some sums are published. For each guarded count one witness is kept: how
 * far above the truth a reader must hold it possible. Gains above `most` are of no interest.
 */
export class GuardedCounts {
  private readonly truth: number[];
  private readonly low: number[];
  private readonly high: number[];
  private sums: Sum[] = [];
  private readonly witnesses = new Map<number, ArrayLike<number>>();

  constructor(
    counts: readonly Count[],
    /** By place of a guarded count, the gain that would be enough. */
    private readonly most: ReadonlyMap<number, number>,
  ) {
    this.truth = counts.map(({ truth }) => truth);
    this.low = counts.map(({ low }) => low);
    this.high = counts.map(({ high }) => high);
    for (const [at, enough] of most) {
      const alone = [...this.truth];
      alone[at] = Math.min((alone[at] ?? 0) + enough, this.high[at] ?? 0);
      this.witnesses.set(at, alone);
    }
  }

  /** New witnesses in place of those that the sums contradict. */
  witnessesBeside(sums: readonly Sum[]): Witnesses {
    const found = new Map<number, ArrayLike<number>>();
    let region: FeasibleRegion | undefined;
    for (const [at, witness] of this.witnesses) {
      if (this.agrees(witness, sums)) continue;
      region ??= this.region(sums);
      const point = region.climb(at, (this.truth[at] ?? 0) + (this.most.get(at) ?? 0));
      found.set(at, this.agrees(point, sums) ? point : this.truth);
    }
    return found;
  }

  gain(at: number, beside: Witnesses): number {
    const witness = beside.get(at) ?? this.witnesses.get(at);
    return witness === undefined ? 0 : (witness[at] ?? 0) - (this.truth[at] ?? 0);
  }

  keep(sums: readonly Sum[], found: Witnesses): void {
    for (const [at, point] of found) this.witnesses.set(at, point);
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
