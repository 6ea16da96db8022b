import { notApplicable, pointsOf, type Slot } from '../survey/questionnaire';
import type { RowValue } from './row-value';

/** One question as the review queue asks it. `words` undefined: the words of the scale, in `ui/text`. */
export interface ReviewQuestion {
  readonly item: string;
  /** Undefined: the words for field, official, and the two standing texts stand in `ui/text`. */
  readonly label: string | undefined;
  readonly kind: 'one' | 'several' | 'text';
  readonly scale: 'five' | 'three' | undefined;
  readonly options: readonly { readonly value: RowValue; readonly words: string | undefined }[];
  readonly notApplicable: boolean;
  /** What a blank row says. */
  readonly blank: RowValue;
}

export function slotQuestion(slot: Slot): ReviewQuestion {
  const options =
    slot.kind === 'rating'
      ? Array.from({ length: pointsOf(slot.scale) }, (_, at) => ({ value: String(at + 1), words: undefined }))
      : slot.options.map((words, at) => ({ value: String(at + 1), words }));
  return {
    item: slot.questionId,
    label: slot.text,
    kind: slot.kind === 'multiple' ? 'several' : 'one',
    scale: slot.kind === 'rating' ? slot.scale : undefined,
    options,
    notApplicable: slot.notApplicable,
    blank: '0',
  };
}

export function namedQuestion(
  item: 'field' | 'official',
  choices: readonly { readonly code: string; readonly name: string }[],
): ReviewQuestion {
  const options = choices.map(({ code, name }) => ({ value: code, words: name }));
  return { item, label: undefined, kind: 'one', scale: undefined, options, notApplicable: false, blank: '' };
}

export function textQuestion(item: string, label: string | undefined): ReviewQuestion {
  return { item, label, kind: 'text', scale: undefined, options: [], notApplicable: false, blank: '' };
}

/** What was typed so far for a row: options of a multiple choice, or digits of a long list waiting for Enter. */
export interface Typing {
  readonly mask: number;
  readonly digits: string;
}
export const nothingTyped: Typing = { mask: 0, digits: '' };

export type ReviewKey =
  | { readonly outcome: 'decided'; readonly value: RowValue; readonly unreadable: boolean }
  | { readonly outcome: 'typing'; readonly typing: Typing }
  | { readonly outcome: 'undo' }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'ignored' };

const decided = (value: RowValue, unreadable = false): ReviewKey => ({ outcome: 'decided', value, unreadable });

/** One key in the review queue: 1–9 choose, 0 or space blank, x not applicable, d unreadable, u back. */
export function pressReviewKey(question: ReviewQuestion, typing: Typing, key: string): ReviewKey {
  if (question.kind === 'text') return { outcome: 'ignored' };
  const lower = key.toLowerCase();
  if (lower === 'u' || key === 'Backspace')
    return typing.digits === '' ? { outcome: 'undo' } : { outcome: 'typing', typing: { ...typing, digits: '' } };
  if (lower === 'd') return decided(question.blank, true);
  if (lower === 'x') return question.notApplicable ? decided(String(notApplicable)) : { outcome: 'refused' };
  const isLong = question.kind === 'one' && question.options.length > 9;
  if (key === ' ' || (key === '0' && typing.digits === '')) return decided(question.blank);
  if (/^\d$/.test(key)) return digitPressed(question, typing, key, isLong);
  if (key === 'Enter') return enterPressed(question, typing, isLong);
  return { outcome: 'ignored' };
}

function digitPressed(question: ReviewQuestion, typing: Typing, key: string, isLong: boolean): ReviewKey {
  if (isLong) {
    const digits = typing.digits + key;
    return Number(digits) <= question.options.length
      ? { outcome: 'typing', typing: { ...typing, digits } }
      : { outcome: 'refused' };
  }
  const option = question.options[Number(key) - 1];
  if (!option) return { outcome: 'refused' };
  if (question.kind === 'one') return decided(option.value);
  return { outcome: 'typing', typing: { ...typing, mask: typing.mask ^ (1 << (Number(key) - 1)) } };
}

function enterPressed(question: ReviewQuestion, typing: Typing, isLong: boolean): ReviewKey {
  if (question.kind === 'several') return decided(String(typing.mask));
  const option = isLong ? question.options[Number(typing.digits) - 1] : undefined;
  return option ? decided(option.value) : { outcome: 'ignored' };
}
