import {
  type Factor,
  mostMultipleOptions,
  mostSingleOptions,
  type OwnQuestion,
  type Questionnaire,
} from './questionnaire';

/** What keeps a unit's own form from being saved. `where` is the number of the question or part, beginning at 1. */
export type QuestionnaireProblem =
  | { readonly type: 'questionnaire-id-malformed' }
  | { readonly type: 'questionnaire-id-built-in' }
  | { readonly type: 'questionnaire-title-missing' }
  | { readonly type: 'questionnaire-without-item' }
  | { readonly type: 'questionnaire-too-long'; readonly most: number }
  | { readonly type: 'factor-title-missing'; readonly where: number }
  | { readonly type: 'factor-without-item'; readonly where: number }
  | { readonly type: 'question-text-missing'; readonly where: number }
  | { readonly type: 'question-text-too-long'; readonly text: string; readonly most: number }
  | { readonly type: 'question-twice'; readonly text: string }
  | { readonly type: 'too-few-options'; readonly where: number }
  | { readonly type: 'too-many-options'; readonly where: number; readonly most: number }
  | { readonly type: 'option-twice'; readonly where: number; readonly text: string };

const mostQuestions = 100;
const longestQuestion = 400;
const idForm = /^[A-Z0-9.-]{2,20}$/;
/** Ids of the official lists; D is the dossier form of Thông tư 01/2018. */
const builtInIds = ['A', 'B', 'C', 'D', 'E'];

export function checkQuestionnaire(questionnaire: Questionnaire): QuestionnaireProblem[] {
  const items = questionnaire.factors.flatMap((factor) => factor.items);
  const texts = [...items, questionnaire.overall, ...questionnaire.questions].map(({ text }) => text);
  const problems: QuestionnaireProblem[] = [];
  if (builtInIds.includes(questionnaire.id)) problems.push({ type: 'questionnaire-id-built-in' });
  else if (!idForm.test(questionnaire.id)) problems.push({ type: 'questionnaire-id-malformed' });
  if (questionnaire.title === '') problems.push({ type: 'questionnaire-title-missing' });
  if (items.length === 0) problems.push({ type: 'questionnaire-without-item' });
  if (texts.length > mostQuestions) problems.push({ type: 'questionnaire-too-long', most: mostQuestions });
  problems.push(...questionnaire.factors.flatMap(factorProblems), ...questionnaire.questions.flatMap(questionProblems));
  if (questionnaire.overall.text === '') problems.push({ type: 'question-text-missing', where: items.length + 1 });
  for (const text of texts) {
    if (text.length > longestQuestion)
      problems.push({ type: 'question-text-too-long', text: `${text.slice(0, 60)}…`, most: longestQuestion });
  }
  for (const text of repeated(texts.filter((each) => each !== ''))) problems.push({ type: 'question-twice', text });
  return problems;
}

function factorProblems(factor: Factor, index: number): QuestionnaireProblem[] {
  const where = index + 1;
  return [
    ...(factor.title === '' ? [{ type: 'factor-title-missing', where } as const] : []),
    ...(factor.items.length === 0 ? [{ type: 'factor-without-item', where } as const] : []),
  ];
}

function questionProblems(question: OwnQuestion, index: number): QuestionnaireProblem[] {
  const where = index + 1;
  const problems: QuestionnaireProblem[] = question.text === '' ? [{ type: 'question-text-missing', where }] : [];
  if (question.kind !== 'single' && question.kind !== 'multiple') return problems;
  const most = question.kind === 'multiple' ? mostMultipleOptions : mostSingleOptions;
  if (question.options.length < 2) problems.push({ type: 'too-few-options', where });
  if (question.options.length > most) problems.push({ type: 'too-many-options', where, most });
  for (const text of repeated(question.options)) problems.push({ type: 'option-twice', where, text });
  return problems;
}

function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
