import { type CellProblem, parseCount } from '../survey/dossier-count-cells';
import type { PeriodId } from '../survey/reporting-period';
import { type FigureChange, type Subject, theUnit } from './grading-change';
import { type Measure, measures, officialMeasures } from './grading-measure';

export type GradingFormProblem = { readonly cell: Measure } & CellProblem;

/** What may be entered for the unit, or for an official. */
export function measuresFor(subject: Subject): readonly Measure[] {
  return subject === theUnit ? measures : officialMeasures;
}

/**
 * The form as it was sent: an emptied cell takes its figure back, every other one must be a whole number. `valueOf` gives
 * undefined for a cell the form did not have.
 */
export function readGradingForm(
  periodId: PeriodId,
  subject: Subject,
  valueOf: (name: Measure) => string | undefined,
): { readonly figures: readonly FigureChange[]; readonly problems: readonly GradingFormProblem[] } {
  const figures: FigureChange[] = [];
  const problems: GradingFormProblem[] = [];
  for (const measure of measuresFor(subject)) {
    const text = valueOf(measure)?.trim();
    if (text === undefined) continue;
    const count = text === '' ? null : parseCount(text);
    if (count === null) figures.push({ periodId, subject, measure, value: null });
    else if (count.ok) figures.push({ periodId, subject, measure, value: count.value });
    else problems.push({ cell: measure, ...count.error });
  }
  return { figures, problems };
}
