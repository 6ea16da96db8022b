import type { SpreadsheetProblem, SpreadsheetWarning } from '../platform/spreadsheet';
import { fillText } from '../ui/fill-text';
import type { Locale } from '../ui/locale';
import { spreadsheetText } from '../ui/text/spreadsheet';

/** Why a file could not be read, and what to do; for every room that imports files. */
export function describeSpreadsheetProblem(problem: SpreadsheetProblem, locale: Locale): string {
  return fillText(spreadsheetText[locale].problems[problem.type], problem, locale);
}

export function describeSpreadsheetWarning(warning: SpreadsheetWarning, locale: Locale): string {
  const text = spreadsheetText[locale];
  const values = 'encoding' in warning ? { encoding: text.encodings[warning.encoding] } : warning;
  return fillText(text.warnings[warning.type], values, locale);
}

export function isSpreadsheetProblem(problem: { readonly type: string }): problem is SpreadsheetProblem {
  return problem.type in spreadsheetText.vi.problems;
}
