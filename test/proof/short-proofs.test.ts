import { expect, it } from 'vitest';
import { proof as adjusted } from './adjusted-coverage.proof';
import { proof as designed } from './design-coverage.proof';
import { proof as factors } from './factor-coverage.proof';
import { proof as importance } from './importance.proof';
import { effortOf, holds, type Proof } from './proof';
import { proof as proportions } from './proportion-coverage.proof';
import { proof as ranks } from './ranks.proof';

async function broken(proof: Proof, part: number): Promise<string[]> {
  const failed: string[] = [];
  for await (const claim of proof.run(effortOf(20_250_314, part)))
    if (!holds(claim)) failed.push(`${claim.says}: ${claim.measured}`);
  return failed;
}

it.each([
  ['designs', designed, 0.04],
  ['unequal probabilities and adjusted weights', adjusted, 0.03],
  ['proportions near 0 and 1', proportions, 0.02],
  ['factors', factors, 0.05],
  ['importance', importance, 0.04],
  ['ranks', ranks, 0.01],
] as const)(
  'the intervals (or sets) of %s hold what they promise (a short part of npm run proof)',
  async (_, proof, part) => {
    expect(await broken(proof, part)).toEqual([]);
  },
  60_000,
);
