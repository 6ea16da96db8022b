import type { CalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import type { Actor } from '../organisation/actor';
import type { Estimate } from './estimate';
import { fewestGroups, shrinkShares } from './grading-shrinkage';
import { missingShare } from './missing-share';
import { type CutGroup, overallRow, type ShownRow } from './period-results';

/** A band of the satisfied share, named by the unit: no law grades officials by a questionnaire. */
export interface GradeBand {
  readonly name: string;
  readonly fromPercent: number;
}

/** How the unit reads the figures of officials, decided by its head: always "theo lựa chọn của đơn vị". */
export interface OfficialGradeRule {
  /** Holds for periods that begin on or after this day. */
  readonly validFrom: CalendarDay;
  /** Below this many answers there is no grade, whatever the figure. */
  readonly minimumAnswers: number;
  /** The best first, the last from 0. */
  readonly bands: readonly GradeBand[];
  readonly basis: string;
}

export const leastMinimum = 20;
export const mostMinimum = 1_000;
/** A share near 90 % of 30 answers is known to ± 11 points. Proposed, not imposed [D]. */
export const proposedMinimum = 30;

export type RuleProblem =
  | { readonly type: 'rule-bands-wrong' }
  | { readonly type: 'rule-minimum-wrong'; readonly least: number; readonly most: number };

/** Thresholds fall from the best to 0, between two and six of them, each with a name. */
export function checkGradeRule(
  rule: Pick<OfficialGradeRule, 'minimumAnswers' | 'bands'>,
): Result<undefined, RuleProblem> {
  const { minimumAnswers, bands } = rule;
  if (!Number.isInteger(minimumAnswers) || minimumAnswers < leastMinimum || minimumAnswers > mostMinimum)
    return fail({ type: 'rule-minimum-wrong', least: leastMinimum, most: mostMinimum });
  const falling = bands.every(({ fromPercent }, at) => at === 0 || fromPercent < (bands[at - 1]?.fromPercent ?? 0));
  const named = bands.every(({ name }) => name.trim() !== '' && name.length <= 60);
  const within = bands.every(({ fromPercent }) => fromPercent >= 0 && fromPercent <= 100);
  const complete = bands.length >= 2 && bands.length <= 6 && bands.at(-1)?.fromPercent === 0;
  return falling && named && within && complete ? ok(undefined) : fail({ type: 'rule-bands-wrong' });
}

/** A grade is a range: every band that the interval touches. Only where that is one band is it a grade without doubt. */
export type QuestionnaireGrade =
  | { readonly state: 'no-rule' }
  | { readonly state: 'too-few'; readonly minimum: number }
  | { readonly state: 'graded'; readonly lowest: string; readonly highest: string };

export interface ShownReading {
  readonly state: 'shown';
  /** Answers to the overall question. */
  readonly n: number;
  readonly missingShare: number;
  /** Method A in percent: the raw figure, which alone is graded. */
  readonly share: Estimate;
  /** Drawn towards the common figure, in percent; absent with fewer than four officials shown. */
  readonly shrunk?: Estimate & { readonly pull: number; readonly limited: boolean };
  readonly grade: QuestionnaireGrade;
}

export type OfficialReading = { readonly code: string; readonly name: string } & (
  ShownReading | { readonly state: 'hidden' }
);

/**
 * What the ballots say of each official, from groups already suppressed. Hidden ones are in no common figure either, so that
 * nothing of them can be worked back.
 */
export function readOfficials(groups: readonly CutGroup[], rule: OfficialGradeRule | undefined): OfficialReading[] {
  const named = groups.filter(({ code }) => code !== '');
  const shown = named.flatMap((group) => {
    const row = overallRow(group);
    return row && !row.suppressed ? [{ code: group.code, row }] : [];
  });
  const drawn = shrinkShares(shown.map(({ row }) => ({ n: row.n, satisfied: satisfiedOf(row) })));
  const readings = new Map(shown.map(({ code, row }, at) => [code, readingOf(row, drawn?.[at], rule)]));
  return named.map(({ code, title }) => ({
    code,
    name: title,
    ...(readings.get(code) ?? { state: 'hidden' as const }),
  }));
}

type Drawn = NonNullable<ReturnType<typeof shrinkShares>>[number];

function readingOf(row: ShownRow, drawn: Drawn | undefined, rule: OfficialGradeRule | undefined): ShownReading {
  const shrunk = drawn && {
    value: drawn.value * 100,
    low: drawn.low * 100,
    high: drawn.high * 100,
    pull: drawn.pull,
    limited: drawn.limited,
  };
  return {
    state: 'shown',
    n: row.n,
    missingShare: missingShare(row),
    share: row.satisfiedShare,
    ...(shrunk ? { shrunk } : {}),
    grade: questionnaireGrade(row.satisfiedShare, row.n, rule),
  };
}

function satisfiedOf({ distribution }: ShownRow): number {
  return distribution.slice(-2).reduce((sum, count) => sum + count, 0);
}

export function questionnaireGrade(
  share: Estimate,
  n: number,
  rule: OfficialGradeRule | undefined,
): QuestionnaireGrade {
  if (!rule) return { state: 'no-rule' };
  if (n < rule.minimumAnswers) return { state: 'too-few', minimum: rule.minimumAnswers };
  const bandOf = (percent: number) => rule.bands.find(({ fromPercent }) => percent >= fromPercent)?.name ?? '';
  return { state: 'graded', lowest: bandOf(share.low), highest: bandOf(share.high) };
}

/** Whether there are enough officials with figures to draw them towards a common one. */
export function canBeDrawn(readings: readonly OfficialReading[]): boolean {
  return readings.filter(({ state }) => state === 'shown').length >= fewestGroups;
}

export const longestContest = 4_000;
export type ContestProblem =
  { readonly type: 'contest-empty' } | { readonly type: 'contest-too-long'; readonly most: number };

export function checkContest(text: string): Result<string, ContestProblem> {
  if (text.trim() === '') return fail({ type: 'contest-empty' });
  return text.length <= longestContest ? ok(text.trim()) : fail({ type: 'contest-too-long', most: longestContest });
}

export const contestOutcomes = ['accepted', 'partly', 'kept'] as const;
export type ContestOutcome = (typeof contestOutcomes)[number];

/** Whether the contest is about the reader: then another person answers it. */
export function isOwnContest(
  actor: Actor,
  unitCode: string,
  contest: { readonly officialCode: string; readonly filedBy: string },
): boolean {
  const self = actor.officials?.some((each) => each.unitCode === unitCode && each.code === contest.officialCode);
  return self === true || contest.filedBy === actor.accountId;
}

/** What an official said to the own figures, and what the head answered, in order. */
export interface GradeContest {
  readonly id: string;
  readonly officialCode: string;
  readonly text: string;
  readonly filedAt: Date;
  readonly filerName: string;
  readonly answers: readonly {
    readonly outcome: ContestOutcome;
    readonly text: string;
    readonly answeredAt: Date;
    readonly answererName: string;
  }[];
}
