import { type Proof, shareClaim } from './proof';
import { shrinkageWorlds, simulateShrinkage } from './simulate-shrinkage';

export const proof: Proof = {
  says: 'figures of officials drawn towards the common one come nearer the truth, and their intervals hold it',
  *run(effort) {
    for (const world of shrinkageWorlds) {
      for (const groups of [4, 8, 20]) {
        const rounds = effort.repetitions(1_500);
        const found = simulateShrinkage({ world, groups, rounds, seed: effort.seed });
        const where = `${world}, ${groups} officials`;
        yield {
          says: `${where}: squared error ÷ that of the raw figures`,
          measured: found.squaredErrorRatio,
          low: 0,
          high: 1,
        };
        yield {
          says: `${where}: width of the interval ÷ Wilson's`,
          measured: found.meanWidthRatio,
          low: 0,
          high: 1.02,
        };
        if (world === 'one-bad') {
          const count = Math.round(found.firstCoverage * rounds);
          const says = `${where}: intervals of the one unlike the others that hold the truth`;
          yield shareClaim(says, { count, repetitions: rounds, expected: 0.95, slack: 0.06 });
        }
        const repetitions = rounds * groups;
        const count = Math.round(found.coverage * repetitions);
        // An interval that is too careful by two points harms nobody; its width is claimed above.
        yield shareClaim(`${where}: intervals that hold the truth`, {
          count,
          repetitions,
          expected: 0.95,
          slack: 0.03,
        });
      }
    }
  },
};
