import { expect, it } from 'vitest';
import { upperBound } from '../paper-forge/exact-bound';
import { proof } from './paper-accuracy.proof';
import { effortOf } from './proof';

it('a few forged ballots of every class are read as marked, doubted or refused, and no foreign picture is read', async () => {
  const wrong: string[] = [];
  for await (const claim of proof.run(effortOf(7, 0.002)))
    if (/silently wrong|another sheet|foreign/.test(claim.says) && claim.measured > 0) wrong.push(claim.says);
  expect(wrong).toEqual([]);
}, 120_000);

it('bounds a rate as Clopper and Pearson do', () => {
  // R: binom.test(x, n, alternative = "less")$conf.int[2]
  expect(upperBound(0, 15_000)).toBeCloseTo(1 - 0.05 ** (1 / 15_000), 9);
  expect(upperBound(3, 1000)).toBeCloseTo(0.007735245, 9);
  expect(upperBound(5, 5)).toBe(1);
});
