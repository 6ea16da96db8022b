import { seededChance } from '../../src/kernel/random';
import { wilsonInterval } from '../../src/results/estimate';
import { shrinkShares } from '../../src/results/grading-shrinkage';

/** How the true shares of the officials of an office differ. None of them is the normal law that the method assumes. */
export const shrinkageWorlds = ['alike', 'different', 'one-bad'] as const;
export type ShrinkageWorld = (typeof shrinkageWorlds)[number];

export interface ShrinkageFound {
  /** Squared error of the shrunk figures ÷ of the raw ones. */
  readonly squaredErrorRatio: number;
  /** Share of intervals that hold the truth. */
  readonly coverage: number;
  readonly rawCoverage: number;
  /** Of the first official alone: in the world `one-bad` the one who differs from all others. */
  readonly firstCoverage: number;
  /** Width of the shrunk interval ÷ of the one of Wilson. */
  readonly meanWidthRatio: number;
}

/** Offices of `groups` officials with 5 to 120 ballots each: how near shrunk and raw figures come to the truth. */
export function simulateShrinkage(setting: {
  readonly world: ShrinkageWorld;
  readonly groups: number;
  readonly rounds: number;
  readonly seed: number;
}): ShrinkageFound {
  const chance = seededChance(setting.seed);
  const uniform = () => (chance(4_294_967_295) + 0.5) / 4_294_967_295;
  const sums = { shrunk: 0, raw: 0, held: 0, rawHeld: 0, width: 0, rawWidth: 0, all: 0, first: 0 };
  for (let round = 0; round < setting.rounds; round += 1) {
    const truths = Array.from({ length: setting.groups }, (_, at) => trueShare(setting.world, at, uniform));
    const drawn = truths.map((truth) => {
      const n = 5 + chance(116);
      let satisfied = 0;
      for (let ballot = 0; ballot < n; ballot += 1) if (uniform() < truth) satisfied += 1;
      return { satisfied, n };
    });
    const shrunk = shrinkShares(drawn) ?? [];
    truths.forEach((truth, at) => {
      const [each, own] = [shrunk[at], drawn[at]];
      if (!each || !own) return;
      const raw = wilsonInterval(own.satisfied, own.n);
      sums.all += 1;
      sums.shrunk += (each.value - truth) ** 2;
      sums.raw += (raw.value - truth) ** 2;
      const held = each.low <= truth && truth <= each.high ? 1 : 0;
      sums.held += held;
      sums.first += at === 0 ? held : 0;
      sums.rawHeld += raw.low <= truth && truth <= raw.high ? 1 : 0;
      sums.width += each.high - each.low;
      sums.rawWidth += raw.high - raw.low;
    });
  }
  return {
    squaredErrorRatio: sums.shrunk / sums.raw,
    coverage: sums.held / sums.all,
    rawCoverage: sums.rawHeld / sums.all,
    firstCoverage: sums.first / setting.rounds,
    meanWidthRatio: sums.width / sums.rawWidth,
  };
}

/** `alike`: around 90 %, ± 2 points; `different`: 60 to 98 %, evenly; `one-bad`: all near 92 % but the first at 60 %. */
function trueShare(world: ShrinkageWorld, at: number, uniform: () => number): number {
  switch (world) {
    case 'alike':
      return 0.88 + 0.04 * uniform();
    case 'different':
      return 0.6 + 0.38 * uniform();
    case 'one-bad':
      return at === 0 ? 0.6 : 0.9 + 0.04 * uniform();
  }
}
