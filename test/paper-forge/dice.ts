import { sha256 } from '../../src/kernel/bytes';
import { seededChance } from '../../src/kernel/random';
import { assert } from '../../src/kernel/result';

/** Chance for one thing that is forged. The same seed gives the same sheet, whatever else is drawn beside it. */
export interface Dice {
  /** Uniform in [low, high). */
  real(low: number, high: number): number;
  /** Whole, both ends included. */
  whole(low: number, high: number): number;
  normal(mean: number, deviation: number): number;
  likely(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One key, as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T;
  /** Independent dice of this name: more draws of one thing leave the others where they were. */
  branch(name: string | number): Dice;
}

export function throwDice(seed: string): Dice {
  const chance = seededChance(sha256(`paper-forge-1\n${seed}`).readUInt32LE(0));
  const unit = () => (chance(2 ** 24) + 0.5) / 2 ** 24;
  const real = (low: number, high: number) => low + (high - low) * unit();
  return {
    real,
    whole: (low, high) => low + chance(high - low + 1),
    normal: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
    likely: (probability) => unit() < probability,
    pick: (from) => {
      assert(from.length > 0, 'nothing to pick from');
      return from[chance(from.length)] as (typeof from)[number];
    },
    weighted: (weights) => {
      const entries = Object.entries(weights) as [never, number][];
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) if ((left -= weight) < 0) return name;
      throw new Error('bug: no weights');
    },
    branch: (name) => throwDice(`${seed}/${name}`),
  };
}
