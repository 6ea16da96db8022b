import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInQuestionnaire } from '../survey/built-in-questionnaires';
import { answerFits, answerSlots, type Questionnaire, type Slot } from '../survey/questionnaire';
import { encodeAnswers, parseSubmission, submissionFromForm } from './submission';

const formC = answerSlots(builtInQuestionnaire('C', 1)!);

const own: Questionnaire = {
  ...builtInQuestionnaire('C', 1)!,
  id: 'RIENG-1',
  questions: [
    { kind: 'three', id: 'D1', text: 'D1', notApplicable: true },
    { kind: 'single', id: 'D2', text: 'D2', options: ['a', 'b', 'c'], notApplicable: false },
    { kind: 'multiple', id: 'D3', text: 'D3', options: ['a', 'b', 'c', 'd'], notApplicable: true },
  ],
};
const ownSlots = answerSlots(own);

/** Any answer that a slot allows, as a form may send it, with the byte it must become. */
function allowed(slot: Slot): fc.Arbitrary<readonly [unknown, number]> {
  const most = slot.kind === 'rating' ? (slot.scale === 'five' ? 5 : 3) : slot.options.length;
  const given: fc.Arbitrary<readonly [unknown, number]> =
    slot.kind === 'multiple'
      ? fc
          .uniqueArray(fc.integer({ min: 1, max: most }), { minLength: 1 })
          .map((options) => [options, options.reduce((mask, option) => mask + 2 ** (option - 1), 0)] as const)
      : fc.integer({ min: 1, max: most }).map((value) => [value, value] as const);
  return slot.notApplicable ? fc.oneof(given, fc.constant(['na', 254] as const)) : given;
}

describe('answers become bytes', () => {
  it('as in the vector of docs/formats/ballot.md', () => {
    const encoded = encodeAnswers({ '1': 5, '2': 4, overall: 5 }, formC);
    expect(encoded.ok && Buffer.from(encoded.value.slice(0, 10)).toString('hex')).toBe('05040000000000000005');
  });

  it('each in its slot, every other slot 0', () => {
    fc.assert(
      fc.property(
        fc
          .subarray(ownSlots)
          .chain((asked) =>
            fc.tuple(...asked.map((slot) => allowed(slot).map(([sent, byte]) => ({ slot, sent, byte })))),
          ),
        (given) => {
          const encoded = encodeAnswers(
            Object.fromEntries(given.map(({ slot, sent }) => [slot.questionId, sent])) as Record<string, number>,
            ownSlots,
          );
          const expected = new Uint8Array(ownSlots.length);
          for (const { slot, byte } of given) expected[slot.index] = byte;
          expect(encoded).toEqual({ ok: true, value: expected });
        },
      ),
    );
  });

  it('only where they lie on the scale', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ownSlots), fc.integer({ min: 0, max: 254 }), (slot, byte) => {
        fc.pre(slot.kind !== 'multiple');
        expect(encodeAnswers({ [slot.questionId]: byte }, ownSlots).ok).toBe(answerFits(slot, byte));
      }),
    );
  });

  it('a multiple choice only as a list: a number could be an option or a mask', () => {
    expect(encodeAnswers({ D3: 3 }, ownSlots)).toEqual({
      ok: false,
      error: { type: 'answer-off-scale', question: 'D3' },
    });
    expect(encodeAnswers({ D3: [5] }, ownSlots)).toEqual({
      ok: false,
      error: { type: 'answer-off-scale', question: 'D3' },
    });
  });
});

describe('a form posted without script', () => {
  it('says the same as the JSON of the island', () => {
    const sent = submissionFromForm([
      ['id', 'a'.repeat(32)],
      ['unit', 'QNG-HT'],
      ['period', '2025-Q1'],
      ['form', 'RIENG-1'],
      ['version', '1'],
      ['field', ''],
      ['asked', '1'],
      ['a:1', '4'],
      ['a:D1', 'na'],
      ['a:D3[]', '1'],
      ['a:D3[]', '3'],
      ['t:proposal', 'Thêm ghế'],
      ['t:other-opinion', ''],
    ]);
    expect(sent).toMatchObject({
      answers: { '1': 4, D1: 'na', D3: [1, 3] },
      comments: { proposal: 'Thêm ghế' },
      version: 1,
    });
    expect(parseSubmission(sent).ok).toBe(true);
  });

  it('takes "không áp dụng" of a multiple choice over options ticked beside it', () => {
    expect(
      submissionFromForm([
        ['a:D3[]', '1'],
        ['a:D3[]', 'na'],
      ])['answers'],
    ).toEqual({ D3: 'na' });
  });

  it('never throws, whatever is posted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string())),
        (entries) => void parseSubmission(submissionFromForm(entries)),
      ),
    );
  });
});

it('whatever JSON is sent is accepted or refused, never an exception', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void parseSubmission(value)));
});
