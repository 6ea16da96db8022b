import { notApplicable } from '../survey/questionnaire';
import type { Locale } from '../ui/locale';
import { keyingText } from '../ui/text/keying';
import { scanDeskText } from '../ui/text/scan-desk';
import type { ReviewQuestion } from './review-question';
import type { RowValue } from './row-value';

export function questionLabel(question: ReviewQuestion | undefined, item: string, locale: Locale): string {
  const words = keyingText[locale].screen;
  const standing: Readonly<Record<string, string>> = {
    field: words.field,
    official: words.official,
    'other-opinion': words.otherOpinion,
    proposal: words.proposal,
  };
  return question?.label ?? standing[item] ?? item;
}

/** What an option says: its own words, or those of the scale. */
export function optionWords(question: ReviewQuestion, at: number, locale: Locale): string {
  const option = question.options[at];
  if (option?.words !== undefined) return option.words;
  return (question.scale && keyingText[locale].screen.rating[question.scale][at]) ?? String(at + 1);
}

/** A value of a row in words. */
export function valueWords(question: ReviewQuestion | undefined, value: RowValue, locale: Locale): string {
  const words = scanDeskText[locale].queue;
  if (!question || question.kind === 'text') return value === '' ? words.blank : value;
  if (value === question.blank || value === '') return words.blank;
  if (question.notApplicable && value === String(notApplicable)) return words.notApplicable;
  const chosen = question.options.flatMap((option, at) => {
    const isChosen = question.kind === 'several' ? (Number(value) & (1 << at)) !== 0 : option.value === value;
    return isChosen ? [optionWords(question, at, locale)] : [];
  });
  const prefix = question.scale ? `${value} – ` : '';
  return prefix + chosen.join(', ');
}
