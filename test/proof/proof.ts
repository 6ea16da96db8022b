/**
 * A proof is a simulation too long for `npm test`: it measures something whose right value is known, and names the range
 * in which that value must be found. `npm run proof` runs every `test/proof/*.proof.ts` (docs/proof.md).
 */
export interface Proof {
  /** What is simulated and what must hold, in one line. */
  readonly says: string;
  run(effort: Effort): Iterable<Claim> | AsyncIterable<Claim>;
}

export interface Effort {
  readonly seed: number;
  /** How many repetitions to make of those that the proof makes by itself: 1 is all of them, 0.1 a tenth; at least 1. */
  repetitions(full: number): number;
}

/** Holds where `low` ≤ `measured` ≤ `high`; NaN never holds. */
export interface Claim {
  readonly says: string;
  readonly measured: number;
  readonly low: number;
  readonly high: number;
}

export function holds({ measured, low, high }: Claim): boolean {
  return low <= measured && measured <= high;
}

/**
 * The claim that something of probability `expected` happened in `count` of `repetitions`, to within four Monte-Carlo
 * standard errors (one false alarm in 16,000) and `slack` for what is approximate by nature, as intervals of small samples.
 */
export function shareClaim(
  says: string,
  {
    count,
    repetitions,
    expected,
    slack,
  }: {
    readonly count: number;
    readonly repetitions: number;
    readonly expected: number;
    readonly slack: number;
  },
): Claim {
  const reach = 4 * Math.sqrt((expected * (1 - expected)) / repetitions) + slack;
  return { says, measured: count / repetitions, low: expected - reach, high: Math.min(1, expected + reach) };
}

export function effortOf(seed: number, part: number): Effort {
  return { seed, repetitions: (full) => Math.max(1, Math.round(full * part)) };
}
