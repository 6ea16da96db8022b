import { type Chance, seededChance } from '../../src/kernel/random';
import { rankConfidence, type RankFigure, type RankSet } from '../../src/results/rank-confidence';
import { isSurely, meanFigure, shareFigure } from '../../src/results/rank-figures';
import { rankSetsFromIntervals } from '../../src/results/rank-intervals';

/** Offices with true values that are known here alone, and how their figures come about. */
export interface RankWorld {
  readonly name: string;
  readonly truths: readonly number[];
  /** People asked at each, over and over. */
  readonly sizes: readonly number[];
  draw(chance: Chance): RankFigure[];
}

export interface RankCoverage {
  /** Of the repetitions: all simultaneous sets at once hold the true ranks. */
  readonly simultaneous: number;
  /** The same of the sets from intervals. */
  readonly intervals: number;
  /** Of the repetitions, for the kind of office where it is least: the marginal set holds the true rank. */
  readonly marginal: number;
  /** Of the repetitions: somebody is called last, or first, who is not. */
  readonly calledWrongly: number;
  /** Ranks in a set ÷ ranks there are. */
  readonly width: number;
  readonly intervalsWidth: number;
}

function normal(chance: Chance): number {
  const uniform = () => (chance(1 << 30) + 0.5) / (1 << 30);
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Means of people's values, with the variance that these very people show. */
function normalWorld(name: string, truths: readonly number[], sizes: readonly number[], spread = 1): RankWorld {
  const draw = (chance: Chance) =>
    truths.map((truth, at) => {
      const n = sizes[at % sizes.length] ?? 2;
      const people = Array.from({ length: n }, () => truth + spread * normal(chance));
      const mean = people.reduce((sum, each) => sum + each, 0) / n;
      const variance = people.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
      return { value: mean, se: Math.sqrt(variance / n), freedom: n - 1 };
    });
  return { name, truths, sizes, draw };
}

/** Ballots with one question, answered "satisfied" with the true probability. */
function ballotWorld(name: string, truths: readonly number[], sizes: readonly number[]): RankWorld {
  const draw = (chance: Chance) =>
    truths.map((truth, at) => {
      const n = sizes[at % sizes.length] ?? 5;
      let satisfied = 0;
      for (let ballot = 0; ballot < n; ballot += 1) if (chance(1_000_000) < truth * 1_000_000) satisfied += 1;
      return shareFigure({ satisfied, n });
    });
  return { name, truths, sizes, draw };
}

/** Answers on five points as ballots have them: mostly 4 and 5, some 1 to 3 the more the worse the office. */
function scoreWorld(name: string, moods: readonly number[], sizes: readonly number[]): RankWorld {
  const chances = (mood: number) => [0.02, 0.03, 0.08, 0.42 - mood, 0.45 + mood];
  const truths = moods.map((mood) => chances(mood).reduce((sum, each, at) => sum + each * (at + 1), 0));
  const draw = (chance: Chance) =>
    moods.map((mood, at) => {
      const counts = [0, 0, 0, 0, 0];
      for (let ballot = 0; ballot < (sizes[at % sizes.length] ?? 5); ballot += 1) {
        let left = chance(1_000_000) / 1_000_000;
        const answer = chances(mood).findIndex((each) => (left -= each) < 0);
        counts[answer < 0 ? 4 : answer] = (counts[answer < 0 ? 4 : answer] ?? 0) + 1;
      }
      return meanFigure(counts);
    });
  return { name, truths, sizes, draw };
}

const steps = (from: number, step: number, many: number) => Array.from({ length: many }, (_, at) => from + step * at);

export const rankWorlds: readonly RankWorld[] = [
  normalWorld('equal, 8 people each', steps(0, 0, 10), [8]),
  normalWorld('equal, 4 to 60 people', steps(0, 0, 10), [4, 60, 12]),
  normalWorld('almost equal', steps(0, 0.05, 10), [20, 50]),
  normalWorld('separated, two tied', [0, 1, 1, 2, 3, 4, 5], [30, 15]),
  normalWorld('two', [0, 0.2], [12, 30]),
  ballotWorld('ballots, all 90 %, 5 to 60', steps(0.9, 0, 12), [5, 60, 12, 25]),
  ballotWorld('ballots, all 98 %, 5 to 300', steps(0.98, 0, 12), [5, 300, 20]),
  ballotWorld('ballots, all 50 %, 5 each', steps(0.5, 0, 12), [5]),
  ballotWorld('ballots, all 50 %, 6 to 9', steps(0.5, 0, 12), [6, 9]),
  ballotWorld('ballots, all 55 %, 5 or 200', steps(0.55, 0, 12), [5, 200]),
  ballotWorld('ballots, 88 to 93 %', steps(0.88, 0.005, 11), [15, 80, 200]),
  ballotWorld('ballots, 55 to 99 %', steps(0.55, 0.04, 12), [90, 300]),
  scoreWorld('mean scores, equal', steps(0, 0, 10), [10, 40, 120]),
  scoreWorld('mean scores, unequal', steps(-0.2, 0.05, 10), [20, 90]),
];

/** Ranks that the true values leave open: equal ones share them. */
function trueRanks(truths: readonly number[]): RankSet[] {
  // Made of sums of steps: equal up to rounding.
  const above = (one: number, other: number) => other - one > 1e-9;
  return truths.map((truth) => ({
    from: 1 + truths.filter((other) => above(truth, other)).length,
    to: truths.length - truths.filter((other) => above(other, truth)).length,
  }));
}

export function simulateRanks(world: RankWorld, rounds: number, seed: number): RankCoverage {
  const chance = seededChance(seed);
  const ranks = trueRanks(world.truths);
  const size = ranks.length;
  // Offices with the same truth and size are of one kind.
  const kindOf = (at: number) => `${world.truths[at]?.toFixed(6)} ${world.sizes[at % world.sizes.length]}`;
  const own = new Map<string, { held: number; of: number }>();
  const sums = { simultaneous: 0, intervals: 0, calledWrongly: 0, width: 0, intervalsWidth: 0 };
  const holds = (set: RankSet | undefined, at: number) =>
    set !== undefined && set.from <= (ranks[at]?.from ?? 0) && (ranks[at]?.to ?? 0) <= set.to;
  for (let round = 0; round < rounds; round += 1) {
    const figures = world.draw(chance);
    // A seed of its own each time: one limit that is a little off would be off in all of them.
    const { sets } = rankConfidence(figures, { seed: chance(2 ** 31), work: 1 });
    const plain = rankSetsFromIntervals(figures);
    if (sets.every(({ simultaneous }, at) => holds(simultaneous, at))) sums.simultaneous += 1;
    if (plain.every(holds)) sums.intervals += 1;
    const wrong = (place: 'first' | 'last') =>
      sets.some(({ simultaneous }, at) => {
        const isTrue = place === 'first' ? ranks[at]?.to === 1 : ranks[at]?.from === size;
        return isSurely(place, simultaneous, size) && !isTrue;
      });
    if (wrong('first') || wrong('last')) sums.calledWrongly += 1;
    sets.forEach(({ marginal, simultaneous }, at) => {
      const kind = own.get(kindOf(at)) ?? { held: 0, of: 0 };
      own.set(kindOf(at), { held: kind.held + (holds(marginal, at) ? 1 : 0), of: kind.of + 1 });
      sums.width += simultaneous.to - simultaneous.from + 1;
    });
    for (const { from, to } of plain) sums.intervalsWidth += to - from + 1;
  }
  return {
    simultaneous: sums.simultaneous / rounds,
    intervals: sums.intervals / rounds,
    marginal: Math.min(...[...own.values()].map(({ held, of }) => held / of)),
    calledWrongly: sums.calledWrongly / rounds,
    width: sums.width / rounds / size ** 2,
    intervalsWidth: sums.intervalsWidth / rounds / size ** 2,
  };
}
