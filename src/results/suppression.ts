import { CutGuard, type Figure } from './cut-guard';
import { type CutKind, minimumGroup } from './period-results';
import type { Slice, View } from './period-view';
import { answersIn, type GroupTally, type TallyLayout } from './tally';

/**
 * Which figures may be shown (docs/adr/0057): decided over all tables of a unit together, view after view in the order in
 * which they can be seen (what was shown once stays shown), within a view the whole first, then the groups of each cut from
 * the largest to the smallest. Whatever is shown, a reader who knows all of it and every total must hold possible that a
 * group with 1 to 4 answers has 5 or more, and that it did not answer all alike.
 */
export interface Decision {
  whole(slot: number, viewId: string): boolean;
  /** Whether anything of the group is shown, its number of ballots first. */
  group(cut: CutKind, viewId: string, code: string): boolean;
  row(slot: number, cut: CutKind, viewId: string, code: string): boolean;
}

export const guardedCuts: readonly CutKind[] = ['field', 'channel', 'official'];
/** With the whole as one group. */
export const everyCut: readonly GroupTally['cut'][] = ['all', ...guardedCuts];

export interface TablesToDecide {
  readonly layout: TallyLayout;
  /** The slot of the overall question: a group is shown only where its answer to it is. */
  readonly overallSlot: number;
  readonly slices: readonly Slice[];
  readonly views: readonly View[];
  readonly beside?: UnitsBeside;
}

/** Other units that stand in a published sum of overall answers with this one (docs/adr/0094). */
export interface UnitsBeside {
  /** Of the other units: every cut has all people of such a slice as one group. */
  readonly slices: readonly Slice[];
  /** Published sums of answers to the overall question by the slices in them, of this unit and of others. */
  readonly known: readonly (readonly string[])[];
  /** Each of the other units with its own groups: what a line of this one would give away of them. */
  readonly inDetail: readonly UnitInDetail[];
  /** Whether all slices are counts of people, here and there. If not, no overall answers can be weighed, and none are shown. */
  readonly isTold: boolean;
}

export interface UnitInDetail {
  /** Its own with all of its groups; those of this unit and of all others as one group each. */
  readonly slices: readonly Slice[];
  /** Those of them that are its own. */
  readonly ownSlices: readonly string[];
  /** Those in which its groups could be given away and its whole be safe. */
  readonly cuts: readonly CutKind[];
  /** What it has published. */
  readonly views: readonly View[];
}

export function decideShown(tables: TablesToDecide): Decision {
  return new TablesDecision(tables);
}

/**
 * Whether the overall answers of one more view may be published beside all that the tables say is: of all of its slices
 * together and, where it is a publication, of the groups that it shows.
 */
export function mayPublish(tables: TablesToDecide, more: View, cuts = everyCut): boolean {
  return new TablesDecision(tables, [...tables.views, more], cuts).mayPublish(more);
}

class TablesDecision implements Decision {
  private readonly slices: readonly Slice[];
  private readonly shownGroups: ReadonlyMap<string, readonly string[]>;
  private readonly overall: SlotDecision;
  private readonly overallGuards: ReadonlyMap<GroupTally['cut'], CutGuard>;
  /** Made when a whole is about to be shown for the first time: most of such small units show none. */
  private guardsOfOthers: readonly CutGuard[] | undefined;
  private readonly bySlot = new Map<number, SlotDecision>();

  constructor(
    private readonly tables: TablesToDecide,
    looks: readonly View[] = tables.views,
    private readonly overallCuts = everyCut,
  ) {
    // A slice that no view shows stands in no sum.
    const looked = new Set(looks.flatMap(({ slices }) => slices));
    this.slices = tables.slices.filter(({ id }) => looked.has(id));
    this.overallGuards = this.guardsBesideUnits();
    const decided = this.decideGroups();
    this.shownGroups = decided.shown;
    this.overall = decided.overall;
  }

  whole(slot: number, viewId: string): boolean {
    return this.of(slot).wholes.has(viewId);
  }

  group(cut: CutKind, viewId: string, code: string): boolean {
    return this.shownOf(cut, viewId).includes(code);
  }

  row(slot: number, cut: CutKind, viewId: string, code: string): boolean {
    return this.of(slot).groups.has(`${cut} ${viewId} ${code}`);
  }

  mayPublish(view: View): boolean {
    return [...this.overallGuards].every(([cut, guard]) => {
      guard.knowBallots(view.slices.map((id) => guard.figure({ slices: [id] })));
      const codes = cut === 'all' ? [] : (view.published?.groups(cut) ?? []);
      return guard.weigh([guard.figure(view), ...codes.map((code) => guard.figure(view, code))]) !== undefined;
    });
  }

  private shownOf(cut: CutKind, viewId: string): readonly string[] {
    return this.shownGroups.get(`${cut} ${viewId}`) ?? [];
  }

  private of(slot: number): SlotDecision {
    if (slot === this.tables.overallSlot) return this.overall;
    const decision = this.bySlot.get(slot) ?? this.decideRows(slot);
    this.bySlot.set(slot, decision);
    return decision;
  }

  /** Ballots and answers to the overall question decide together whether a group is shown at all. */
  private decideGroups(): { readonly shown: ReadonlyMap<string, readonly string[]>; readonly overall: SlotDecision } {
    const { overallSlot, views, beside } = this.tables;
    const answers = this.overallGuards;
    const ballots = this.guards(undefined);
    const shown = new Map<string, readonly string[]>();
    const overall = newSlotDecision();
    for (const view of views) {
      for (const guard of ballots.values()) guard.know(this.totalsOf(guard, view, 1));
      this.learnTotals(answers, view);
      if (view.published || beside?.isTold !== false)
        decideWhole(overallSlot, view, answers, overall, () => (this.guardsOfOthers ??= this.guardsInDetail()));
      for (const cut of guardedCuts) {
        const both = [ballots.get(cut), answers.get(cut)].filter((guard) => guard !== undefined);
        const codes = view.published
          ? view.published.groups(cut)
          : overall.wholes.has(view.id)
            ? this.order(view, cut, overallSlot)
            : [];
        const admitted = admitGroups(both, view, codes);
        shown.set(`${cut} ${view.id}`, admitted);
        for (const code of admitted) overall.groups.add(`${cut} ${view.id} ${code}`);
      }
    }
    return { shown, overall };
  }

  private decideRows(slot: number): SlotDecision {
    const answers = this.guards(slot);
    const decision = newSlotDecision();
    for (const view of this.tables.views) {
      this.learnTotals(answers, view);
      for (const cut of guardedCuts) {
        const guard = answers.get(cut);
        guard?.knowBallots(this.shownOf(cut, view.id).map((code) => guard.figure(view, code)));
      }
      decideWhole(slot, view, answers, decision);
      for (const cut of guardedCuts) {
        const guard = answers.get(cut);
        const candidates = this.shownOf(cut, view.id);
        if (guard === undefined || !(view.published || decision.wholes.has(view.id))) continue;
        const order = view.published
          ? candidates.filter((code) => view.published?.row(slot, cut, code))
          : this.order(view, cut, slot).filter((code) => candidates.includes(code));
        for (const code of admitGroups([guard], view, order)) decision.groups.add(`${cut} ${view.id} ${code}`);
      }
    }
    return decision;
  }

  /**
   * How many ballots there are in all is no secret, slice by slice. Of answers the same is assumed wherever there are
   * enough: who knows the ballots can often tell, and it is shown as a rule.
   */
  private totalsOf(guard: CutGuard, view: View, least: number): Figure[] {
    return this.slices
      .filter(({ id }) => view.slices.includes(id))
      .map(({ id }) => ({ slices: [id] }))
      .filter((slice) => guard.answersOf(slice) >= least)
      .map((slice) => guard.figure(slice));
  }

  private learnTotals(answers: ReadonlyMap<string, CutGuard>, view: View): void {
    for (const guard of answers.values()) {
      guard.knowBallots(view.slices.map((id) => guard.figure({ slices: [id] })));
    }
    // What is published comes first and is known for certain.
    if (view.published) return;
    for (const guard of answers.values()) {
      for (const figure of this.totalsOf(guard, view, minimumGroup)) guard.assume(figure);
    }
  }

  /** Groups with enough answers, most answers first. */
  private order(view: View, cut: CutKind, slot: number): string[] {
    const answers = new Map<string, number>();
    for (const slice of this.slices.filter(({ id }) => view.slices.includes(id))) {
      for (const tally of slice.tallies) {
        if (tally.set !== 'counted' || tally.cut !== cut) continue;
        answers.set(tally.code, (answers.get(tally.code) ?? 0) + answersIn(this.tables.layout, slot, tally));
      }
    }
    return [...answers]
      .filter(([, n]) => n >= minimumGroup)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([code]) => code);
  }

  /** Of the overall question, with what is known of it because other units stand in a sum with this one. */
  private guardsBesideUnits(): ReadonlyMap<GroupTally['cut'], CutGuard> {
    const { overallSlot, beside } = this.tables;
    const guards = this.guards(overallSlot, beside?.slices, this.overallCuts);
    for (const guard of beside ? guards.values() : []) {
      const sums = (beside?.known ?? []).map((slices) => guard.figure({ slices }));
      guard.know(
        sums,
        (beside?.slices ?? []).map(({ id }) => guard.figure({ slices: [id] })),
      );
    }
    return guards;
  }

  /** Of the overall question in the groups of the other units, as far as all that is published tells. */
  private guardsInDetail(): CutGuard[] {
    const { layout, overallSlot, beside, views: own } = this.tables;
    const wholes = own.filter(({ published }) => published?.whole(overallSlot));
    const known = [...(beside?.known ?? []), ...wholes.map(({ slices }) => slices)];
    return (beside?.inDetail ?? []).flatMap(({ slices, ownSlices, cuts, views }) => {
      const unguarded = new Set(slices.map(({ id }) => id).filter((id) => !ownSlices.includes(id)));
      return cuts.map((cut) => {
        const guard = new CutGuard(layout, overallSlot, cut, slices, views, unguarded);
        const groups = views.flatMap((view) =>
          (view.published?.groups(cut) ?? []).map((code) => guard.figure(view, code)),
        );
        guard.know(
          [...known.map((sum) => guard.figure({ slices: sum })), ...groups],
          slices.map(({ id }) => guard.figure({ slices: [id] })),
        );
        return guard;
      });
    });
  }

  private guards(
    slot: number | undefined,
    beside: readonly Slice[] = [],
    cuts = everyCut,
  ): Map<GroupTally['cut'], CutGuard> {
    const { layout, views } = this.tables;
    const slices = [...this.slices, ...beside];
    // Other units have no groups here, and are guarded once, as they are.
    const others = new Set(beside.map(({ id }) => id));
    const unguarded = (cut: GroupTally['cut']) => (cut === 'all' ? new Set<string>() : others);
    return new Map(cuts.map((cut) => [cut, new CutGuard(layout, slot, cut, slices, views, unguarded(cut))]));
  }
}

interface SlotDecision {
  readonly wholes: Set<string>;
  readonly groups: Set<string>;
}

function newSlotDecision(): SlotDecision {
  return { wholes: new Set(), groups: new Set() };
}

/** The whole stands in every cut: it is shown only where none objects. Groups are shown only beside their whole. */
function decideWhole(
  slot: number,
  view: View,
  guards: ReadonlyMap<string, CutGuard>,
  decision: SlotDecision,
  ofOthers: () => readonly CutGuard[] = () => [],
): void {
  const all = [...guards.values()];
  if (view.published) {
    if (!view.published.whole(slot)) return;
    for (const guard of all) guard.know([guard.figure(view)]);
    decision.wholes.add(view.id);
    return;
  }
  if ((guards.get('all')?.answersOf(view) ?? 0) < minimumGroup) return;
  const commits: (() => void)[] = [];
  // Those of other units last: they are many, and seldom asked.
  for (const more of [() => all, ofOthers]) {
    for (const guard of more()) {
      const commit = guard.weigh([guard.figure(view)]);
      if (commit === undefined) return;
      commits.push(commit);
    }
  }
  for (const commit of commits) commit();
  decision.wholes.add(view.id);
}

/** All at once where that is safe: what is safe together is safe one by one. Else one after the other. */
function admitGroups(guards: readonly CutGuard[], view: View, codes: readonly string[]): readonly string[] {
  const figures =
    (of: readonly string[]) =>
    (guard: CutGuard): Figure[] =>
      of.map((code) => guard.figure(view, code));
  if (view.published) {
    for (const guard of guards) guard.know(figures(codes)(guard));
    return codes;
  }
  const admit = (some: readonly string[]): boolean => {
    const commits = guards.map((guard) => guard.weigh(figures(some)(guard)));
    if (commits.some((commit) => commit === undefined)) return false;
    for (const commit of commits) commit?.();
    return true;
  };
  return codes.length === 0 || admit(codes) ? codes : codes.filter((code) => admit([code]));
}
