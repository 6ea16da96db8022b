import type { CalendarDay } from '../kernel/calendar-day';
import type { TargetLine } from '../results/target-standing';

/** Percent 0–100, unrounded, with its 95 % interval. */
export interface ReportEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A hidden line carries no number at all (invariant 5). */
export type ReportRow = {
  readonly scope: 'item' | 'factor' | 'overall';
  readonly id: string;
  readonly title: string;
  /** Only for an item. Without it (snapshots made before) its id begins with its factor's: `II.3` belongs to `II`. */
  readonly factorId?: string;
} & (
  | {
      readonly suppressed: false;
      readonly n: number;
      readonly missing: number;
      /** Answers 1…5 (1…3), worst first; the poster draws it. */
      readonly distribution?: readonly number[];
      /** Method A: answers 4 and 5 in all answers. */
      readonly satisfiedShare: ReportEstimate;
      /** Method B: mean ÷ 5 × 100. */
      readonly meanScore: ReportEstimate;
    }
  | { readonly suppressed: true }
);

export interface ReportQuotaLine {
  readonly title: string;
  readonly dossiers: number;
  readonly required: number;
  /** Null where hidden. */
  readonly collected: number | null;
}

export interface ReportCut {
  readonly by: 'field' | 'channel' | 'official';
  readonly code: string;
  readonly title: string;
  readonly ballots: number | null;
  readonly rows: readonly ReportRow[];
  /** Of the line of all hidden groups together: their codes. */
  readonly combines?: readonly string[];
}

/** Answers to a question outside the index: one count an option, or the scale of the form where it is a rating. */
export type ReportQuestion = {
  readonly id: string;
  readonly title: string;
  readonly part: 'own' | 'respondent';
  readonly kind: 'rating' | 'single' | 'multiple';
  /** Empty for a rating. */
  readonly options: readonly string[];
} & (
  { readonly suppressed: false; readonly n: number; readonly counts: readonly number[] } | { readonly suppressed: true }
);

/**
 * Grade by Thông tư 01/2018/TT-VPCP and rates by Quyết định 766/QĐ-TTg, worked out from dossiers and complaints. Whole tenths
 * of points and hundredths of a percent, so that nobody takes them for a figure of the questionnaire.
 */
export interface ReportGrading {
  /** The period is not over: points will change and are no grade yet. */
  readonly provisional: boolean;
  /** Whether the plan asks for the grade on the poster. */
  readonly onPoster: boolean;
  readonly grade: {
    readonly title: string;
    readonly totalTenths: number;
    /** Two points for each index with data; `fullMaximumTenths` for all. */
    readonly maximumTenths: number;
    readonly fullMaximumTenths: number;
    readonly citation: string;
    readonly ownChoices: readonly string[];
    readonly indices: readonly {
      readonly number: number;
      readonly title: string;
      /** Null without data: left out of the grade. */
      readonly tenths: number | null;
      /** Null where the index is scored for the unit as a whole. */
      readonly dossiers: number | null;
    }[];
  } | null;
  readonly rates: {
    readonly citation: string;
    readonly lines: readonly {
      readonly id: string;
      readonly title: string;
      readonly hundredths: number;
      readonly numerator: number;
      readonly denominator: number;
      readonly silenceCountsAsSatisfied: boolean;
    }[];
  } | null;
}

/**
 * What a report, a notice and a poster are drafted from. Plain data: the snapshot of a publication has this shape, and
 * so has a report of any window that is never published.
 */
export interface ReportFigures {
  /** `name` is that of the agency, `UBND xã Hương Trà`; `office` the one-stop office. */
  readonly unit: { readonly name: string; readonly office?: string };
  readonly plan?: { readonly title: string; readonly number?: string };
  readonly period: {
    readonly label: string;
    readonly from: CalendarDay;
    readonly until: CalendarDay;
    /** The last day counted, where it is before `until`. */
    readonly countsUntil: CalendarDay | null;
  };
  readonly form: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly scale: 'five' | 'three';
  };
  readonly minimumGroup: number;
  readonly ballots: number;
  readonly possibleRepeats: number;
  readonly voids: {
    readonly count: number;
    readonly reasons: readonly { readonly title: string; readonly count: number }[];
  };
  /** The overall question with the voided ballots counted in; null where hidden or where nothing is voided. */
  readonly overallWithVoids: ReportRow | null;
  /** Too few voided answers to show the row: only the range in which the satisfied share with them lies. */
  readonly overallWithVoidsRange?: { readonly low: number; readonly high: number } | null;
  /** Ballots on other forms in the period, never pooled with this one. */
  readonly otherForms?: readonly { readonly id: string; readonly version: number; readonly ballots: number }[];
  /** The unit's own questions and those about the respondents. */
  readonly questions?: readonly ReportQuestion[];
  /** 95 % margin of error of the satisfied share; null without ballots. */
  readonly marginPercentagePoints: number | null;
  readonly quota: {
    readonly rule: string;
    readonly met: boolean;
    readonly total: ReportQuotaLine;
    readonly fields: readonly ReportQuotaLine[];
  } | null;
  readonly rows: readonly ReportRow[];
  readonly cuts: readonly ReportCut[];
  readonly collectedBy: readonly { readonly title: string; readonly count: number | null }[];
  /**
   * Method A of the overall question against the last period, in percentage points. Without `low` and `high` the report
   * gives the difference and says that no rise or fall can be concluded.
   */
  readonly changeFromLast: {
    readonly label: string;
    readonly satisfiedSharePoints: number;
    readonly low?: number;
    readonly high?: number;
  } | null;
  /** Targets of the plan and whether the overall question reaches them; absent where the plan sets none, and in snapshots made before. */
  readonly targets?: readonly TargetLine[];
  /** Absent where nothing was entered for the grading, and in snapshots made before. */
  readonly grading?: ReportGrading;
}

export type ShownRow = Extract<ReportRow, { suppressed: false }>;

export function overallOf(figures: Pick<ReportFigures, 'rows'>): ReportRow | undefined {
  return figures.rows.find((row) => row.scope === 'overall');
}

export function factorsOf(figures: Pick<ReportFigures, 'rows'>): readonly ReportRow[] {
  return figures.rows.filter((row) => row.scope === 'factor');
}

export function itemsOf(figures: Pick<ReportFigures, 'rows'>): readonly ReportRow[] {
  return figures.rows.filter((row) => row.scope === 'item');
}
