import type { Claim, Effort, Proof } from './proof';
import { rankWorlds, simulateRanks } from './simulate-ranks';

/** No less than `expected` to within four Monte-Carlo standard errors; sets of whole ranks may hold more often. */
function atLeast(says: string, measured: number, expected: number, repetitions: number): Claim {
  const reach = 4 * Math.sqrt((expected * (1 - expected)) / repetitions);
  return { says, measured, low: expected - reach, high: 1 };
}

function* run({ seed, repetitions }: Effort): Iterable<Claim> {
  const rounds = repetitions(2_000);
  for (const world of rankWorlds) {
    const found = simulateRanks(world, rounds, seed);
    yield atLeast(`${world.name}: all simultaneous sets hold the true ranks`, found.simultaneous, 0.95, rounds);
    yield atLeast(`${world.name}: the marginal sets that hold least often`, found.marginal, 0.95, rounds);
    yield atLeast(`${world.name}: all sets from intervals`, found.intervals, 0.95, rounds);
    yield atLeast(`${world.name}: nobody called first or last who is not`, 1 - found.calledWrongly, 0.95, rounds);
    // Who says "any rank" of everybody is always right.
    const isSeparate = world.truths.length > 2 && /separated|55 to 99/.test(world.name);
    if (isSeparate) {
      yield { says: `${world.name}: ranks in a set ÷ ranks`, measured: found.width, low: 0, high: 0.6 };
      const ratio = found.width / found.intervalsWidth;
      yield { says: `${world.name}: width ÷ that of sets from intervals`, measured: ratio, low: 0, high: 1 };
    }
  }
}

export const proof: Proof = {
  says: 'confidence sets of ranks hold the true ranks in 95 of 100, nobody is called last by chance',
  run,
};
