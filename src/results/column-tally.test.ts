import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeBallots } from '../../test/fixtures/made-ballots';
import type { StoredBallot } from '../collection/ballot';
import { questionnaireA, questionnaireB, questionnaireC } from '../survey/built-in-questionnaires';
import type { Questionnaire } from '../survey/questionnaire';
import { wordPlan } from './alikeness-words';
import { type BallotColumns, CodeNumbers, codeSeparator } from './ballot-columns';
import { ColumnTally } from './column-tally';
import { TallySpace } from './tally-space';
import { type GroupTally, tallyLayout, tallyOf } from './tally';

const withOddSlots: Questionnaire = {
  ...questionnaireC,
  questions: [
    { id: 'several', text: '', kind: 'multiple', options: ['a', 'b', 'c'], notApplicable: true },
    { id: 'one', text: '', kind: 'single', options: ['a', 'b'], notApplicable: true },
  ],
};
const forms = [questionnaireA, questionnaireB, questionnaireC, withOddSlots];

function columnsOf(ballots: readonly StoredBallot[]): BallotColumns {
  const separator = String.fromCharCode(codeSeparator);
  const codes = (pick: (ballot: StoredBallot) => string | undefined) =>
    Buffer.from(ballots.map((ballot) => pick(ballot) ?? '').join(separator));
  return {
    unitCode: 'DV',
    periodId: '2025-Q1' as BallotColumns['periodId'],
    formId: 'A',
    formVersion: 1,
    channels: codes(({ channel }) => channel),
    fields: codes(({ fieldCode }) => fieldCode),
    officials: codes(({ officialCode }) => officialCode),
    repeats: Buffer.from(ballots.map(({ possibleRepeat }) => (possibleRepeat ? 'r' : '-')).join('')),
    answers: Buffer.concat(ballots.map(({ answers }) => answers)),
  };
}

function ordinary(groups: ReturnType<ColumnTally['result']>): GroupTally[] {
  return groups.map(({ cut, code, set, ballots, counts, alikeness }) => {
    return { cut, code, set, ballots, counts: [...counts], alikeness: [...alikeness] };
  });
}

const ballotOf = (ballot: StoredBallot) => ({
  ...ballot,
  fieldCode: ballot.fieldCode ?? null,
  officialCode: ballot.officialCode ?? null,
});

describe('counting by columns', () => {
  it('gives what counting ballot by ballot gives, in however many pieces they come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.boolean(),
        fc.constantFrom([''], ['', 'CB01', 'CB02'], ['CB01', 'Đ.7']),
        (form, pieces, seed, voided, officials) => {
          const layout = tallyLayout(form);
          const tally = new ColumnTally(layout, new TallySpace(), voided);
          const all: StoredBallot[] = [];
          for (const [at, count] of pieces.entries()) {
            const made = { unitCode: 'DV', periodId: '2025-Q1', form, count, seed: seed + at, repeatOneIn: 9 };
            const ballots = madeBallots({ ...made, officials });
            all.push(...ballots);
            expect(tally.add(columnsOf(ballots))).toBe(count);
          }
          const expected = tallyOf(layout, all.map(ballotOf));
          const setOf = { counted: 'voided', 'possible-repeat': 'voided-possible-repeat' } as Record<string, string>;
          expect(ordinary(tally.result())).toEqual(
            voided ? expected.map((group) => ({ ...group, set: setOf[group.set] })) : expected,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the sums of a factor exact where they outgrow the words they are added up in', () => {
    const items = Array.from({ length: 90 }, (_, at) => ({ id: `X.${at}`, text: '' }));
    const form: Questionnaire = { ...questionnaireA, factors: [{ id: 'X', title: '', items }], respondent: [] };
    const layout = tallyLayout(form);
    const made = { unitCode: 'DV', periodId: '2025-Q1', form, seed: 3, mood: 1, fields: [''], officials: [''] };
    const ballots = madeBallots({ ...made, count: wordPlan(layout).mostBallots * 2 }).map((ballot): StoredBallot => ({
      ...ballot,
      channel: 'web',
    }));
    const tally = new ColumnTally(layout, new TallySpace());
    tally.add(columnsOf(ballots.slice(0, 100)));
    tally.add(columnsOf(ballots.slice(100)));
    expect(ordinary(tally.result())).toEqual(tallyOf(layout, ballots.map(ballotOf)));
  });

  it('stops at a byte that the form cannot hold and at a piece that is cut off', () => {
    const layout = tallyLayout(questionnaireC);
    const [ballot] = madeBallots({ unitCode: 'DV', periodId: '2025-Q1', form: questionnaireC, count: 1, seed: 1 });
    const columns = columnsOf(ballot ? [ballot] : []);
    const tally = new ColumnTally(layout, new TallySpace());
    const wrong = columns.answers.slice().fill(6, 0, 1);
    expect(() => tally.add({ ...columns, answers: wrong })).toThrow('bug: answer 6');
    expect(() => tally.add({ ...columns, answers: columns.answers.subarray(1) })).toThrow('bug: 9 bytes');
  });

  it('numbers codes exactly, also more of them than it keeps by heart', () => {
    const numbers = new CodeNumbers();
    const codes = Array.from({ length: 3_000 }, (_, at) => `M${(at * 7_919) % 2_500}`);
    const read = numbers.read(Buffer.from(codes.join('\x1f')), codes.length);
    expect(codes.map((_, at) => numbers.codes[read[at] ?? -1])).toEqual(codes);
    expect(numbers.codes).toHaveLength(new Set(codes).size);
    expect(() => numbers.read(Buffer.from('a\x1fb'), 3)).toThrow('bug: 2 codes');
    expect(() => numbers.read(Buffer.from('a\x1fb'), 1)).toThrow('bug: more than 1');
  });
});
