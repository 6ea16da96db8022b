import { answerFits, noAnswer, notApplicable, type Slot } from '../survey/questionnaire';
import type { SheetReading } from '../collection/keying';
import type { RowReading, RowState } from './page-reading';

/**
 * What stands in one row of a sheet, as text: the byte of its slot in digits (`0` blank, `254` không áp dụng, a mask of several
 * options), or the code of a field or an official (empty = none named), or the words of a frame.
 */
export type RowValue = string;

/** What the machine makes of a row. It has no value where a person must look. */
export interface MachineRow {
  readonly item: string;
  readonly state: RowState;
  readonly value: RowValue | undefined;
  readonly doubt: number;
  /** Ink shares of the boxes in the order of the layout, for later study. */
  readonly ink: readonly number[];
}

export interface RowContext {
  readonly slots: readonly Slot[];
  readonly fieldCodes: ReadonlySet<string>;
  readonly officialCodes: ReadonlySet<string>;
}

/** A row of the page, or undefined where the form asks nothing of that name. What cannot be an answer is doubtful, never guessed. */
export function machineRow(row: RowReading, context: RowContext): MachineRow | undefined {
  const slot = context.slots.find((one) => one.questionId === row.item);
  if (!slot && row.item !== 'field' && row.item !== 'official') return undefined;
  const value = row.state === 'doubtful' ? undefined : slot ? slotValue(row, slot) : codeValue(row, context);
  const state = value === undefined ? 'doubtful' : row.state;
  return {
    item: row.item,
    state,
    value,
    doubt: value === undefined ? Math.max(row.doubt, 0.5) : row.doubt,
    ink: row.boxes.map((box) => box.inkShare),
  };
}

function slotValue({ choices }: RowReading, slot: Slot): RowValue | undefined {
  if (choices.length === 0) return String(noAnswer);
  if (choices.length === 1 && choices[0] === 'na') return slot.notApplicable ? String(notApplicable) : undefined;
  const numbers = choices.filter((choice) => typeof choice === 'number');
  if (numbers.length !== choices.length) return undefined;
  if (slot.kind !== 'multiple' && numbers.length !== 1) return undefined;
  const byte =
    slot.kind === 'multiple' ? numbers.reduce((mask, option) => mask | (1 << (option - 1)), 0) : (numbers[0] ?? 0);
  return answerFits(slot, byte) && byte !== notApplicable ? String(byte) : undefined;
}

function codeValue({ item, choices }: RowReading, { fieldCodes, officialCodes }: RowContext): RowValue | undefined {
  if (choices.length === 0) return '';
  const [code] = choices;
  const known = item === 'field' ? fieldCodes : officialCodes;
  return choices.length === 1 && typeof code === 'string' && known.has(code) ? code : undefined;
}

/** Whether a person may say this of the row. */
export function valueFits(item: string, value: RowValue, context: RowContext): boolean {
  if (item === 'field' || item === 'official') {
    const known = item === 'field' ? context.fieldCodes : context.officialCodes;
    return value === '' || known.has(value);
  }
  const slot = context.slots.find((one) => one.questionId === item);
  return slot !== undefined && /^\d{1,3}$/.test(value) && answerFits(slot, Number(value));
}

/** The ballot that a read sheet becomes; one without any answer or word is spoiled as blank. */
export function readingOfSheet(
  finals: ReadonlyMap<string, RowValue>,
  texts: Readonly<Record<string, string>>,
  slots: readonly Slot[],
): SheetReading {
  const answers = Uint8Array.from(slots, (slot) => Number(finals.get(slot.questionId) ?? noAnswer));
  const freeTexts = Object.fromEntries(Object.entries(texts).filter(([, words]) => words !== ''));
  if (answers.every((byte) => byte === noAnswer) && Object.keys(freeTexts).length === 0)
    return { kind: 'spoiled', reason: 'blank' };
  return {
    kind: 'ballot',
    answers,
    fieldCode: finals.get('field') || undefined,
    officialCode: finals.get('official') || undefined,
    freeTexts,
  };
}
