import { type CalendarDay, calendarDay } from '../kernel/calendar-day';
import type { UnitType } from '../organisation/unit';
import type { RuleMark } from './rule-mark';

/** The nine indices of Thông tư 01/2018/TT-VPCP. */
export const indexNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export type IndexNumber = (typeof indexNumbers)[number];

/** Scored for each dossier, 2, 1 or 0 points. */
export const dossierIndices = [1, 2, 3, 4, 6, 7] as const satisfies readonly IndexNumber[];
export type DossierIndex = (typeof dossierIndices)[number];

/** Scored once for the unit, from counts of procedures, complaints and online dossiers. */
export const unitIndices = [5, 8, 9] as const satisfies readonly IndexNumber[];
export type UnitIndex = (typeof unitIndices)[number];

/** What an official is graded by. */
export const officialIndices = [1, 2, 3, 4, 7] as const satisfies readonly DossierIndex[];
export type OfficialIndex = (typeof officialIndices)[number];

export const unitGrades = ['excellent', 'good', 'fair', 'average', 'weak'] as const;
export type UnitGrade = (typeof unitGrades)[number];
export const officialGrades = ['complete', 'mostly', 'below'] as const;
export type OfficialGrade = (typeof officialGrades)[number];

/** A grade is reached from this many tenths of a point on; the list runs from the best down and ends at 0. */
export interface GradeStep<Grade extends string> {
  readonly grade: Grade;
  readonly fromTenths: number;
}

/** What the unit chose where the text is silent or was not seen; papers say "theo lựa chọn của đơn vị". */
export type GradingChoice = 'half-rounds-up' | 'ninth-by-dossiers' | 'wards-as-communes';

/** A grading rule is data with its authority; the code holds no threshold of its own. */
export interface GradingRule {
  readonly id: 'tt01-2018';
  readonly citation: string;
  readonly mark: RuleMark;
  readonly validFrom: CalendarDay;
  /** The last day about which nobody needs to ask; after it the page says what to check. */
  readonly unquestionedUntil: CalendarDay;
  readonly unitSteps: readonly GradeStep<UnitGrade>[];
  readonly officialSteps: readonly GradeStep<OfficialGrade>[];
  /** Index 5: share of procedures handled on the spot, in percent, by kind of unit. */
  readonly onTheSpotPercent: Readonly<Record<UnitType, number>>;
  /** Index 8: share of complaints settled on time, in percent, for one point. */
  readonly complaintsPercent: number;
  /** Index 9, in percent: of eligible procedures and of dossiers for two points, of dossiers for one. */
  readonly online: { readonly procedures: number; readonly dossiers: number; readonly dossiersForOne: number };
  readonly ownChoices: readonly GradingChoice[];
}

/**
 * Thông tư 01/2018/TT-VPCP of 23 November 2018, guide to Nghị định 61/2018/NĐ-CP; thresholds after the domain rules, §4 [V].
 * It stands here from the day it was signed. Nghị định 118/2025/NĐ-CP is believed to have replaced Nghị định 61/2018 on 1 July
 * 2025 [G]: from then on the page asks the unit to check which guide it follows.
 */
export const circular2018: GradingRule = {
  id: 'tt01-2018',
  citation: 'Thông tư số 01/2018/TT-VPCP ngày 23/11/2018 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ',
  mark: 'V',
  validFrom: calendarDay('2018-11-23'),
  unquestionedUntil: calendarDay('2025-06-30'),
  unitSteps: [
    { grade: 'excellent', fromTenths: 150 },
    { grade: 'good', fromTenths: 120 },
    { grade: 'fair', fromTenths: 90 },
    { grade: 'average', fromTenths: 60 },
    { grade: 'weak', fromTenths: 0 },
  ],
  officialSteps: [
    { grade: 'complete', fromTenths: 50 },
    { grade: 'mostly', fromTenths: 35 },
    { grade: 'below', fromTenths: 0 },
  ],
  onTheSpotPercent: { province: 20, district: 50, commune: 100, ward: 100, 'special-zone': 100 },
  complaintsPercent: 90,
  online: { procedures: 20, dossiers: 30, dossiersForOne: 15 },
  ownChoices: ['half-rounds-up', 'ninth-by-dossiers', 'wards-as-communes'],
};

const gradingRules: readonly GradingRule[] = [circular2018];

/** The rule that holds on a day; undefined before the first. */
export function gradingRuleOn(day: CalendarDay): GradingRule | undefined {
  return gradingRules.findLast(({ validFrom }) => validFrom <= day);
}
