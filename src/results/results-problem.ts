import type { CalendarDay } from '../kernel/calendar-day';
import type { PeriodId } from '../survey/reporting-period';
import type { UsedForm } from './choose-form';
import type { WeightsProblem } from './index-formula-composite';

export type ReadResultsError =
  | { readonly type: 'unknown-period'; readonly periodId: string }
  /** A month: ballots do not keep theirs. */
  | { readonly type: 'period-without-figures'; readonly periodId: PeriodId }
  | { readonly type: 'no-ballots'; readonly periodId: PeriodId }
  | { readonly type: 'form-not-used'; readonly periodId: PeriodId; readonly used: readonly UsedForm[] }
  /** The cut-off day is over and no copy was taken: the plan was approved after it. */
  | { readonly type: 'cut-off-not-taken'; readonly countsUntil: CalendarDay };

export type ResultsProblem =
  | ReadResultsError
  | { readonly type: 'unknown-unit'; readonly unit: string }
  | { readonly type: 'malformed-form'; readonly form: string }
  | WeightsProblem;
