import { expect, it } from 'vitest';
import { proof } from './design-coverage.proof';
import { effortOf, holds } from './proof';

it('intervals of designed samples hold the truth in 95 of 100 samples (a short part of npm run proof)', async () => {
  const failed: string[] = [];
  for await (const claim of proof.run(effortOf(20_250_314, 0.05))) {
    if (!holds(claim)) failed.push(`${claim.says}: ${claim.measured}`);
  }
  expect(failed).toEqual([]);
}, 30_000);
