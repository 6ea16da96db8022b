/** Five points: 1 Rất không hài lòng … 5 Rất hài lòng. Three points (Thông tư 32/2017): 1 Chưa hài lòng … 3 Rất hài lòng. */
export type Scale = 'five' | 'three';

/** In which order the columns stand on paper and screen; the stored answer is always 1 = least satisfied. */
export type ScaleOrder = 'ascending' | 'descending';

/** `A`, `B`, `C` are built in; a unit's own questionnaires have ids such as `RIENG-1`. Up to 20 of [A-Z0-9.-]. */
export type QuestionnaireId = string;

export interface Item {
  /** `I.1`; unique in the questionnaire and the same in every version in which the question is the same. */
  readonly id: string;
  readonly text: string;
}

export interface Factor {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}

interface OwnQuestionCommon {
  readonly id: string;
  readonly text: string;
}

/** A question the unit adds after the official part. Only `text` leaves no byte in the ballot. */
export type OwnQuestion =
  | (OwnQuestionCommon & { readonly kind: 'five' | 'three'; readonly notApplicable: boolean })
  | (OwnQuestionCommon & {
      readonly kind: 'single';
      readonly options: readonly string[];
      readonly notApplicable: boolean;
    })
  | (OwnQuestionCommon & {
      readonly kind: 'multiple';
      readonly options: readonly string[];
      readonly notApplicable: boolean;
    })
  | (OwnQuestionCommon & { readonly kind: 'text' });

/** A question about the respondent: always optional, one choice of a closed list. */
export interface RespondentQuestion {
  readonly id: string;
  readonly text: string;
  readonly options: readonly string[];
  /** Sensitive personal data (ethnicity): never asked unless the unit switches it on. */
  readonly sensitive: boolean;
}

/** One version of one form: what is printed, asked, and counted. Fixed from the first ballot on. */
export interface Questionnaire {
  readonly id: QuestionnaireId;
  readonly version: number;
  readonly title: string;
  /** Where the wording comes from; shown under the form and in every report. */
  readonly source: string;
  readonly scale: Scale;
  readonly scaleOrder: ScaleOrder;
  readonly factors: readonly Factor[];
  readonly overall: { readonly id: 'overall'; readonly text: string };
  readonly questions: readonly OwnQuestion[];
  /** The respondent questions that are asked; empty = none. */
  readonly respondent: readonly RespondentQuestion[];
}

/** Byte of a ballot for an unanswered question, and for "không áp dụng". */
export const noAnswer = 0;
export const notApplicable = 254;
/** A bit mask of seven options stays below 128, clear of `notApplicable`. */
export const mostMultipleOptions = 7;
export const mostSingleOptions = 50;

interface SlotCommon {
  /** Position of the byte in `ballot.answers`. */
  readonly index: number;
  readonly questionId: string;
  readonly text: string;
  readonly part: 'item' | 'overall' | 'own' | 'respondent';
  /** Only for `part: 'item'`. */
  readonly factorId?: string;
  readonly notApplicable: boolean;
}

/** What one byte of a ballot means. */
export type Slot =
  | (SlotCommon & { readonly kind: 'rating'; readonly scale: Scale })
  | (SlotCommon & { readonly kind: 'single'; readonly options: readonly string[] })
  | (SlotCommon & { readonly kind: 'multiple'; readonly options: readonly string[] });

type SlotWithoutIndex = Slot extends infer S ? (S extends Slot ? Omit<S, 'index'> : never) : never;

/** The byte layout of a ballot (docs/formats/ballot.md): items in order, overall, own coded questions, respondent questions. */
export function answerSlots(questionnaire: Questionnaire): Slot[] {
  const { scale } = questionnaire;
  const slots: SlotWithoutIndex[] = [];
  for (const factor of questionnaire.factors) {
    for (const item of factor.items) {
      slots.push({
        kind: 'rating',
        questionId: item.id,
        text: item.text,
        part: 'item',
        factorId: factor.id,
        scale,
        notApplicable: false,
      });
    }
  }
  const { overall } = questionnaire;
  slots.push({
    kind: 'rating',
    questionId: overall.id,
    text: overall.text,
    part: 'overall',
    scale,
    notApplicable: false,
  });
  for (const question of questionnaire.questions) {
    if (question.kind !== 'text') slots.push(ownSlot(question));
  }
  for (const { id, text, options } of questionnaire.respondent) {
    slots.push({ kind: 'single', questionId: id, text, part: 'respondent', options, notApplicable: false });
  }
  return slots.map((slot, index) => ({ ...slot, index }));
}

function ownSlot(question: Exclude<OwnQuestion, { kind: 'text' }>): SlotWithoutIndex {
  const common = {
    questionId: question.id,
    text: question.text,
    part: 'own',
    notApplicable: question.notApplicable,
  } as const;
  switch (question.kind) {
    case 'five':
    case 'three':
      return { ...common, kind: 'rating', scale: question.kind };
    case 'single':
    case 'multiple':
      return { ...common, kind: question.kind, options: question.options };
  }
}

/** How many points a scale has; also the highest byte of a rating. */
export function pointsOf(scale: Scale): 5 | 3 {
  return scale === 'five' ? 5 : 3;
}

/** The highest byte that is an answer of this slot; `notApplicable` stands beside it. */
export function highestAnswer(slot: Slot): number {
  switch (slot.kind) {
    case 'rating':
      return pointsOf(slot.scale);
    case 'single':
      return slot.options.length;
    case 'multiple':
      return 2 ** slot.options.length - 1;
  }
}

/** Whether `byte` may stand in this slot: no answer, an answer on the scale, or "không áp dụng" where it is offered. */
export function answerFits(slot: Slot, byte: number): boolean {
  if (!Number.isInteger(byte) || byte < 0) return false;
  if (byte === notApplicable) return slot.notApplicable;
  return byte <= highestAnswer(slot);
}

/** The free-text questions, whose answers stand apart from the ballot without any link. */
export function textQuestions(questionnaire: Questionnaire): Extract<OwnQuestion, { kind: 'text' }>[] {
  return questionnaire.questions.filter((question) => question.kind === 'text');
}
