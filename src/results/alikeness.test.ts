import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Slot } from '../survey/questionnaire';
import {
  addAlikeness,
  alikenessCells,
  answersByPerson,
  estimateFactor,
  factorSpans,
  pooledVariances,
} from './alikeness';
import { estimateRow } from './estimate';

interface Case {
  readonly points: 3 | 5;
  /** One text a ballot, one digit an item, 0 where left blank. */
  readonly answers: readonly string[];
  readonly share: number;
  readonly shareVariance: number;
  readonly mean: number;
  readonly meanVariance: number;
  readonly effective: number;
  readonly wilson: readonly [number, number];
  readonly meanInterval: readonly [number, number];
}
const oracle = JSON.parse(readFileSync('test/fixtures/alikeness/oracle.json', 'utf8')) as readonly Case[];

function counted(answers: readonly (readonly number[])[], points: 3 | 5) {
  const items = answers[0]?.length ?? 0;
  const scale = points === 5 ? 'five' : 'three';
  const common = { kind: 'rating', part: 'item', notApplicable: false, text: '', factorId: 'I', scale } as const;
  const slots = Array.from({ length: items }, (_, index): Slot => {
    const questionId = String(index);
    return { ...common, index, questionId };
  });
  const [span] = factorSpans(slots);
  const cells = new Array<number>(alikenessCells).fill(0);
  if (span) for (const ballot of answers) addAlikeness(cells, span, Uint8Array.from(ballot));
  const itemCounts = Array.from({ length: items }, (_, item) =>
    Array.from({ length: points }, (__, at) => answers.filter((ballot) => ballot[item] === at + 1).length),
  );
  const counts = Array.from({ length: points }, (_, at) => itemCounts.reduce((sum, each) => sum + (each[at] ?? 0), 0));
  return { cells, itemCounts, counts };
}

const relative = (found: number, wanted: number) => Math.abs(found - wanted) / Math.max(1e-9, Math.abs(wanted));

describe('the interval of a factor', () => {
  it('is that of R survey with a ballot as cluster: variances to 1e-9, ends to what rounding the effective n leaves', () => {
    for (const { points, answers, ...theirs } of oracle) {
      const { cells, itemCounts, counts } = counted(
        answers.map((ballot) => [...ballot].map(Number)),
        points,
      );
      const variances = pooledVariances(counts, cells);
      expect(relative(variances.share, theirs.shareVariance)).toBeLessThan(1e-9);
      expect(relative(variances.mean, theirs.meanVariance)).toBeLessThan(1e-9);
      const byPerson = answersByPerson(itemCounts, cells);
      expect(byPerson.effectiveForShare).toBeCloseTo(theirs.effective, 9);
      const row = estimateFactor(counts, byPerson);
      expect(row?.satisfiedShare.value).toBeCloseTo(theirs.share * 100, 9);
      expect(row?.satisfiedShare.low).toBeCloseTo(theirs.wilson[0] * 100, 8);
      expect(row?.satisfiedShare.high).toBeCloseTo(theirs.wilson[1] * 100, 8);
      const [low, high] = theirs.meanInterval.map((end) => (Math.min(points, Math.max(1, end)) / points) * 100);
      const width = (high ?? 0) - (low ?? 0);
      // Rounded down to a tenth, never narrower; with eleven effective answers that is at most half a percent wider.
      expect((row?.meanScore.high ?? 0) - (row?.meanScore.low ?? 0)).toBeGreaterThan(width * (1 - 1e-9));
      expect((row?.meanScore.high ?? 0) - (row?.meanScore.low ?? 0)).toBeLessThan(width * 1.02);
    }
  });

  const someBallots = fc
    .array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }), { minLength: 5, maxLength: 60 })
    .filter((ballots) => ballots.filter((ballot) => ballot.some((answer) => answer > 0)).length >= 5);

  it('is never narrower than if all answers were independent, and widest where only the counts are known', () => {
    fc.assert(
      fc.property(someBallots, (ballots) => {
        const { cells, itemCounts, counts } = counted(ballots, 5);
        const width = (row: ReturnType<typeof estimateRow>) =>
          (row?.satisfiedShare.high ?? 0) - (row?.satisfiedShare.low ?? 0);
        const independent = width(estimateRow(counts));
        const known = width(estimateFactor(counts, answersByPerson(itemCounts, cells)));
        expect(known).toBeGreaterThanOrEqual(independent - 1e-9);
        const variances = pooledVariances(counts, cells);
        const worst = answersByPerson(itemCounts, null);
        const n = counts.reduce((sum, count) => sum + count, 0);
        const p = ((counts[3] ?? 0) + (counts[4] ?? 0)) / n;
        const people = cells[0] ?? 0;
        expect((p * (1 - p)) / worst.effectiveForShare).toBeGreaterThan(
          (variances.share * (people - 1)) / people - 1e-12,
        );
      }),
    );
  });

  it('of people who say the same to every question is that of people, however many questions there are', () => {
    const people = [5, 4, 4, 2, 3, 5, 1, 4, 4, 5, 2, 4].map((answer) => [answer, answer, answer, answer]);
    const { cells, itemCounts } = counted(people, 5);
    const { effectiveForShare } = answersByPerson(itemCounts, cells);
    expect(effectiveForShare).toBeGreaterThan(8);
    expect(effectiveForShare).toBeLessThanOrEqual(11);
  });

  it('counts people where nobody is dissatisfied: how alike they are cannot be seen', () => {
    const { cells, itemCounts } = counted(
      Array.from({ length: 20 }, () => [5, 5, 4]),
      5,
    );
    expect(answersByPerson(itemCounts, cells).effectiveForShare).toBeLessThanOrEqual(20);
  });
});
