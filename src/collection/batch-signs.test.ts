import { describe, expect, it } from 'vitest';
import { seededChance, shuffled } from '../kernel/random';
import { questionnaireA, questionnaireC } from '../survey/built-in-questionnaires';
import { answerSlots } from '../survey/questionnaire';
import { batchSigns, isStraight, type StackedSheet } from './batch-signs';
import { monteCarloP } from './monte-carlo-p';

const slots = answerSlots(questionnaireA);
const chance = seededChance(7);
const honest = (count: number, reader = 'an'): StackedSheet[] =>
  Array.from({ length: count }, () => {
    const mood = chance(3);
    return { answers: Uint8Array.from(slots, () => Math.min(5, 2 + mood + (chance(3) > 0 ? 1 : 0))), reader };
  });

describe('a stack of paper', () => {
  it('below 20 sheets gives no sign', () => {
    expect(batchSigns(honest(19), slots, seededChance(1))).toBeUndefined();
    expect(batchSigns(honest(20), slots, seededChance(1))?.sheets).toBe(20);
  });

  it('gives the same figures for the same stack', () => {
    const stack = honest(40);
    expect(batchSigns(stack, slots, seededChance(1))).toEqual(batchSigns(stack, slots, seededChance(1)));
  });

  it('with twelve copies of one sheet shows them, wherever they lie, and not as an order of sheets', () => {
    const [copied] = honest(1);
    const copies = Array.from({ length: 12 }, () => copied as StackedSheet);
    const signs = batchSigns(shuffled([...honest(48), ...copies], chance), slots, seededChance(1));
    expect(signs?.identicalPairs).toBeGreaterThanOrEqual(66);
    expect(signs?.identicalP).toBeLessThan(0.001);
    expect(signs?.orderP).toBeGreaterThan(0.01);
  });

  it('leaves out sheets with one answer throughout when it looks for copies', () => {
    const fives = Array.from({ length: 30 }, () => ({ answers: Uint8Array.from(slots, () => 5), reader: 'an' }));
    const signs = batchSigns([...honest(30), ...fives], slots, seededChance(1));
    expect(signs?.identicalP).toBeGreaterThan(0.01);
    expect(isStraight([5, 5, 5])).toBe(true);
    expect(isStraight([0, 0, 0])).toBe(false);
  });

  it('that was not shaken shows one hand after the other', () => {
    const low = honest(25).map((sheet) => ({
      ...sheet,
      answers: sheet.answers.map((answer) => Math.max(1, answer - 2)),
    }));
    const inOrder = [...honest(25), ...low];
    expect(batchSigns(inOrder, slots, seededChance(1))?.orderP).toBeLessThan(0.001);
    expect(batchSigns(shuffled(inOrder, chance), slots, seededChance(1))?.orderP).toBeGreaterThan(0.01);
  });

  it('shows a keyer whose sheets are not like those of others; one keyer alone is compared with nobody', () => {
    const invented = honest(25, 'binh').map((sheet) => ({ ...sheet, answers: sheet.answers.map(() => 5) }));
    const stack = shuffled([...honest(25), ...invented], chance);
    expect(batchSigns(stack, slots, seededChance(1))?.readerP).toBeLessThan(0.001);
    const alone = stack.map((sheet) => ({ ...sheet, reader: 'an' }));
    expect(batchSigns(alone, slots, seededChance(1))?.readerP).toBeUndefined();
  });

  it('works on a form of one factor and on unanswered sheets', () => {
    const short = answerSlots(questionnaireC);
    const blank = Array.from({ length: 20 }, () => ({ answers: Uint8Array.from(short, () => 0), reader: undefined }));
    expect(batchSigns(blank, short, seededChance(1))).toEqual({
      sheets: 20,
      identicalPairs: 0,
      identicalP: undefined,
      orderP: 1,
      readerP: undefined,
    });
  });
});

it('a p-value by drawing is never zero, and 1 where every draw is as odd', () => {
  expect(monteCarloP(1, () => 0)).toBe(1 / 20_000);
  expect(monteCarloP(1, () => 1)).toBe(1);
  let drawn = 0;
  expect(monteCarloP(1, () => (drawn++ % 4 === 0 ? 1 : 0))).toBeCloseTo(20 / 77, 10);
});
