import type { Unit } from '../organisation/unit';
import type { Period } from '../survey/reporting-period';
import type { OfficialGrading, UnitGrading } from './grading';
import type { MeasureGroup, SummedFigures } from './grading-measure';
import type { RatesRule, ServiceRate } from './grading-rates';
import type { GradingRule } from './grading-rule';

export interface GradedOfficial {
  readonly code: string;
  readonly name: string;
  readonly grading: OfficialGrading;
  readonly gaps: SummedFigures['gaps'];
}

export interface PeriodGrading {
  readonly unit: Unit;
  readonly period: Period;
  /** By the last day of the period; undefined before the first rule. */
  readonly rule: GradingRule | undefined;
  readonly unitGrading: UnitGrading | undefined;
  readonly gaps: SummedFigures['gaps'];
  readonly ratesRule: RatesRule | undefined;
  readonly rates: readonly ServiceRate[];
  /** Dossiers resolved by the dossier counts of the period; undefined where none were entered. */
  readonly dossiersResolved: number | undefined;
  /** Indices that count more dossiers than were resolved: something was entered twice, or not at all. */
  readonly exceeding: readonly MeasureGroup[];
  /** Those the reader may see: all for the head and who enters the figures, oneself for an official. */
  readonly officials: readonly GradedOfficial[];
}
