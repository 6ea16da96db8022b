import { highestAnswer, noAnswer, notApplicable, type Slot } from '../survey/questionnaire';

/** A field or an official, chosen by its number in the list. */
export interface NamedChoice {
  readonly code: string;
  readonly name: string;
}

/** One thing to key on a sheet, in the order of the paper. */
export type KeyingPlace =
  | { readonly kind: 'field' | 'official'; readonly choices: readonly NamedChoice[] }
  | { readonly kind: 'slot'; readonly slot: Slot };

/** A sheet while it is keyed. `at` is the place the next key goes to; one past the last when all are done. */
export interface SheetDraft {
  readonly places: readonly KeyingPlace[];
  readonly at: number;
  /** One number a place: a byte of the slot, or 1… of the list of fields or officials; 0 = blank. */
  readonly values: readonly number[];
  /** Places keyed by hand, blank ones too. */
  readonly touched: readonly boolean[];
  /** Digits of a long list waiting for Enter. */
  readonly digits: string;
  /** Enter was pressed with places untouched; the next Enter takes them as blank. */
  readonly confirming: boolean;
}

export interface KeyPress {
  readonly draft: SheetDraft;
  readonly outcome: 'taken' | 'refused' | 'asks-to-confirm' | 'finished' | 'ignored';
}

export function emptySheet(places: readonly KeyingPlace[]): SheetDraft {
  return {
    places,
    at: 0,
    values: places.map(() => noAnswer),
    touched: places.map(() => false),
    digits: '',
    confirming: false,
  };
}

/** The highest number that may be typed at a place; options of a multiple choice count one by one. */
export function highestKey(place: KeyingPlace): number {
  if (place.kind !== 'slot') return place.choices.length;
  return place.slot.kind === 'multiple' ? place.slot.options.length : highestAnswer(place.slot);
}

function isMultiple(place: KeyingPlace): boolean {
  return place.kind === 'slot' && place.slot.kind === 'multiple';
}

/** Sets a value and goes on to the next place. */
export function setPlace(draft: SheetDraft, index: number, value: number): SheetDraft {
  return {
    ...draft,
    values: draft.values.map((old, at) => (at === index ? value : old)),
    touched: draft.touched.map((old, at) => (at === index ? true : old)),
    at: Math.min(index + 1, draft.places.length),
    digits: '',
    confirming: false,
  };
}

export function moveTo(draft: SheetDraft, index: number): SheetDraft {
  return { ...draft, at: Math.max(0, Math.min(index, draft.places.length)), digits: '', confirming: false };
}

/** Ticks or unticks one option of a multiple choice and stays there. */
export function toggleOption(draft: SheetDraft, index: number, option: number): SheetDraft {
  const before = draft.values[index] === notApplicable ? noAnswer : (draft.values[index] ?? noAnswer);
  return { ...setPlace(draft, index, before ^ (1 << (option - 1))), at: index };
}

/** One key, no mouse: 1–9 answers, 0 or space leaves blank, x is "không áp dụng", arrows and backspace move, Enter ends. */
export function pressKey(draft: SheetDraft, key: string): KeyPress {
  const place = draft.places[draft.at];
  if (key === 'Enter') return pressEnter(draft, place);
  if (key === 'ArrowUp' || key === 'Backspace') return { draft: moveTo(draft, draft.at - 1), outcome: 'taken' };
  if (key === 'ArrowDown') return { draft: moveTo(draft, draft.at + 1), outcome: 'taken' };
  if (/^[0-9]$/.test(key) || key === ' ') {
    if (!place) return { draft, outcome: 'refused' };
    return key === ' '
      ? { draft: setPlace(draft, draft.at, noAnswer), outcome: 'taken' }
      : pressDigit(draft, place, key);
  }
  if (key.toLowerCase() === 'x' && place?.kind === 'slot') {
    return place.slot.notApplicable
      ? { draft: setPlace(draft, draft.at, notApplicable), outcome: 'taken' }
      : { draft, outcome: 'refused' };
  }
  return { draft, outcome: 'ignored' };
}

function pressDigit(draft: SheetDraft, place: KeyingPlace, key: string): KeyPress {
  const highest = highestKey(place);
  if (highest > 9 && !isMultiple(place)) {
    const digits = draft.digits + key;
    return Number(digits) <= highest
      ? { draft: { ...draft, digits, confirming: false }, outcome: 'taken' }
      : { draft, outcome: 'refused' };
  }
  const digit = Number(key);
  if (digit > highest) return { draft, outcome: 'refused' };
  if (isMultiple(place) && digit > 0) return { draft: toggleOption(draft, draft.at, digit), outcome: 'taken' };
  return { draft: setPlace(draft, draft.at, digit), outcome: 'taken' };
}

function pressEnter(draft: SheetDraft, place: KeyingPlace | undefined): KeyPress {
  if (draft.digits !== '') return { draft: setPlace(draft, draft.at, Number(draft.digits)), outcome: 'taken' };
  if (place && isMultiple(place) && draft.touched[draft.at])
    return { draft: moveTo(draft, draft.at + 1), outcome: 'taken' };
  const untouched = draft.touched.indexOf(false);
  if (untouched < 0 || draft.confirming) return { draft, outcome: 'finished' };
  return { draft: { ...moveTo(draft, untouched), confirming: true }, outcome: 'asks-to-confirm' };
}

/** What is sent of a finished sheet. */
export interface KeyedSheet {
  readonly answers: readonly number[];
  readonly fieldCode: string | undefined;
  readonly officialCode: string | undefined;
}

export function keyedSheet(draft: SheetDraft): KeyedSheet {
  const codeOf = (kind: 'field' | 'official') => {
    const index = draft.places.findIndex((place) => place.kind === kind);
    const place = draft.places[index];
    return place && place.kind !== 'slot' ? place.choices[(draft.values[index] ?? 0) - 1]?.code : undefined;
  };
  const answers = draft.places.flatMap((place, index) =>
    place.kind === 'slot' ? [draft.values[index] ?? noAnswer] : [],
  );
  return { answers, fieldCode: codeOf('field'), officialCode: codeOf('official') };
}

/** A sheet keyed before, open to correction: every place counts as keyed. */
export function sheetOf(places: readonly KeyingPlace[], keyed: KeyedSheet): SheetDraft {
  let slot = 0;
  const values = places.map((place) => {
    if (place.kind === 'slot') return keyed.answers[slot++] ?? noAnswer;
    const code = place.kind === 'field' ? keyed.fieldCode : keyed.officialCode;
    return place.choices.findIndex((choice) => choice.code === code) + 1;
  });
  return { ...emptySheet(places), values, touched: places.map(() => true) };
}

/** Whether the sheet carries any answer at all; a wholly blank one is marked as spoiled instead. */
export function hasAnswer(draft: SheetDraft): boolean {
  return keyedSheet(draft).answers.some((byte) => byte !== noAnswer);
}
