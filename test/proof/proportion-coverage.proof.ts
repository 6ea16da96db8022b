import { type Chance, seededChance } from '../../src/kernel/random';
import { assert } from '../../src/kernel/result';
import { surveyDesign } from '../../src/results/design/build-design';
import { estimateDomain } from '../../src/results/design/estimate-domain';
import type { ProportionInterval } from '../../src/results/design/proportion-interval';
import type { Claim, Effort, Proof } from './proof';

/** Answers of 120 people, one by one or in 30 alike groups of four; `share` of them say yes. */
function drawn(chance: Chance, share: number, isClustered: boolean) {
  const isYes = () => chance(1_000_000) < share * 1_000_000;
  const values = new Float64Array(120);
  const clusters = Array.from(values, (_, row) => String(isClustered ? Math.floor(row / 4) : row));
  let common = isYes();
  for (let row = 0; row < values.length; row += 1) {
    if (row % 4 === 0) common = isYes();
    // One in five follows the group: intraclass correlation 0.2.
    values[row] = (isClustered && chance(5) === 0 ? common : isYes()) ? 1 : 0;
  }
  const design = surveyDesign({ rows: values.length, clusters: [clusters], populations: [] });
  assert(design.ok, 'a design that can be');
  return { design: design.value, sample: { rows: [...values.keys()], values } };
}

/** What is claimed of an interval: coverage no lower than this, whatever the share; a discrete count allows no exact 95 %. */
const atLeast: Readonly<Record<ProportionInterval, number>> = { beta: 0.945, logit: 0.94, wilson: 0.93, t: 0 };
const shares = [0.005, 0.02, 0.1, 0.5, 0.9, 0.98, 0.995];

function* run({ seed, repetitions }: Effort): Iterable<Claim> {
  const samples = repetitions(4000);
  for (const isClustered of [false, true])
    for (const interval of ['beta', 'logit', 'wilson'] as const)
      for (const share of shares) {
        const chance = seededChance(seed);
        let held = 0;
        for (let sample = 0; sample < samples; sample += 1) {
          const { design, sample: measured } = drawn(chance, share, isClustered);
          const statistic = { kind: 'proportion', interval } as const;
          const { low, high } = estimateDomain(design, measured, statistic, { method: 'taylor', lonely: undefined });
          if (low !== null && high !== null && low <= share && share <= high) held += 1;
        }
        const expected = atLeast[interval];
        const reach = 4 * Math.sqrt((expected * (1 - expected)) / samples);
        const says = `${interval}, ${share}, ${isClustered ? 'in groups' : 'one by one'}`;
        yield { says, measured: held / samples, low: expected - reach, high: 1 };
      }
}

export const proof: Proof = {
  says: 'intervals of proportions hold shares near 0 and 1 at least as often as stated',
  run,
};
