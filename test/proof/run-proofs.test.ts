import { describe, expect, it } from 'vitest';
import { type Claim, shareClaim } from './proof';
import { runProofs } from './run-proofs';

async function runWith(claims: readonly Claim[], ...args: string[]) {
  const lines: string[] = [];
  const proof = { says: 'a proof', run: () => claims };
  const failures = await runProofs([{ name: 'one', proof }], args, (line) => lines.push(line));
  return { failures, text: lines.join('\n') };
}

const claim = (measured: number): Claim => ({ says: 'a claim', measured, low: 1, high: 2 });

describe('npm run proof', () => {
  it('counts the claims outside their range, and those that are no number', async () => {
    expect(await runWith([claim(1), claim(2)])).toMatchObject({ failures: 0 });
    const { failures, text } = await runWith([claim(0.99), claim(1.5), claim(2.01), claim(NaN)]);
    expect(failures).toBe(3);
    expect(text).toContain('3 DO NOT HOLD');
  });

  it('takes a proof without claims, or of an unknown name, for a failure', async () => {
    expect(await runWith([])).toMatchObject({ failures: 1 });
    expect(await runWith([claim(1)], 'two')).toMatchObject({
      failures: 1,
      text: expect.stringContaining('There are: one'),
    });
    expect(await runWith([claim(1)], '--effort', '0')).toMatchObject({ failures: 1 });
  });

  it('allows a share four Monte-Carlo standard errors and the slack that was named', () => {
    const { low, high } = shareClaim('held', { count: 1, repetitions: 400, expected: 0.95, slack: 0.01 });
    expect(low).toBeCloseTo(0.95 - 4 * 0.0108972 - 0.01, 6);
    expect(high).toBeCloseTo(1, 6);
  });
});
