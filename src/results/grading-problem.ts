import { problemOf } from '../survey/problem';
import { fillText } from '../ui/fill-text';
import type { Locale } from '../ui/locale';
import { gradingText } from '../ui/text/grading';
import { type Measure, type MeasureGroup, measures } from './grading-measure';
import { groupName, measureName } from './grading-names';

type ProblemKey = keyof (typeof gradingText)['vi']['problems'];

/** Any error of the grading: its type names the text, its other properties fill it. Cells and files have the words of survey. */
export interface GradingError {
  readonly type: string;
  readonly [fact: string]: unknown;
}

const statuses: Partial<Record<ProblemKey, number>> = {
  'not-allowed': 403,
  'not-that-official': 403,
  'unknown-unit': 404,
  'unknown-period': 404,
  'period-without-figures': 404,
  'contest-unknown': 404,
  'own-contest': 403,
};

function isKey(type: string): type is ProblemKey {
  return type in gradingText.vi.problems;
}

export function gradingProblem(
  error: GradingError,
  locale: Locale,
): { readonly status: number; readonly text: string } {
  if (!isKey(error.type)) return problemOf(error, locale);
  const facts = Object.fromEntries(Object.entries(error).map(([name, fact]) => [name, wordOf(name, fact, locale)]));
  return { status: statuses[error.type] ?? 422, text: fillText(gradingText[locale].problems[error.type], facts) };
}

/** A refusal that holds a list becomes one text each, with the line of the file where there is one. */
export function gradingProblems(
  error: GradingError & { readonly problems?: readonly GradingError[] },
  locale: Locale,
): readonly string[] {
  return (error.problems ?? [error]).map((each) => {
    const { text } = gradingProblem(each, locale);
    return 'line' in each && each.type !== 'unclosed-quote'
      ? gradingText[locale].file.line(Number(each.line), text)
      : text;
  });
}

function wordOf(name: string, fact: unknown, locale: Locale): string {
  if (name === 'group') return groupName(fact as MeasureGroup, locale);
  const parts: readonly unknown[] = Array.isArray(fact) ? fact : [fact];
  return parts.map((part) => (isMeasure(part) ? measureName(part, locale) : String(part))).join('”, “');
}

function isMeasure(fact: unknown): fact is Measure {
  return measures.some((measure) => measure === fact);
}
