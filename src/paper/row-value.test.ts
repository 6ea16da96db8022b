import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFits, type Slot } from '../survey/questionnaire';
import type { RowReading, RowState } from './page-reading';
import { machineRow, readingOfSheet, type RowContext, valueFits } from './row-value';

const slots: Slot[] = [
  { index: 0, questionId: 'I.1', text: '', part: 'item', kind: 'rating', scale: 'five', notApplicable: false },
  { index: 1, questionId: 'Q1', text: '', part: 'own', kind: 'single', options: ['a', 'b', 'c'], notApplicable: true },
  {
    index: 2,
    questionId: 'Q2',
    text: '',
    part: 'own',
    kind: 'multiple',
    options: ['a', 'b', 'c'],
    notApplicable: true,
  },
];
const context: RowContext = { slots, fieldCodes: new Set(['TP']), officialCodes: new Set(['CB01']) };
const row = (item: string, state: RowState, choices: RowReading['choices'], doubt = 0): RowReading => ({
  item,
  state,
  choices,
  boxes: [],
  doubt,
});
const value = (item: string, choices: RowReading['choices']) =>
  machineRow(row(item, 'marked', choices), context)?.value;

describe('what the machine makes of a row', () => {
  it('is an answer of its question or nothing: what cannot be one is doubtful', () => {
    const choice = fc.oneof(fc.integer({ min: 1, max: 127 }), fc.constantFrom('na', 'TP', 'XX'));
    const state = fc.constantFrom<RowState>('blank', 'marked', 'corrected', 'doubtful');
    fc.assert(
      fc.property(
        fc.constantFrom('I.1', 'Q1', 'Q2', 'field', 'official'),
        state,
        fc.uniqueArray(choice, { maxLength: 4 }),
        (item, said, choices) => {
          const read = machineRow(row(item, said, choices), context)!;
          if (read.value === undefined) {
            expect(read.state).toBe('doubtful');
            expect(read.doubt).toBeGreaterThanOrEqual(0.5);
          } else {
            expect(said).not.toBe('doubtful');
            expect(valueFits(item, read.value, context)).toBe(true);
          }
        },
      ),
    );
  });

  it('is the byte of the slot, the mask of several, the code of a field', () => {
    expect(value('I.1', [4])).toBe('4');
    expect(value('Q2', [1, 3])).toBe('5');
    expect(value('Q1', ['na'])).toBe('254');
    expect(value('field', ['TP'])).toBe('TP');
    expect(value('field', [])).toBe('');
    expect(value('I.1', [])).toBe('0');
  });

  it('is left to people for two marks in a row of one, a mark beside "không áp dụng", and an unknown code', () => {
    expect(value('I.1', [4, 5])).toBeUndefined();
    expect(value('I.1', ['na'])).toBeUndefined();
    expect(value('Q2', [1, 'na'])).toBeUndefined();
    expect(value('field', ['XX'])).toBeUndefined();
  });

  it('is nothing for a row that the form does not ask', () => {
    expect(machineRow(row('Z9', 'marked', [1]), context)).toBeUndefined();
  });
});

describe('the ballot of a sheet', () => {
  it('holds an answer that fits in every slot, whatever was read', () => {
    const finals = fc.dictionary(fc.constantFrom('I.1', 'Q1', 'Q2'), fc.constantFrom('0', '1', '2', '3'));
    fc.assert(
      fc.property(finals, (said) => {
        const reading = readingOfSheet(new Map(Object.entries(said)), {}, slots);
        if (reading.kind === 'spoiled') expect(Object.values(said).every((byte) => byte === '0')).toBe(true);
        else expect(slots.every((slot) => answerFits(slot, reading.answers[slot.index] ?? -1))).toBe(true);
      }),
    );
  });

  it('is none where nothing is marked or written', () => {
    expect(readingOfSheet(new Map([['I.1', '0']]), { proposal: '' }, slots)).toEqual({
      kind: 'spoiled',
      reason: 'blank',
    });
    expect(readingOfSheet(new Map(), { proposal: 'Thêm ghế' }, slots)).toMatchObject({
      kind: 'ballot',
      freeTexts: { proposal: 'Thêm ghế' },
    });
  });
});
