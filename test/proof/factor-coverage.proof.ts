import { seededChance } from '../../src/kernel/random';
import { addAlikeness, alikenessCells, answersByPerson, estimateFactor } from '../../src/results/alikeness';
import { estimateRow } from '../../src/results/estimate';
import { type Claim, type Effort, type Proof, shareClaim } from './proof';

const items = 4;
const span = { factorId: 'I', first: 0, end: items, satisfiedFrom: 4, offset: 0 };

/** Ballots of `people` whose four answers lean towards a mood of their own; one answer in ten is left out. */
function ballotsOf(chance: (limit: number) => number, people: number): Uint8Array[] {
  return Array.from({ length: people }, () => {
    const mood = 450 + chance(500);
    return Uint8Array.from({ length: items }, () => {
      if (chance(10) === 0) return 0;
      let answer = 1;
      for (let step = 1; step < 5; step += 1) if (chance(1000) < mood) answer += 1;
      return answer;
    });
  });
}

function pooledOf(ballots: readonly Uint8Array[]) {
  const cells = new Array<number>(alikenessCells).fill(0);
  const itemCounts = Array.from({ length: items }, () => [0, 0, 0, 0, 0]);
  for (const ballot of ballots) {
    addAlikeness(cells, span, ballot);
    for (const [item, answer] of ballot.entries()) {
      const counts = itemCounts[item];
      if (answer > 0 && counts !== undefined) counts[answer - 1] = (counts[answer - 1] ?? 0) + 1;
    }
  }
  const counts = [0, 1, 2, 3, 4].map((at) => itemCounts.reduce((sum, one) => sum + (one[at] ?? 0), 0));
  return { cells, itemCounts, counts };
}

function* run({ seed, repetitions }: Effort): Iterable<Claim> {
  const samples = repetitions(4000);
  const truth = estimateRow(pooledOf(ballotsOf(seededChance(seed + 1), 400_000)).counts);
  for (const people of [30, 150]) {
    const chance = seededChance(seed);
    const held = { share: 0, mean: 0, asIfIndependent: 0 };
    for (let sample = 0; sample < samples; sample += 1) {
      const { cells, itemCounts, counts } = pooledOf(ballotsOf(chance, people));
      const ours = estimateFactor(counts, answersByPerson(itemCounts, cells));
      const naive = estimateRow(counts);
      if (!ours || !naive || !truth) continue;
      const has = ({ low, high }: { low: number; high: number }, value: number) =>
        low <= value && value <= high ? 1 : 0;
      held.share += has(ours.satisfiedShare, truth.satisfiedShare.value);
      held.mean += has(ours.meanScore, truth.meanScore.value);
      held.asIfIndependent += has(naive.meanScore, truth.meanScore.value);
    }
    const claim = (says: string, count: number) =>
      shareClaim(`${says}, ${people} people`, { count, repetitions: samples, expected: 0.95, slack: 0.01 });
    yield claim('satisfied share', held.share);
    yield claim('mean score', held.mean);
    // The reason for all this: taken as independent, answers of the same people promise too much.
    yield {
      says: `taken as independent, ${people} people`,
      measured: held.asIfIndependent / samples,
      low: 0,
      high: 0.9,
    };
  }
}

export const proof: Proof = {
  says: 'the interval of a factor holds the truth in 95 of 100 samples of people whose answers are alike',
  run,
};
