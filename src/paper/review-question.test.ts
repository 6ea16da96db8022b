import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFits, type Slot } from '../survey/questionnaire';
import { namedQuestion, nothingTyped, pressReviewKey, slotQuestion, type Typing } from './review-question';

const common = { index: 0, questionId: 'Q', text: '', part: 'own' as const };
const anySlot: fc.Arbitrary<Slot> = fc.oneof(
  fc
    .record({ scale: fc.constantFrom('five' as const, 'three' as const), notApplicable: fc.boolean() })
    .map(({ scale, notApplicable }): Slot => ({ ...common, kind: 'rating', scale, notApplicable })),
  fc
    .record({ size: fc.integer({ min: 2, max: 30 }), notApplicable: fc.boolean() })
    .map(({ size, notApplicable }): Slot => ({
      ...common,
      kind: 'single',
      options: Array.from({ length: size }, (_, at) => `${at}`),
      notApplicable,
    })),
  fc
    .record({ size: fc.integer({ min: 2, max: 7 }), notApplicable: fc.boolean() })
    .map(({ size, notApplicable }): Slot => ({
      ...common,
      kind: 'multiple',
      options: Array.from({ length: size }, (_, at) => `${at}`),
      notApplicable,
    })),
);
const anyKey = fc.constantFrom(
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
  'd',
  'u',
  'Enter',
  'Backspace',
  'F5',
  'a',
);

/** Presses keys until one decides. */
function press(slot: Slot, keys: readonly string[]) {
  const question = slotQuestion(slot);
  let typing: Typing = nothingTyped;
  for (const key of keys) {
    const pressed = pressReviewKey(question, typing, key);
    if (pressed.outcome === 'typing') typing = pressed.typing;
    else if (pressed.outcome === 'decided') return pressed;
  }
  return undefined;
}

describe('one key in the review queue', () => {
  it('never says what its question cannot hold, whatever is typed', () => {
    fc.assert(
      fc.property(anySlot, fc.array(anyKey, { maxLength: 8 }), (slot, keys) => {
        const said = press(slot, keys);
        if (said) expect(answerFits(slot, Number(said.value))).toBe(true);
      }),
    );
  });

  const five: Slot = { ...common, kind: 'rating', scale: 'five', notApplicable: false };
  it('is enough for a rating: 1–5, 0 or space blank, d unreadable and blank', () => {
    expect(press(five, ['4'])).toMatchObject({ value: '4', unreadable: false });
    expect(press(five, ['0'])).toMatchObject({ value: '0', unreadable: false });
    expect(press(five, [' '])).toMatchObject({ value: '0' });
    expect(press(five, ['d'])).toMatchObject({ value: '0', unreadable: true });
    for (const key of ['6', '9', 'x'])
      expect(pressReviewKey(slotQuestion(five), nothingTyped, key).outcome).toBe('refused');
  });

  it('goes back by u, and takes back digits first', () => {
    expect(pressReviewKey(slotQuestion(five), nothingTyped, 'u').outcome).toBe('undo');
    expect(pressReviewKey(slotQuestion(five), { mask: 0, digits: '1' }, 'u')).toMatchObject({ typing: { digits: '' } });
  });

  it('chooses several by toggling, and one of many by digits and Enter', () => {
    const several: Slot = { ...common, kind: 'multiple', options: ['a', 'b', 'c'], notApplicable: false };
    expect(press(several, ['1', '3', '2', '3', 'Enter'])).toMatchObject({ value: '3' });
    const many: Slot = {
      ...common,
      kind: 'single',
      options: Array.from({ length: 12 }, (_, at) => `${at}`),
      notApplicable: true,
    };
    expect(press(many, ['1', '2', 'Enter'])).toMatchObject({ value: '12' });
    expect(press(many, ['1', '0', 'Enter'])).toMatchObject({ value: '10' });
    expect(press(many, ['x'])).toMatchObject({ value: '254' });
  });

  it('names a field by its number in the list, and none by 0', () => {
    const question = namedQuestion('field', [
      { code: 'TP', name: 'Tư pháp' },
      { code: 'DD', name: 'Đất đai' },
    ]);
    expect(pressReviewKey(question, nothingTyped, '2')).toMatchObject({ value: 'DD' });
    expect(pressReviewKey(question, nothingTyped, '0')).toMatchObject({ value: '' });
  });
});
