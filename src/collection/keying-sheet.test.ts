import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFits, answerSlots, type Questionnaire } from '../survey/questionnaire';
import {
  emptySheet,
  hasAnswer,
  keyedSheet,
  type KeyingPlace,
  pressKey,
  type SheetDraft,
  sheetOf,
} from './keying-sheet';

const questionnaire: Questionnaire = {
  id: 'T',
  version: 1,
  title: '',
  source: '',
  scale: 'five',
  scaleOrder: 'ascending',
  factors: [
    {
      id: 'I',
      title: '',
      items: [
        { id: 'I.1', text: '' },
        { id: 'I.2', text: '' },
      ],
    },
  ],
  overall: { id: 'overall', text: '' },
  questions: [
    { id: 'Q1', kind: 'three', text: '', notApplicable: true },
    { id: 'Q2', kind: 'multiple', text: '', options: ['a', 'b', 'c'], notApplicable: false },
    {
      id: 'Q3',
      kind: 'single',
      text: '',
      options: Array.from({ length: 12 }, (_, index) => `${index}`),
      notApplicable: false,
    },
  ],
  respondent: [],
};
const slots = answerSlots(questionnaire);
const places: KeyingPlace[] = [
  {
    kind: 'field',
    choices: [
      { code: 'TP', name: 'Tư pháp' },
      { code: 'DD', name: 'Đất đai' },
    ],
  },
  ...slots.map((slot): KeyingPlace => ({ kind: 'slot', slot })),
];

function type(keys: readonly string[], draft: SheetDraft = emptySheet(places)) {
  let outcome = 'ignored';
  for (const key of keys) ({ draft, outcome } = pressKey(draft, key));
  return { draft, outcome };
}

describe('keying a sheet by keys', () => {
  it('takes one key an answer, in the order of the paper, and ends with Enter', () => {
    const { draft, outcome } = type(['2', '5', '4', '3', 'x', '1', '3', 'Enter', '1', '2', 'Enter', 'Enter']);
    expect(outcome).toBe('finished');
    expect(keyedSheet(draft)).toEqual({ fieldCode: 'DD', officialCode: undefined, answers: [5, 4, 3, 254, 0b101, 12] });
  });

  it('leaves blank by 0 and by space', () => {
    const { draft } = type(['0', ' ', '0', '5']);
    expect(keyedSheet(draft)).toMatchObject({ fieldCode: undefined, answers: [0, 0, 5, 0, 0, 0] });
  });

  it('goes back by backspace and arrow up, and the next key corrects', () => {
    expect(keyedSheet(type(['1', '5', 'Backspace', '4']).draft).answers[0]).toBe(4);
    expect(keyedSheet(type(['1', '5', '5', 'ArrowUp', 'ArrowUp', '2']).draft).answers.slice(0, 2)).toEqual([2, 5]);
  });

  it('refuses a key off the scale and changes nothing', () => {
    const before = type(['1']).draft;
    for (const key of ['6', '9', 'x']) expect(pressKey(before, key)).toEqual({ draft: before, outcome: 'refused' });
    expect(pressKey(before, 'F5').outcome).toBe('ignored');
  });

  it('asks once before taking untouched places as blank, and goes to the first of them', () => {
    const { draft, outcome } = type(['1', '5', 'ArrowDown', '5', 'Enter']);
    expect(outcome).toBe('asks-to-confirm');
    expect(draft.at).toBe(2);
    expect(pressKey(draft, 'Enter').outcome).toBe('finished');
    expect(pressKey(pressKey(draft, '4').draft, 'Enter').outcome).toBe('asks-to-confirm');
  });

  it('never makes a byte that its slot cannot hold, whatever is typed', () => {
    const key = fc.constantFrom(
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      ' ',
      'x',
      'Enter',
      'Backspace',
      'ArrowUp',
      'ArrowDown',
      'a',
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const { draft } = type(keys);
        const { answers } = keyedSheet(draft);
        expect(answers).toHaveLength(slots.length);
        expect(slots.every((slot) => answerFits(slot, answers[slot.index] ?? -1))).toBe(true);
        expect(draft.at).toBeGreaterThanOrEqual(0);
        expect(draft.at).toBeLessThanOrEqual(places.length);
        expect(hasAnswer(draft)).toBe(answers.some((byte) => byte !== 0));
      }),
    );
  });

  it('opens a keyed sheet again as it was keyed', () => {
    const { draft } = type(['2', '5', '4', '3', 'x', '1', '3', 'Enter', '7', 'Enter']);
    expect(keyedSheet(sheetOf(places, keyedSheet(draft)))).toEqual(keyedSheet(draft));
    expect(pressKey(sheetOf(places, keyedSheet(draft)), 'Enter').outcome).toBe('finished');
  });
});
