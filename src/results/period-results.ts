import type { CalendarDay } from '../kernel/calendar-day';
import type { UnitCode } from '../organisation/unit';
import type { VoidReason } from '../collection/void';
import type { Scale } from '../survey/questionnaire';
import type { PeriodId } from '../survey/reporting-period';
import type { AnswersByPerson } from './alikeness';
import type { CombinedGroup } from './combined-group';
import type { Estimate } from './estimate';

/** Every figure carries one of these; figures of different methods are never compared (domain rules, §4). */
export type Method = 'satisfied-share' | 'mean-score' | 'mean-score-01';

export type RowScope = 'item' | 'factor' | 'overall';

/** `I.1` (form A) or `1` (forms B and C, as printed) for an item, `I` for a factor, `overall`. */
export interface RowName {
  readonly scope: RowScope;
  readonly id: string;
  readonly title: string;
  /** Of an item: the factor it belongs to. */
  readonly factorId?: string;
}

/** Figures of one question of a group; a factor pools the answers to its items. */
export interface ShownRow extends RowName {
  readonly suppressed: false;
  /** Answers on the scale. For a factor: answers to all of its items together, not people. */
  readonly n: number;
  /** Ballots (for a factor: ballots × items) without an answer; "không áp dụng" is counted apart. */
  readonly missing: number;
  readonly notApplicable: number;
  /** Answers 1…5 (1…3 on a three-point scale), worst first. */
  readonly distribution: readonly number[];
  readonly satisfiedShare: Estimate;
  readonly meanScore: Estimate;
  readonly meanScore01: Estimate;
  /** Of a factor of several items: what its intervals are made with. */
  readonly byPerson?: AnswersByPerson;
}

/** Fewer than the minimum answered, or the row would give such a group away by subtraction. No number at all. */
export interface HiddenRow extends RowName {
  readonly suppressed: true;
}

export type ResultRow = ShownRow | HiddenRow;

/** Counts of an own question of the unit, or of a question about the respondent. */
export type QuestionCounts = {
  readonly id: string;
  readonly title: string;
  readonly part: 'own' | 'respondent';
  readonly kind: 'rating' | 'single' | 'multiple';
  /** Words of the options, worst first on a scale; empty for a rating (the page knows the words of the scale). */
  readonly options: readonly string[];
} & (
  | {
      readonly suppressed: false;
      readonly n: number;
      readonly missing: number;
      readonly notApplicable: number;
      /** One count an option; of a multiple choice they may add up to more than n. */
      readonly counts: readonly number[];
    }
  | { readonly suppressed: true }
);

export type CutKind = 'field' | 'channel' | 'official';

/** One group of a cut. `code` is '' for ballots that name no field or official. */
export interface CutGroup {
  readonly code: string;
  /** Name of field or official; the page words channels and ''. */
  readonly title: string;
  /** Ballots counted; null where hidden. */
  readonly ballots: number | null;
  readonly rows: readonly ResultRow[];
}

export interface Cut {
  readonly by: CutKind;
  readonly groups: readonly CutGroup[];
  /** The hidden ones of them together, where that can be shown. */
  readonly combined?: CombinedGroup;
}

/** Difference to the period of the same kind before, in percentage points; only where both are shown. */
export interface Change {
  readonly scope: RowScope;
  readonly id: string;
  readonly satisfiedShare: Estimate;
  readonly meanScore: Estimate;
  /** Of the satisfied share, all comparisons of the same kind taken together (docs/adr/0060). */
  readonly verdict: ChangeVerdict;
}

/** Whether a change is more than chance. */
export type ChangeVerdict = 'risen' | 'fallen' | 'unclear';

/** The overall answer of a field that is shown in both periods. */
export interface FieldChange {
  readonly code: string;
  readonly title: string;
  readonly satisfiedShare: Estimate;
  readonly verdict: ChangeVerdict;
}

export interface ChangeFromLast {
  readonly periodId: PeriodId;
  readonly rows: readonly Change[];
  /** Where fields were read. */
  readonly fields: readonly FieldChange[];
}

/** Voided ballots are left out of every row; what the index would be with them (invariant 3). */
export interface VoidEffect {
  /** All voided ballots that stand in the period, possible repeats among them included. */
  readonly total: number;
  readonly byReason: readonly { readonly reason: VoidReason; readonly count: number }[];
  /**
   * The overall question with the voided ballots counted in. `exact` from five voided answers on; with fewer, their
   * answers could be had by subtraction, so only the range that is possible is given (method A, percent).
   */
  readonly overallWithVoided:
    | { readonly kind: 'none' }
    | { readonly kind: 'exact'; readonly row: ResultRow }
    | { readonly kind: 'range'; readonly low: number; readonly high: number };
}

export interface FormName {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly source: string;
  readonly scale: Scale;
}

/** What pages, snapshots, reports and the `results` command show. Already suppressed: nothing in it needs hiding. */
export interface PeriodResults {
  readonly unitCode: UnitCode;
  readonly periodId: PeriodId;
  /** The periods that ballots carry, of which this one is the sum. */
  readonly basePeriods: readonly PeriodId[];
  /** The last day counted, where figures were taken at a cut-off before the period's end. */
  readonly countsUntil: CalendarDay | null;
  readonly form: FormName;
  /** Other forms and versions used in the period, most ballots first. Never pooled: each has its own results. */
  readonly otherForms: readonly { readonly id: string; readonly version: number; readonly ballots: number }[];
  readonly minimumGroup: number;
  /** Ballots counted: accepted, not voided, no possible repeat. */
  readonly ballots: number;
  /** Kept, left out of every row, counted beside it. */
  readonly possibleRepeats: number;
  readonly voids: VoidEffect;
  /** Items in the order of the form, then factors, then overall. */
  readonly rows: readonly ResultRow[];
  readonly questions: readonly QuestionCounts[];
  /** Field and channel; official only where the reader asked for it and may see it. */
  readonly cuts: readonly Cut[];
  readonly changeFromLast: ChangeFromLast | null;
}

/** The minimum group (invariant 5). */
export const minimumGroup = 5;

export function rowOf(rows: readonly ResultRow[], scope: RowScope, id: string): ResultRow | undefined {
  return rows.find((row) => row.scope === scope && row.id === id);
}

export function overallRow(results: Pick<PeriodResults, 'rows'>): ResultRow | undefined {
  return results.rows.find((row) => row.scope === 'overall');
}

/** Half the width of the method A interval of the overall question, in percentage points: the margin of error shown. */
export function marginPercentagePoints(results: Pick<PeriodResults, 'rows'>): number | null {
  const overall = overallRow(results);
  if (!overall || overall.suppressed) return null;
  return (overall.satisfiedShare.high - overall.satisfiedShare.low) / 2;
}
