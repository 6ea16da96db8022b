import type { CalendarDay } from '../kernel/calendar-day';
import { assert } from '../kernel/result';
import type { UnitCode } from '../organisation/unit';
import type { Questionnaire } from '../survey/questionnaire';
import { basePeriodsOf, type Period } from '../survey/reporting-period';
import { type Cut, type CutKind, minimumGroup, type PeriodResults, type ResultRow } from './period-results';
import {
  addTallies,
  type BaseTallies,
  type CutOffTallies,
  type Slice,
  sliceBases,
  viewId,
  viewsUntil,
  type View,
} from './period-view';
import { questionCounts, resultRows } from './result-rows';
import { type Decision, decideShown } from './suppression';
import { answersIn, type GroupTally, tallyLayout, type TallyLayout } from './tally';
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
  readonly voided: VoidedBallots;
  readonly possibleRepeats: number;
  readonly cuts: readonly CutKind[];
  /** Which officials the reader may see; 'all' for the head. */
  readonly officials: 'all' | readonly string[];
  readonly titleOf: (cut: CutKind, code: string) => string;
}

/** Turns roll-ups into the figures anyone may see. */
export function assembleResults(input: ResultsInput): Omit<PeriodResults, 'changeFromLast'> {
  const { form, period, countsUntil } = input;
  const layout = tallyLayout(form);
  const slices = sliceBases(input.bases, input.cutOffs);
  const views = viewsUntil(viewId(period.id, countsUntil), period, slices, input.cutOffs);
  const view = views.at(-1);
  assert(view !== undefined, `no view of ${viewId(period.id, countsUntil)}`);
  // Slices decide what is shown; the figures are those of the roll-ups themselves, also where a void fell after a cut-off.
  const tallies = addTallies(basesInView(input).flatMap((base) => base.tallies));
  const whole = findGroup(tallies, 'all', '') ?? { ballots: 0, counts: [], alikeness: null };
  const decisions = new Decisions(layout, slices, views);
  const mayShowWhole = (slot: number) => decisions.whole(slot, view.id);
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
      assembleCut(by, input, layout, tallies, (slot, code) => decisions.group(slot, by, view.id, code)),
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
  mayShow: (slot: number, code: string) => boolean,
): Cut {
  const visible = (code: string) => by !== 'official' || input.officials === 'all' || input.officials.includes(code);
  const groups = tallies
    .filter((tally) => tally.set === 'counted' && tally.cut === by && tally.ballots > 0 && visible(tally.code))
    .sort((a, b) => b.ballots - a.ballots || (a.code < b.code ? -1 : 1))
    .map((tally) => {
      const rows: ResultRow[] = resultRows(input.form, layout, tally, (slot) => mayShow(slot, tally.code));
      const title = input.titleOf(by, tally.code);
      const overall = rows.find((row) => row.scope === 'overall');
      // A group whose overall figure is hidden is hidden as a whole: single items of it would only puzzle the reader.
      if (overall?.suppressed !== false) return { code: tally.code, title, ballots: null, rows: rows.map(hiddenRow) };
      return { code: tally.code, title, ballots: tally.ballots, rows };
    });
  return { by, groups };
}

function hiddenRow({ scope, id, title, factorId }: ResultRow): ResultRow {
  return { scope, id, title, factorId, suppressed: true };
}

const cutKinds: readonly CutKind[] = ['field', 'channel', 'official'];

/** Suppression decided once for each question and cut; questions with the same numbers of answers share a decision. */
class Decisions {
  private readonly known = new Map<string, Decision>();
  private readonly bySlot = new Map<string, Decision>();

  constructor(
    private readonly layout: TallyLayout,
    private readonly slices: readonly Slice[],
    private readonly views: readonly View[],
  ) {}

  /** The whole is shown only where no cut objects: a whole beside the groups of a cut is one more sum to subtract from. */
  whole(slot: number, view: string): boolean {
    return this.of(slot, 'all').wholes.has(view) && cutKinds.every((cut) => this.of(slot, cut).wholes.has(view));
  }

  group(slot: number, cut: CutKind, view: string, code: string): boolean {
    return this.of(slot, cut).shown.get(view)?.has(code) ?? false;
  }

  private of(slot: number, cut: GroupTally['cut']): Decision {
    const at = `${cut}/${slot}`;
    const decision = this.bySlot.get(at) ?? this.decide(slot, cut);
    this.bySlot.set(at, decision);
    return decision;
  }

  private decide(slot: number, cut: GroupTally['cut']): Decision {
    const counts = new Map<string, number>();
    const codes = new Set<string>();
    for (const slice of this.slices) {
      for (const tally of slice.tallies) {
        if (tally.set !== 'counted' || tally.cut !== cut) continue;
        const n = answersIn(this.layout, slot, tally);
        codes.add(tally.code);
        if (n > 0) counts.set(`${slice.id} ${tally.code}`, n);
      }
    }
    const key = `${cut}|${[...counts].map(([id, n]) => `${id}=${n}`).join('|')}`;
    const before = this.known.get(key);
    if (before) return before;
    const decision = decideShown(
      {
        bases: this.slices.map(({ id }) => id),
        codes: [...codes],
        count: (base, code) => counts.get(`${base} ${code}`) ?? 0,
      },
      this.views.map(({ id, slices }) => ({ id, bases: slices })),
    );
    this.known.set(key, decision);
    return decision;
  }
}
