import type { CalendarDay } from '../kernel/calendar-day';
import {
  basePeriodsOf,
  type Period,
  period as periodOf,
  type PeriodId,
  quartersOf,
  reportingYearOf,
} from '../survey/reporting-period';
import type { GroupTally } from './tally';

/** Counts of one base period, without voided ballots. */
export interface BaseTallies {
  readonly baseId: PeriodId;
  readonly tallies: readonly GroupTally[];
}

/** Counts frozen at the end of a cut-off day, for the bases of the period cut off. */
export interface CutOffTallies {
  readonly periodId: PeriodId;
  readonly countsUntil: CalendarDay;
  readonly bases: readonly BaseTallies[];
}

/**
 * The part of a base period between two looks at it: what a cut-off froze, and what came after. Suppression works on
 * slices, so that nobody learns a small group by subtracting the year's notice from its supplement.
 */
export interface Slice {
  readonly id: string;
  readonly baseId: PeriodId;
  readonly tallies: readonly GroupTally[];
}

/** Something people can look at: a period, or a period as of a cut-off day. */
export interface View {
  readonly id: string;
  readonly slices: readonly string[];
}

export function viewId(periodId: string, countsUntil: CalendarDay | null): string {
  return countsUntil === null ? periodId : `${periodId}@${countsUntil}`;
}

/** Base periods whose figures may be subtracted from one another: those of the reporting years touched, or the own window alone. */
export function relatedBases(period: Period): Period[] {
  return isOwnWindow(period) ? [period] : yearsOf(period).flatMap((year) => quartersOf(year));
}

/** In the order in which the calendar completes them; a run of quarters comes after all that were there before it. */
function relatedPeriods(period: Period): Period[] {
  if (isOwnWindow(period)) return [period];
  const ofYear = (year: number) =>
    ['-Q1', '-Q2', '-H1', '-Q3', '-9M', '-Q4', '-H2', ''].map((part) => periodOf(`${year}${part}`));
  const calendar = yearsOf(period).flatMap(ofYear);
  return calendar.some(({ id }) => id === period.id) ? calendar : [...calendar, period];
}

function isOwnWindow(period: Period): boolean {
  return period.id.startsWith('W') && basePeriodsOf(period).length === 1;
}

function yearsOf(period: Period): number[] {
  return [...new Set(basePeriodsOf(period).map(({ until }) => reportingYearOf(until)))];
}

export function sliceBases(bases: readonly BaseTallies[], cutOffs: readonly CutOffTallies[]): Slice[] {
  return bases.flatMap(({ baseId, tallies }) => {
    const frozen = orderedCutOffs(cutOffs).flatMap((cutOff) => {
      const base = cutOff.bases.find((each) => each.baseId === baseId);
      return base ? [{ id: `${baseId}@${cutOff.countsUntil}`, tallies: base.tallies }] : [];
    });
    return [...frozen, { id: `${baseId}`, tallies }].map((look, index, looks) => ({
      id: look.id,
      baseId,
      tallies: index === 0 ? look.tallies : subtractTallies(look.tallies, looks[index - 1]?.tallies ?? []),
    }));
  });
}

/** Every view up to and including `wanted`, in the order in which they can be seen; cut-offs before the full periods. */
export function viewsUntil(
  wanted: string,
  period: Period,
  slices: readonly Slice[],
  cutOffs: readonly CutOffTallies[],
): View[] {
  const full = relatedPeriods(period).map((each) => {
    const bases = basePeriodsOf(each).map(({ id }) => id);
    return { id: each.id as string, until: each.until, slices: slices.filter(({ baseId }) => bases.includes(baseId)) };
  });
  const frozen = orderedCutOffs(cutOffs).map((cutOff) => {
    const bases = cutOff.bases.map(({ baseId }) => baseId);
    const until = cutOff.countsUntil;
    const seen = slices.filter(({ id, baseId }) => bases.includes(baseId) && (id.split('@')[1] ?? '9999') <= until);
    return { id: viewId(cutOff.periodId, until), until, slices: seen };
  });
  const ordered = [...frozen, ...full].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  const end = ordered.findIndex(({ id }) => id === wanted);
  return ordered.slice(0, end + 1).map((view) => ({ id: view.id, slices: view.slices.map(({ id }) => id) }));
}

function orderedCutOffs(cutOffs: readonly CutOffTallies[]): CutOffTallies[] {
  return [...cutOffs].sort((a, b) => (a.countsUntil < b.countsUntil ? -1 : a.countsUntil > b.countsUntil ? 1 : 0));
}

const keyOf = ({ set, cut, code }: GroupTally) => `${set}/${cut}/${code}`;

/** `from` without `taken`, group by group, never below zero (a void may fall after the cut-off that froze its ballot). */
export function subtractTallies(from: readonly GroupTally[], taken: readonly GroupTally[]): GroupTally[] {
  const byKey = new Map(taken.map((tally) => [keyOf(tally), tally]));
  return from.map((tally) => {
    const less = byKey.get(keyOf(tally));
    if (!less) return tally;
    return {
      ...tally,
      ballots: Math.max(0, tally.ballots - less.ballots),
      counts: without(tally.counts, less.counts),
      alikeness: tally.alikeness && less.alikeness && without(tally.alikeness, less.alikeness),
    };
  });
}

function without(sums: readonly number[], terms: readonly number[]): number[] {
  return sums.map((sum, index) => Math.max(0, sum - (terms[index] ?? 0)));
}

/** The sum of tallies of any number of slices, group by group. */
export function addTallies(all: readonly GroupTally[]): GroupTally[] {
  const sums = new Map<string, GroupTally>();
  for (const tally of all) {
    const sum = sums.get(keyOf(tally));
    sums.set(keyOf(tally), sum === undefined ? tally : sumOfTallies(sum, tally));
  }
  return [...sums.values()];
}

function sumOfTallies(one: GroupTally, other: GroupTally): GroupTally {
  const together = (sums: readonly number[], terms: readonly number[]) =>
    sums.map((sum, index) => sum + (terms[index] ?? 0));
  return {
    ...one,
    ballots: one.ballots + other.ballots,
    counts: together(one.counts, other.counts),
    alikeness: one.alikeness && other.alikeness && together(one.alikeness, other.alikeness),
  };
}
