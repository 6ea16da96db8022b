import { describe, expect, it } from 'vitest';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { answerSlots, type Questionnaire } from '../survey/questionnaire';
import { slotTally, tallyLayout, tallyOf } from './tally';

const ballot = (answers: Uint8Array) => ({
  channel: 'web',
  fieldCode: null,
  officialCode: null,
  possibleRepeat: false,
  answers,
});

describe('a roll-up', () => {
  it('has the cells of docs/formats/results.md', () => {
    const answers = Uint8Array.from([5, 4, 0, 5, 5, 0, 0, 0, 0, 4]);
    const whole = tallyOf(tallyLayout(questionnaireC), [ballot(answers)]).find(({ cut }) => cut === 'all');
    expect(whole?.counts.join('')).toBe(
      '0000010 0000100 1000000 0000010 0000010 1000000 1000000 1000000 1000000 0000100'.replaceAll(' ', ''),
    );
    expect(whole?.alikeness?.slice(0, 6)).toEqual([1, 4, 4, 4, 18, 81]);
  });

  it('counts each chosen option of a multiple choice, and "không áp dụng" neither as answer nor as missing', () => {
    const form: Questionnaire = {
      ...questionnaireC,
      id: 'RIENG',
      questions: [
        {
          id: 'R1',
          kind: 'multiple',
          text: 'Biết qua đâu?',
          options: ['Loa', 'Mạng', 'Người quen'],
          notApplicable: true,
        },
      ],
    };
    const index = answerSlots(form).findIndex(({ questionId }) => questionId === 'R1');
    const answered = (byte: number) => ballot(Uint8Array.from([...new Array<number>(10).fill(5), byte]));
    const layout = tallyLayout(form);
    const whole = tallyOf(layout, [answered(0b011), answered(0b110), answered(254), answered(0)]).find(
      ({ cut }) => cut === 'all',
    );
    expect(slotTally(layout, index, whole?.counts ?? [], 4)).toEqual({
      n: 2,
      missing: 1,
      notApplicable: 1,
      counts: [1, 2, 1],
    });
  });

  it('refuses bytes that the form cannot hold: they were let in by a bug', () => {
    expect(() =>
      tallyOf(tallyLayout(questionnaireC), [ballot(Uint8Array.from([6, 0, 0, 0, 0, 0, 0, 0, 0, 0]))]),
    ).toThrow('bug');
    expect(() => tallyOf(tallyLayout(questionnaireC), [ballot(Uint8Array.of(5))])).toThrow('bug');
  });
});
