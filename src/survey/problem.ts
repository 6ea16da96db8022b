import { type CalendarDay, formatDay, parseCalendarDay } from '../kernel/calendar-day';
import type { SpreadsheetProblem } from '../platform/spreadsheet';
import type { Locale } from '../ui/locale';
import { type SurveyProblemKey, surveyProblemText } from '../ui/text/survey-problems';
import type { ImportProblem } from './import-dossier-counts';
import { parsePeriodId, periodLabel } from './reporting-period';

/** Any error of this room: its type names the text, its other properties fill it. */
export interface SurveyError {
  readonly type: string;
}

const statuses: Partial<Record<SurveyProblemKey, number>> = {
  'not-allowed': 403,
  'unit-unknown': 404,
  'plan-unknown': 404,
  'difficulty-unknown': 404,
  'task-unknown': 404,
  'questionnaire-unknown': 404,
  'plan-not-draft': 409,
  'plan-not-approved': 409,
  'plan-already-draft': 409,
  'plan-changed-meanwhile': 409,
  'plan-overlaps': 409,
  'questionnaire-id-taken': 409,
};

function isKey(type: string): type is SurveyProblemKey {
  return type in surveyProblemText.vi;
}

/** The only place of this room that knows HTTP and words. A type without words is a bug. */
export function problemOf(error: SurveyError, locale: Locale): { readonly status: number; readonly text: string } {
  if (!isKey(error.type)) throw new Error(`bug: no text for ${error.type}`);
  const facts = Object.entries(error) as [string, unknown][];
  const text = facts.reduce(
    (words, [name, fact]) => words.replaceAll(`{${placeOf(name)}}`, wordOf(fact, locale)),
    surveyProblemText[locale][error.type],
  );
  return { status: statuses[error.type] ?? 422, text };
}

/** Errors that hold a list of problems become one text each; any other becomes one. */
export function problemsOf(
  error: SurveyError & { readonly problems?: readonly SurveyError[] },
  locale: Locale,
): { readonly status: number; readonly texts: string[] } {
  if (error.problems) return { status: 422, texts: error.problems.map((each) => problemOf(each, locale).text) };
  const { status, text } = problemOf(error, locale);
  return { status, texts: [text] };
}

/** `Dòng 12: …` */
export function importProblemText(problem: ImportProblem | SpreadsheetProblem, locale: Locale): string {
  const { text } = problemOf(problem, locale);
  if (!('line' in problem) || problem.type === 'unclosed-quote') return text;
  return `${locale === 'vi' ? 'Dòng' : 'Line'} ${problem.line}: ${text}`;
}

function placeOf(name: string): string {
  return name === 'periodId' ? 'period' : name;
}

/** Days and periods as people write them; everything else as it is. */
function wordOf(fact: unknown, locale: Locale): string {
  if (Array.isArray(fact)) return fact.join(', ');
  const text = String(fact);
  const period = /^(\d{4}-(Q\d|H\d|9M|M\d\d)|W\d{8}-\d{8})$/.test(text) ? parsePeriodId(text) : undefined;
  if (period) return `${periodLabel(period, locale)} (${text})`;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseCalendarDay(text) : undefined;
  return day ? formatDay(day as CalendarDay) : text;
}
