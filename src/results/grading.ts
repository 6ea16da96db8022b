import type { Branded } from '../kernel/branded';
import { assert } from '../kernel/result';
import type { UnitType } from '../organisation/unit';
import { type Figures, type Measure, type MeasureGroup, measuresOf } from './grading-measure';
import {
  type DossierIndex,
  dossierIndices,
  type GradeStep,
  type GradingRule,
  type IndexNumber,
  indexNumbers,
  type OfficialGrade,
  officialIndices,
  type UnitGrade,
  type UnitIndex,
} from './grading-rule';

/**
 * Points of Thông tư 01/2018 in whole tenths: 15.0 points are 150. A brand of its own, so that no index of a questionnaire
 * (percent, `Estimate`) and no rate of Quyết định 766 can stand in its place.
 */
export type ScoreTenths = Branded<number, 'ScoreTenths'>;

export type IndexOutcome =
  | {
      readonly index: IndexNumber;
      readonly state: 'scored';
      readonly tenths: ScoreTenths;
      /** Of the indices scored per dossier. */
      readonly dossiers?: { readonly two: number; readonly one: number; readonly zero: number };
    }
  | { readonly index: IndexNumber; readonly state: 'no-data' };

export interface Grading<Grade extends string> {
  readonly ruleId: GradingRule['id'];
  readonly outcomes: readonly IndexOutcome[];
  readonly totalTenths: ScoreTenths;
  /** Two points for each index with data. Never rescaled: the steps stay those of the rule. */
  readonly maximumTenths: ScoreTenths;
  readonly fullMaximumTenths: ScoreTenths;
  /** Undefined where no index has data. */
  readonly grade: Grade | undefined;
  /** Grades that the indices with data could not reach, however good. */
  readonly outOfReach: readonly Grade[];
}
export type UnitGrading = Grading<UnitGrade>;
export type OfficialGrading = Grading<OfficialGrade>;

function tenths(value: number): ScoreTenths {
  assert(Number.isSafeInteger(value) && value >= 0, `score of ${value} tenths`);
  return value as ScoreTenths;
}

/**
 * Σ points ÷ Σ dossiers, rounded to one decimal in whole numbers: ⌊(20·points + dossiers) ÷ (2·dossiers)⌋ tenths. A half goes
 * up (1.25 → 1.3), the school's rule; the circular does not say [D].
 */
export function roundedMeanTenths(points: number, dossiers: number): ScoreTenths {
  assert(Number.isSafeInteger(20 * points + dossiers) && dossiers > 0, `mean of ${points} points over ${dossiers}`);
  return tenths(Math.floor((20 * points + dossiers) / (2 * dossiers)));
}

/** The first step, from the best down, that the score reaches: `≥`, so that exactly 15.0 is the best grade. */
export function gradeOf<Grade extends string>(score: ScoreTenths, steps: readonly GradeStep<Grade>[]): Grade {
  const reached = steps.find(({ fromTenths }) => score >= fromTenths);
  assert(reached !== undefined, `no grade for ${score} tenths`);
  return reached.grade;
}

function has(figures: Figures, group: MeasureGroup): boolean {
  return measuresOf(group).every((measure) => figures.has(measure));
}

function dossierOutcome(index: DossierIndex, figures: Figures): IndexOutcome {
  const count = (measure: Measure) => figures.get(measure) ?? 0;
  const [two, one, zero] = [count(`i${index}.2`), count(`i${index}.1`), count(`i${index}.0`)];
  const dossiers = two + one + zero;
  if (!has(figures, `i${index}`) || dossiers === 0) return { index, state: 'no-data' };
  return { index, state: 'scored', tenths: roundedMeanTenths(2 * two + one, dossiers), dossiers: { two, one, zero } };
}

/** Whether `part` ÷ `whole` reaches a percentage, without dividing. */
function reaches(part: number, whole: number, percent: number): boolean {
  return part * 100 >= percent * whole;
}

function unitOutcome(index: UnitIndex, figures: Figures, rule: GradingRule, type: UnitType): IndexOutcome {
  const count = (measure: Measure) => figures.get(measure) ?? 0;
  const points = unitPoints(index, count, rule, type);
  if (!has(figures, `i${index}`) || points === undefined) return { index, state: 'no-data' };
  return { index, state: 'scored', tenths: tenths(points * 10) };
}

/** 2, 1 or 0 points; undefined where there was nothing to score (no procedure, no dossier). */
function unitPoints(
  index: UnitIndex,
  count: (measure: Measure) => number,
  rule: GradingRule,
  type: UnitType,
): 2 | 1 | 0 | undefined {
  switch (index) {
    case 5: {
      const procedures = count('i5.procedures');
      if (procedures === 0) return undefined;
      if (reaches(count('i5.on-the-spot'), procedures, rule.onTheSpotPercent[type])) return 2;
      return count('i5.received') === procedures ? 1 : 0;
    }
    case 8: {
      // No complaint at all is the best a unit can do, and is data: the clerk entered a zero.
      const [complaints, onTime] = [count('i8.complaints'), count('i8.on-time')];
      if (onTime === complaints) return 2;
      return reaches(onTime, complaints, rule.complaintsPercent) ? 1 : 0;
    }
    case 9:
      return onlinePoints(count, rule);
  }
}

function onlinePoints(count: (measure: Measure) => number, { online }: GradingRule): 2 | 1 | 0 | undefined {
  const [eligible, dossiers] = [count('i9.eligible'), count('i9.dossiers')];
  if (eligible === 0 || dossiers === 0) return undefined;
  const share = (percent: number) => reaches(count('i9.online-dossiers'), dossiers, percent);
  const procedures = reaches(count('i9.online-procedures'), eligible, online.procedures);
  if (procedures && share(online.dossiers) && count('i9.late') === 0) return 2;
  // "15–<30 % 1; else 0", read on dossiers alone and to the letter [D].
  return share(online.dossiersForOne) && !share(online.dossiers) ? 1 : 0;
}

function summed<Grade extends string>(
  rule: GradingRule,
  outcomes: readonly IndexOutcome[],
  steps: readonly GradeStep<Grade>[],
): Grading<Grade> {
  const scored = outcomes.flatMap((each) => (each.state === 'scored' ? [each.tenths] : []));
  const total = tenths(scored.reduce<number>((sum, each) => sum + each, 0));
  const maximum = tenths(scored.length * 20);
  return {
    ruleId: rule.id,
    outcomes,
    totalTenths: total,
    maximumTenths: maximum,
    fullMaximumTenths: tenths(outcomes.length * 20),
    grade: scored.length === 0 ? undefined : gradeOf(total, steps),
    outOfReach: steps.filter(({ fromTenths }) => fromTenths > maximum).map(({ grade }) => grade),
  };
}

/** All nine indices; those without data are left out of total and maximum, and said so. */
export function gradeUnit(figures: Figures, rule: GradingRule, type: UnitType): UnitGrading {
  const isDossierIndex = (index: IndexNumber): index is DossierIndex => dossierIndices.some((each) => each === index);
  const outcomes = indexNumbers.map((index) =>
    isDossierIndex(index) ? dossierOutcome(index, figures) : unitOutcome(index, figures, rule, type),
  );
  return summed(rule, outcomes, rule.unitSteps);
}

/** Indices 1, 2, 3, 4 and 7. */
export function gradeOfficial(figures: Figures, rule: GradingRule): OfficialGrading {
  return summed(
    rule,
    officialIndices.map((index) => dossierOutcome(index, figures)),
    rule.officialSteps,
  );
}
