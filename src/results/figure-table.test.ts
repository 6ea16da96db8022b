import fc from 'fast-check';
import { expect, it } from 'vitest';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { questionnaireA, questionnaireB, questionnaireC } from '../survey/built-in-questionnaires';
import { figurePlan, figuresPerRow, writeFigures } from './figure-table';
import { resultRows } from './result-rows';
import { tallyLayout, tallyOf } from './tally';

it('the figures of a whole country are the rows of the pages', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(questionnaireA, questionnaireB, questionnaireC),
      fc.integer({ min: 60, max: 200 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (form, count, seed, mood) => {
        const layout = tallyLayout(form);
        const ballots = madeBallots({ unitCode: 'DV', periodId: '2025-Q1', form, count, seed, mood, missingOneIn: 6 });
        const countable = ballots.map((each) => ({ ...each, fieldCode: null, officialCode: null }));
        const group = tallyOf(layout, countable).find(({ cut }) => cut === 'all');
        if (!group) throw new Error('no group');
        const rows = resultRows(form, layout, group, () => true);
        const plan = figurePlan(layout);
        const into = new Float64Array(plan.length * figuresPerRow);
        const counts = Uint32Array.from(group.counts);
        const alikeness = Float64Array.from(group.alikeness ?? []);
        expect(writeFigures(plan, layout, { counts, alikeness }, into, 0)).toBe(rows.length * figuresPerRow);
        rows.forEach((row, index) => {
          const [n, ...figures] = into.subarray(index * figuresPerRow, (index + 1) * figuresPerRow);
          if (row.suppressed) throw new Error('the page hides none of so many answers');
          expect(n).toBe(row.n);
          const { satisfiedShare: share, meanScore: mean } = row;
          const expected = [share.value, share.low, share.high, mean.value, mean.low, mean.high];
          expected.forEach((figure, place) => expect(figures[place]).toBeCloseTo(figure, 10));
        });
      },
    ),
    { numRuns: 40 },
  );
});
