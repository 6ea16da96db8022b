import type { CalendarDay } from '../kernel/calendar-day';
import { assert } from '../kernel/result';
import type { UnitCode } from '../organisation/unit';
import type { Questionnaire } from '../survey/questionnaire';
import { basePeriodsOf, type Period } from '../survey/reporting-period';
import { combineHidden } from './combined-group';
import { type Cut, type CutKind, minimumGroup, type PeriodResults, type ResultRow } from './period-results';
import {
  addTallies,
  type BaseTallies,
  type CutOffTallies,
  type PublishedLook,
  sliceBases,
  viewId,
  viewsUntil,
} from './period-view';
import { overallOnly, questionCounts, resultRows } from './result-rows';
import { type Decision, decideShown, type TablesToDecide } from './suppression';
import { type GroupTally, overallSlotOf, tallyLayout, type TallyLayout } from './tally';
import { type CombinedUnits, type LinkedUnit, unitsBeside } from './units-beside';
import { voidEffect, type VoidedBallots } from './void-effect';

export interface ResultsInput {
  readonly unitCode: UnitCode;
  readonly period: Period;
  readonly countsUntil: CalendarDay | null;
  readonly form: Questionnaire;
  readonly otherForms: PeriodResults['otherForms'];
  /** Every base period of `relatedBases(period)` that has ballots of this form, without voided ballots. */
  readonly bases: readonly BaseTallies[];
  /** Frozen counts of this form, in all cut-offs of the year. */
  readonly cutOffs: readonly CutOffTallies[];
  /** What of these bases is published already; nothing shown now may give away more beside it. */
  readonly published?: readonly PublishedLook[];
  /** Units that stand in released lines of combined units with this one, and these lines (docs/adr/0094). */
  readonly beside?: { readonly others: readonly LinkedUnit[]; readonly lines: readonly CombinedUnits[] };
  readonly voided: VoidedBallots;
  readonly possibleRepeats: number;
  readonly cuts: readonly CutKind[];
  /** What is wanted of every group of a cut: all its rows, or the overall question. */
  readonly groupRows?: 'all' | 'overall';
  /** Which officials the reader may see; 'all' for the head. */
  readonly officials: 'all' | readonly string[];
  readonly titleOf: (cut: CutKind, code: string) => string;
}

/** Turns roll-ups into the figures anyone may see. `decide` may remember what it decided of the same tables. */
export function assembleResults(
  input: ResultsInput,
  decide: (tables: TablesToDecide) => Decision = decideShown,
): Omit<PeriodResults, 'changeFromLast'> {
  const { form, period, countsUntil } = input;
  const layout = tallyLayout(form);
  const slices = sliceBases(input.bases, input.cutOffs, input.published);
  const views = viewsUntil(viewId(period.id, countsUntil), period, slices, input.cutOffs, input.published);
  const view = views.at(-1);
  assert(view !== undefined, `no view of ${viewId(period.id, countsUntil)}`);
  // Slices decide what is shown; the figures are those of the roll-ups themselves, also where a void fell after a cut-off.
  const tallies = addTallies(basesInView(input).flatMap((base) => base.tallies));
  const whole = findGroup(tallies, 'all', '') ?? { ballots: 0, counts: [], alikeness: null };
  const overallSlot = overallSlotOf(layout);
  const { others, lines } = input.beside ?? { others: [], lines: [] };
  const own = { unitCode: input.unitCode, slices, views };
  const beside = lines.length === 0 ? undefined : unitsBeside(own, others, lines, layout, overallSlot);
  const decision = decide({ layout, overallSlot, slices, views, ...(beside && { beside }) });
  const mayShowWhole = (slot: number) => decision.whole(slot, view.id);
  const rows = resultRows(form, layout, whole, mayShowWhole);
  return {
    unitCode: input.unitCode,
    periodId: period.id,
    basePeriods: basePeriodsOf(period).map(({ id }) => id),
    countsUntil,
    form: { id: form.id, version: form.version, title: form.title, source: form.source, scale: form.scale },
    otherForms: input.otherForms,
    minimumGroup,
    ballots: whole.ballots,
    possibleRepeats: input.possibleRepeats,
    voids: voidEffect(form, layout, whole, rows, input.voided),
    rows,
    questions: questionCounts(layout, whole, mayShowWhole),
    cuts: input.cuts.map((by) =>
      assembleCut(by, input, layout, tallies, { ballots: whole.ballots, rows }, decision, view.id),
    ),
  };
}

function basesInView({ period, countsUntil, bases, cutOffs }: ResultsInput): readonly BaseTallies[] {
  const wanted = basePeriodsOf(period).map(({ id }) => id);
  if (countsUntil === null) return bases.filter(({ baseId }) => wanted.includes(baseId));
  return cutOffs.find((each) => each.periodId === period.id && each.countsUntil === countsUntil)?.bases ?? [];
}

function findGroup(tallies: readonly GroupTally[], cut: GroupTally['cut'], code: string): GroupTally | undefined {
  return tallies.find((tally) => tally.set === 'counted' && tally.cut === cut && tally.code === code);
}

function assembleCut(
  by: CutKind,
  input: ResultsInput,
  layout: TallyLayout,
  tallies: readonly GroupTally[],
  whole: { readonly ballots: number; readonly rows: readonly ResultRow[] },
  decision: Decision,
  view: string,
): Cut {
  const visible = (code: string) => by !== 'official' || input.officials === 'all' || input.officials.includes(code);
  // Even the names of the groups say too much of a handful of people.
  if (whole.ballots < minimumGroup) return { by, groups: [] };
  const there = tallies.filter((tally) => tally.set === 'counted' && tally.cut === by && tally.ballots > 0);
  const groups = [...there, ...namedBefore(by, input, layout, there)]
    .filter(({ code }) => visible(code))
    .sort((a, b) => b.ballots - a.ballots || (a.code < b.code ? -1 : 1))
    .map((tally) => {
      const mayShow = (slot: number) => decision.row(slot, by, view, tally.code);
      const rows: ResultRow[] =
        input.groupRows === 'overall'
          ? [overallOnly(input.form, layout, tally, mayShow)]
          : resultRows(input.form, layout, tally, mayShow);
      const title = input.titleOf(by, tally.code);
      // A group whose overall figure is hidden is hidden as a whole: single items of it would only puzzle the reader.
      const shown = decision.group(by, view, tally.code);
      if (!shown) return { code: tally.code, title, ballots: null, rows: rows.map(hiddenRow) };
      return { code: tally.code, title, ballots: tally.ballots, rows };
    });
  // In the order of their codes: the order of their sizes would tell which of two hidden groups is the smaller.
  const hidden = groups.filter((group) => group.ballots === null).sort((a, b) => (a.code < b.code ? -1 : 1));
  const sorted = [...groups.filter((group) => group.ballots !== null), ...hidden];
  // Of some groups only, what is left would be groups that the reader may not see.
  const isAll = by !== 'official' || input.officials === 'all';
  const wanted = input.groupRows === 'overall' ? whole.rows.filter(({ scope }) => scope === 'overall') : whole.rows;
  const combined = isAll ? combineHidden({ ...whole, rows: wanted }, sorted) : undefined;
  return { by, groups: sorted, ...(combined && { combined }) };
}

/**
 * Groups that a publication of these base periods, or of some of them, has named and of which every ballot was voided since.
 * They stand as hidden ones, like those that are nearly empty: else a name that is still there would say that something of
 * the group is left, and with what was shown of it before how many of its ballots were voided at most (docs/adr/0057).
 */
function namedBefore(
  by: CutKind,
  input: ResultsInput,
  layout: TallyLayout,
  there: readonly GroupTally[],
): readonly GroupTally[] {
  const bases = basesInView(input).map(({ baseId }) => baseId);
  const known = new Set(there.map(({ code }) => code));
  const named = (input.published ?? [])
    .filter((look) => look.bases.every(({ baseId }) => bases.includes(baseId)))
    .map((look) => addTallies(look.bases.flatMap((base) => base.tallies)))
    .filter((tallies) => (findGroup(tallies, 'all', '')?.ballots ?? 0) >= minimumGroup)
    .flatMap((tallies) => tallies.filter(({ set, cut, ballots }) => set === 'counted' && cut === by && ballots > 0));
  const codes = new Set(named.map(({ code }) => code).filter((code) => !known.has(code)));
  const counts = new Array<number>(layout.length).fill(0);
  return [...codes].map((code) => ({ cut: by, code, set: 'counted', ballots: 0, counts, alikeness: null }));
}

function hiddenRow({ scope, id, title, factorId }: ResultRow): ResultRow {
  return { scope, id, title, factorId, suppressed: true };
}
