import { paperText } from '../kernel/paper-text';
import { standingTexts } from '../collection/open-survey';
import { answerSlots, type Questionnaire, type Slot, textQuestions } from '../survey/questionnaire';
import { sheetText } from '../ui/text/ballot-sheet';
import type { Choice } from './sheet-layout';

/** What one ballot asks, as words and choices, before it has places. */
export interface SheetInput {
  readonly questionnaire: Questionnaire;
  readonly unitName?: string;
  readonly officeName?: string;
  readonly periodLabel?: string;
  /** Fields of the dossier to choose from, where the unit has them. */
  readonly fields?: readonly { readonly code: string; readonly name: string }[];
  /** The officials one of whom is rated, where the plan asks for it. */
  readonly officials?: readonly SheetOfficial[];
}

export interface SheetOfficial {
  readonly code: string;
  readonly name: string;
  readonly title: string;
  /** Name of the picture file given along; undefined = none. */
  readonly photo: string | undefined;
}

export interface RatingQuestion {
  readonly item: string;
  readonly number: string;
  readonly text: string;
}

export interface Column {
  readonly choice: Choice;
  readonly words: string;
}

export type Block =
  | { readonly kind: 'introduction'; readonly text: string }
  | { readonly kind: 'guide' }
  | { readonly kind: 'heading'; readonly text: string; readonly hint: string }
  | {
      /** Ratings under the same columns; its sections follow each other without new column heads. */
      readonly kind: 'ratings';
      readonly columns: readonly Column[];
      readonly sections: readonly { readonly title: string; readonly questions: readonly RatingQuestion[] }[];
    }
  | {
      readonly kind: 'choices';
      readonly item: string;
      readonly rowKind: 'one' | 'several';
      readonly text: string;
      readonly hint: string;
      /** `beside`: a short question left of its options. */
      readonly place: 'beside' | 'above';
      readonly options: readonly Column[];
    }
  | { readonly kind: 'officials'; readonly text: string; readonly officials: readonly SheetOfficial[] }
  | {
      readonly kind: 'frame';
      readonly item: string;
      readonly text: string;
      /** The thanks stay with it. */
      readonly last: boolean;
    }
  | { readonly kind: 'closing' };

/** The three parts of the official forms: introduction, about the respondent, questions; then opinions and thanks. */
export function sheetContent(input: SheetInput): Block[] {
  const { questionnaire } = input;
  const slots = answerSlots(questionnaire);
  return [
    { kind: 'introduction', text: `${sheetText.introduction} ${sheetText.confidential}` },
    { kind: 'guide' },
    ...respondentBlocks(slots),
    ...dossierBlocks(input),
    { kind: 'heading', text: sheetText.service, hint: '' },
    ratings(questionnaire, slots),
    ...ownBlocks(questionnaire, slots),
    { kind: 'heading', text: sheetText.comments, hint: sheetText.commentsHint },
    ...frameBlocks(questionnaire),
    { kind: 'closing' },
  ];
}

function respondentBlocks(slots: readonly Slot[]): Block[] {
  const asked = slots.filter(({ part }) => part === 'respondent').map((slot) => choices(slot, 'beside', ''));
  return asked.length === 0
    ? []
    : [{ kind: 'heading', text: sheetText.respondent, hint: sheetText.respondentHint }, ...asked];
}

function dossierBlocks({ fields = [], officials = [] }: SheetInput): Block[] {
  const field: Block = {
    kind: 'choices',
    item: 'field',
    rowKind: 'one',
    text: sheetText.field,
    hint: '',
    place: 'above',
    options: fields.map(({ code, name }) => ({ choice: code, words: paperText(name) })),
  };
  const chosen = officials.map((official) => ({
    ...official,
    name: paperText(official.name),
    title: paperText(official.title),
  }));
  return [
    ...(fields.length > 0 ? [field] : []),
    ...(officials.length > 0
      ? [{ kind: 'officials', text: sheetText.official, officials: chosen } satisfies Block]
      : []),
  ];
}

function ratings(questionnaire: Questionnaire, slots: readonly Slot[]): Block {
  const columns = columnsOf(questionnaire.scale, questionnaire.scaleOrder, false);
  const sections = questionnaire.factors.map((factor) => ({
    title: `${paperText(factor.id)}. ${paperText(factor.title)}`,
    questions: factor.items.map(({ id, text }, index) => ({
      item: id,
      number: /^\d{1,3}$/.test(id) ? id : String(index + 1),
      text: paperText(text),
    })),
  }));
  const overall = slots.filter(({ part }) => part === 'overall');
  const general = {
    title: sheetText.overall,
    questions: overall.map(({ questionId, text }) => ({ item: questionId, number: '', text: paperText(text) })),
  };
  return { kind: 'ratings', columns, sections: [...sections, general] };
}

/** Stored answers are always 1 = least satisfied; a descending scale only turns the columns round. */
function columnsOf(
  scale: Questionnaire['scale'],
  order: Questionnaire['scaleOrder'],
  withNotApplicable: boolean,
): Column[] {
  const columns = sheetText.scaleWords[scale].map((words, index): Column => ({ choice: index + 1, words }));
  return [
    ...(order === 'descending' ? columns.toReversed() : columns),
    ...(withNotApplicable ? [{ choice: 'na', words: sheetText.notApplicableColumn }] : []),
  ];
}

/** Own questions keep their order; ratings under the same columns that follow each other share a grid. */
function ownBlocks(questionnaire: Questionnaire, slots: readonly Slot[]): Block[] {
  const blocks: Block[] = [];
  const own = slots.filter(({ part }) => part === 'own');
  own.forEach((slot, index) => {
    const number = String(index + 1);
    if (slot.kind !== 'rating') {
      blocks.push(choices(slot, 'above', `${number}. `));
      return;
    }
    const columns = columnsOf(slot.scale, questionnaire.scaleOrder, slot.notApplicable);
    const question = { item: slot.questionId, number, text: paperText(slot.text) };
    const before = blocks.at(-1);
    const joins = before?.kind === 'ratings' && JSON.stringify(before.columns) === JSON.stringify(columns);
    const questions = joins ? [...(before.sections[0]?.questions ?? []), question] : [question];
    if (joins) blocks.pop();
    blocks.push({ kind: 'ratings', columns, sections: [{ title: '', questions }] });
  });
  return blocks.length === 0 ? [] : [{ kind: 'heading', text: sheetText.own, hint: '' }, ...blocks];
}

function choices(slot: Slot, place: 'beside' | 'above', number: string): Block {
  const options = slot.kind === 'rating' ? [] : slot.options;
  const several = slot.kind === 'multiple';
  return {
    kind: 'choices',
    item: slot.questionId,
    rowKind: several ? 'several' : 'one',
    text: number + paperText(slot.text),
    hint: place === 'beside' ? '' : several ? sheetText.manyAllowed : sheetText.oneAllowed,
    place,
    options: [
      ...options.map((words, index): Column => ({ choice: index + 1, words: paperText(words) })),
      ...(slot.notApplicable ? [{ choice: 'na', words: sheetText.notApplicable }] : []),
    ],
  };
}

function frameBlocks(questionnaire: Questionnaire): Block[] {
  const texts = [
    ...textQuestions(questionnaire).map(({ id, text }) => ({ item: id, text: paperText(text) })),
    ...standingTexts.map((item) => ({ item, text: sheetText.texts[item] })),
  ];
  return texts.map((each, index) => ({ kind: 'frame', ...each, last: index === texts.length - 1 }));
}
