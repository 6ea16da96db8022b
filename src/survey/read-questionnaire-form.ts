import type { OwnQuestion, Questionnaire } from './questionnaire';
import type { SentForm } from './read-plan-form';
import type { OwnQuestionDraft, QuestionnaireDraft } from './revise-questionnaire';

/** Empty groups and questions the form offers for what is to be added. */
const spareFactors = 1;
const spareQuestions = 3;

export function factorLineCount(questionnaire: Questionnaire): number {
  return questionnaire.factors.length + spareFactors;
}

export function questionLineCount(questionnaire: Questionnaire): number {
  return questionnaire.questions.length + spareQuestions;
}

const kinds: readonly OwnQuestion['kind'][] = ['five', 'three', 'single', 'multiple', 'text'];

/** The form as sent, over the version it was opened with. A cleared group or question is gone. */
export function readQuestionnaireForm(before: Questionnaire, form: SentForm): QuestionnaireDraft {
  return {
    id: before.id,
    title: form.text('title'),
    source: form.text('source'),
    scale: form.text('scale') === 'three' ? 'three' : 'five',
    scaleOrder: form.text('scaleOrder') === 'descending' ? 'descending' : 'ascending',
    factors: numbers(factorLineCount(before)).flatMap((index) => {
      const title = form.text(`factor-${index}-title`);
      const items = lines(form.text(`factor-${index}-items`));
      return title === '' && items.length === 0 ? [] : [{ id: before.factors[index]?.id ?? '', title, items }];
    }),
    overall: form.text('overall'),
    questions: numbers(questionLineCount(before)).flatMap((index): OwnQuestionDraft[] => {
      const text = form.text(`question-${index}-text`);
      if (text === '') return [];
      const kind = kinds.find((each) => each === form.text(`question-${index}-kind`)) ?? 'five';
      const options = kind === 'single' || kind === 'multiple' ? lines(form.text(`question-${index}-options`)) : [];
      return [{ kind, text, options, notApplicable: form.text(`question-${index}-na`) !== '' }];
    }),
    respondent: form.all('respondent'),
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
