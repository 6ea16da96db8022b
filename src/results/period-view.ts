import type { CalendarDay } from '../kernel/calendar-day';
import {
  basePeriodsOf,
  type Period,
  period as periodOf,
  type PeriodId,
  quartersOf,
  reportingYearOf,
} from '../survey/reporting-period';
import type { CutKind } from './period-results';
import type { GroupTally } from './tally';

/** Counts of one base period, without voided ballots. */
export interface BaseTallies {
  readonly baseId: PeriodId;
  readonly tallies: readonly GroupTally[];
  /** Ballots that stand in no figure because they were voided, as often as that happened until now. */
  readonly voided?: readonly GroupTally[];
}

/** Counts frozen at the end of a cut-off day, for the bases of the period cut off. */
export interface CutOffTallies {
  readonly periodId: PeriodId;
  readonly countsUntil: CalendarDay;
  readonly bases: readonly BaseTallies[];
}

/** Which lines a publication shows, as slots of the form it counts. */
export interface ShownLines {
  whole(slot: number): boolean;
  groups(cut: CutKind): readonly string[];
  row(slot: number, cut: CutKind, code: string): boolean;
}

/** A published snapshot: the counts it was made of, and what of them everybody has. */
export interface PublishedLook {
  readonly id: string;
  /** `2025-04-15T09:30` in Vietnamese time, or `2025-12-13~` for counts as of the end of a cut-off day; sorts by time. */
  readonly at: string;
  readonly bases: readonly BaseTallies[];
  readonly shown: ShownLines;
}

/**
 * Ballots of a base period that are in the same looks: came after one and were not voided, or voided before another.
 * Suppression works on slices, so that nobody learns a small group by subtracting the year's notice from its supplement,
 * or a corrected publication from the one it corrects.
 */
export interface Slice {
  readonly id: string;
  readonly baseId: PeriodId;
  readonly tallies: readonly GroupTally[];
  /** First look that shows it, and the first one after that which does not, by place in time. */
  readonly from: string;
  readonly until: string;
  /** In the first look and in every later one. */
  readonly lasting: boolean;
}

/** Something people can look at: a period, a period as of a cut-off day, or a publication with what it shows. */
export interface View {
  readonly id: string;
  readonly slices: readonly string[];
  readonly published?: ShownLines;
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

const now = '~~';
const never = '~~~';

/** Of ballots that were published and voided after that. */
export function isVoidedLater({ until }: Pick<Slice, 'until'>): boolean {
  return until !== never;
}

/** A look at one base period: the counts as they stood at some point in time. */
interface BaseLook extends BaseTallies {
  readonly at: string;
}

function looksOf(
  baseId: PeriodId,
  current: BaseTallies,
  cutOffs: readonly CutOffTallies[],
  published: readonly PublishedLook[],
): BaseLook[] {
  const earlier = [
    ...cutOffs.map(({ countsUntil, bases }) => ({ at: `${countsUntil}~`, bases })),
    ...published.map(({ at, bases }) => ({ at, bases })),
  ].flatMap(({ at, bases }) => bases.filter((base) => base.baseId === baseId).map((base) => ({ ...base, at })));
  const byTime = new Map([...earlier, { ...current, at: now }].map((look) => [look.at, look]));
  return [...byTime.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

export function sliceBases(
  bases: readonly BaseTallies[],
  cutOffs: readonly CutOffTallies[],
  published: readonly PublishedLook[] = [],
): Slice[] {
  return bases.flatMap((base) => slicesOf(base.baseId, looksOf(base.baseId, base, cutOffs, published)));
}

/**
 * What came between two looks is a slice; what was voided between two is cut out of the earliest slice that can hold it
 * (a void is of something that had been published, as a rule), so that it is in the looks before the void and in none after.
 */
function slicesOf(baseId: PeriodId, looks: readonly BaseLook[]): Slice[] {
  const slices: Slice[] = [];
  let voided: readonly GroupTally[] = [];
  let gross: readonly GroupTally[] = [];
  let standing: { readonly from: string; tallies: readonly GroupTally[] }[] = [];
  for (const { at, tallies, voided: voidedUntil = [] } of looks) {
    let gone: readonly GroupTally[] = subtractTallies(voidedUntil, voided);
    const grossUntil = addTallies([...tallies, ...voidedUntil]);
    const came = subtractTallies(grossUntil, gross);
    [voided, gross] = [voidedUntil, grossUntil];
    standing = standing.map(({ from, tallies: there }) => {
      const taken = commonTallies(there, gone);
      gone = subtractTallies(gone, taken);
      if (holdsBallots(taken))
        slices.push({ id: `${baseId}@${from}-${at}`, baseId, tallies: taken, from, until: at, lasting: false });
      return { from, tallies: subtractTallies(there, taken) };
    });
    // Came and was voided between the same two looks: nobody has ever seen it.
    standing.push({ from: at, tallies: subtractTallies(came, gone) });
  }
  const left = standing.map(({ from, tallies }, index) => ({
    id: `${baseId}@${from}`,
    baseId,
    tallies,
    from,
    until: never,
    lasting: index === 0,
  }));
  return [...slices, ...left].filter(({ tallies }) => holdsBallots(tallies));
}

function holdsBallots(tallies: readonly GroupTally[]): boolean {
  return tallies.some(({ ballots }) => ballots > 0);
}

/** Every view up to and including `wanted`: first what is published, then the calendar's in the order in which they can be seen. */
export function viewsUntil(
  wanted: string,
  period: Period,
  slices: readonly Slice[],
  cutOffs: readonly CutOffTallies[],
  published: readonly PublishedLook[] = [],
): View[] {
  const looks = publishedViews(slices, published);
  const full = relatedPeriods(period).map((each) => {
    const bases = basePeriodsOf(each).map(({ id }) => id);
    return { id: each.id as string, until: each.until, slices: seenAt(slices, bases, now) };
  });
  const frozen = orderedCutOffs(cutOffs).map((cutOff) => {
    const bases = cutOff.bases.map(({ baseId }) => baseId);
    const until = cutOff.countsUntil;
    return { id: viewId(cutOff.periodId, until), until, slices: seenAt(slices, bases, `${until}~`) };
  });
  const ordered = [...frozen, ...full].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  const end = ordered.findIndex(({ id }) => id === wanted);
  return [...looks, ...ordered.slice(0, end + 1).map(({ id, slices: of }) => ({ id, slices: of }))];
}

/** Publications in the order in which they were frozen. */
export function publishedViews(slices: readonly Slice[], published: readonly PublishedLook[]): View[] {
  return [...published]
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id, at, bases, shown }) => {
      const of = bases.map(({ baseId }) => baseId);
      return { id: `published ${id}`, slices: seenAt(slices, of, at), published: shown };
    });
}

function seenAt(slices: readonly Slice[], bases: readonly PeriodId[], at: string): string[] {
  return slices
    .filter(({ baseId, from, until }) => bases.includes(baseId) && from <= at && at < until)
    .map(({ id }) => id);
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

/** What two tallies have in common, group by group and answer by answer. */
function commonTallies(one: readonly GroupTally[], other: readonly GroupTally[]): GroupTally[] {
  const byKey = new Map(other.map((tally) => [keyOf(tally), tally]));
  return one.flatMap((tally) => {
    const also = byKey.get(keyOf(tally));
    if (!also) return [];
    const counts = tally.counts.map((count, index) => Math.min(count, also.counts[index] ?? 0));
    return [{ ...tally, ballots: Math.min(tally.ballots, also.ballots), counts, alikeness: null }];
  });
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
