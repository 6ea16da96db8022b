import { groupedBy } from '../kernel/grouped';
import { type Atom, atomsOf, surelyThere } from './cut-atoms';
import { type Condition, conditionsOf, partsOf, type QuestionKind, type Way } from './guard-conditions';
import { type Count, type Guarded, GuardedCounts, type Witnesses } from './guarded-counts';
import type { Slice, View } from './period-view';
import type { GroupTally, TallyLayout } from './tally';

/** The atoms that a published line adds up. */
export type Figure = readonly number[];

interface Found {
  readonly answers: readonly Witnesses[];
  readonly joint: Witnesses;
}

const nothing: Witnesses = new Map();

/**
 * One question (or, without slot, the number of ballots) in all groups of one cut, and what is known of it. Answers are
 * summed answer by answer, so each has a region of its own. Beside these stands one region of people by the part of their
 * answer (satisfied or not) and of ballots without answer: a shown line says how many those are, and the ballots of the
 * whole office are known slice by slice. What is possible must be so in both.
 */
export class CutGuard {
  private readonly atoms: readonly Atom[];
  private readonly placesOf: ReadonlyMap<string, readonly number[]>;
  private readonly answers: readonly GuardedCounts[];
  private readonly joint: GuardedCounts;
  /** Joint counts of an atom: one for each part, and the ballots without answer. */
  private readonly stride: number;
  private conditions: readonly Condition[];
  private readonly known = new Set<string>();

  constructor(
    layout: TallyLayout,
    slot: number | undefined,
    cut: GroupTally['cut'],
    slices: readonly Slice[],
    views: readonly View[] = [],
    /** Slices of people who are guarded elsewhere: here they only stand in sums with others. */
    unguarded: ReadonlySet<string> = new Set(),
  ) {
    this.atoms = atomsOf(layout, slot, cut, slices);
    this.placesOf = groupedBy([...this.atoms.keys()], (at) => this.atoms[at]?.code ?? '');
    const kind: QuestionKind = slot === undefined ? 'ballots' : (layout.slots[slot]?.kind ?? 'rating');
    const isGuarded = ({ at }: Condition) => !unguarded.has(this.atoms[at]?.slice ?? '');
    this.conditions = conditionsOf(this.atoms, kind).filter(isGuarded);
    const width = Math.max(0, ...this.atoms.map(({ answers }) => answers.length));
    const answering = surelyThere(
      this.atoms.filter(({ people }) => people > 0),
      cut,
      views,
    );
    const guarded = guardedAnswers(this.conditions);
    this.answers = Array.from(
      { length: width },
      (_, answer) => new GuardedCounts(countsOf(this.atoms, answer, answering), guarded),
    );
    const parts = partsOf(kind, width);
    this.stride = parts.length + 1;
    const there = surelyThere(this.atoms, cut, views);
    const joint = parts.length === 0 ? { counts: [], sums: [] } : jointCountsOf(this.atoms, parts, there);
    this.joint = new GuardedCounts(joint.counts, guardedParts(this.conditions, this.stride), joint.sums);
  }

  /** Of the whole, or of one group. */
  figure(view: Pick<View, 'slices'>, code?: string): Figure {
    const places = code === undefined ? [...this.atoms.keys()] : (this.placesOf.get(code) ?? []);
    return places.filter((at) => view.slices.includes(this.atoms[at]?.slice ?? ''));
  }

  answersOf(view: Pick<View, 'slices'>): number {
    return this.figure(view).reduce((sum, at) => sum + (this.atoms[at]?.people ?? 0), 0);
  }

  /** Known whatever we decide, with the number of ballots of `ballots`: from then on no less than what this leaves possible. */
  know(figures: readonly Figure[], ballots: readonly Figure[] = []): void {
    this.settle(this.fresh(figures), this.fresh(ballots, 'ballots'));
  }

  /** The same of how many ballots there are, whatever is known of their answers. */
  knowBallots(figures: readonly Figure[]): void {
    this.settle([], this.fresh(figures, 'ballots'));
  }

  /** Taken for known where that leaves enough possible: so that nothing is shown that only helps who knows it. */
  assume(figure: Figure): void {
    const fresh = this.fresh([figure]);
    const found = this.beside(fresh, []);
    if (!this.conditions.every((condition) => this.holds(condition, found))) return;
    this.keep(fresh, [], found);
  }

  /** How the figures are published too, or undefined where that would leave too little possible. */
  weigh(figures: readonly Figure[]): (() => void) | undefined {
    const fresh = this.fresh(figures);
    const found = this.beside(fresh, []);
    const kept = this.conditions.filter((condition) => !this.openly(condition, figures));
    if (!kept.every((condition) => this.holds(condition, found))) return undefined;
    return () => {
      this.conditions = kept;
      this.keep(fresh, [], found);
    };
  }

  private settle(lines: readonly Figure[], ballots: readonly Figure[]): void {
    if (lines.length === 0 && ballots.length === 0) return;
    this.keep(lines, ballots, this.beside(lines, ballots));
    this.conditions = this.conditions.flatMap((condition) => {
      const need = leftOf(condition.need, Math.max(...condition.ways.map((way) => this.apart(condition.at, way))));
      const jointNeed = leftOf(condition.jointNeed, Math.max(...condition.ways.map((way) => this.together(way))));
      return need > 0 || jointNeed > 0 ? [{ ...condition, need, jointNeed }] : [];
    });
  }

  private beside(lines: readonly Figure[], ballots: readonly Figure[]): Found {
    return {
      answers: this.answers.map((counts) => counts.witnessesBeside(lines)),
      joint: this.joint.witnessesBeside(this.jointSums(lines, ballots)),
    };
  }

  private keep(lines: readonly Figure[], ballots: readonly Figure[], found: Found): void {
    for (const line of lines) this.known.add(`answers ${line.join(' ')}`);
    for (const line of ballots) this.known.add(`ballots ${line.join(' ')}`);
    this.answers.forEach((counts, answer) => counts.keep(lines, found.answers[answer] ?? nothing));
    this.joint.keep(this.jointSums(lines, ballots), found.joint);
  }

  private jointSums(lines: readonly Figure[], ballots: readonly Figure[]): Figure[] {
    const every = Array.from({ length: this.stride }, (_, part) => part);
    if (this.stride === 1) return [];
    return [
      ...lines.flatMap((line) => every.map((part) => line.map((at) => at * this.stride + part))),
      ...ballots.map((line) => line.flatMap((at) => every.map((part) => at * this.stride + part))),
    ];
  }

  /** Those that are not known already; none where there is nothing to guard. */
  private fresh(figures: readonly Figure[], of: 'answers' | 'ballots' = 'answers'): readonly Figure[] {
    if (this.conditions.length === 0) return [];
    return figures.filter((figure) => figure.length > 0 && !this.known.has(`${of} ${figure.join(' ')}`));
  }

  private holds({ at, ways, need, jointNeed }: Condition, found: Found): boolean {
    return ways.some(
      (way) => this.apart(at, way, found) >= need - 1e-6 && this.together(way, found) >= jointNeed - 1e-6,
    );
  }

  /** By how much the answers could be more, each by itself. */
  private apart(at: number, { answers }: Way, found?: Found): number {
    return answers.reduce(
      (sum, answer) => sum + (this.answers[answer]?.gain(at, found?.answers[answer] ?? nothing) ?? 0),
      0,
    );
  }

  private together({ id, parts }: Way, found?: Found): number {
    return parts.length === 0 ? Number.POSITIVE_INFINITY : this.joint.gain(id, found?.joint ?? nothing);
  }

  private openly({ at, ways, unlessOpen }: Condition, figures: readonly Figure[]): boolean {
    const of = ways.flatMap(({ answers }) => answers);
    const nobody = (figure: Figure) => figure.every((each) => of.every((answer) => !this.atoms[each]?.answers[answer]));
    return unlessOpen && figures.some((figure) => figure.includes(at) && nobody(figure));
  }
}

/** What is left of a need where no more is possible; less than half a person is nothing. */
function leftOf(need: number, possible: number): number {
  if (possible >= need) return need;
  return possible < 0.5 ? 0 : possible;
}

function guardedAnswers(conditions: readonly Condition[]): ReadonlyMap<number, Guarded> {
  const most = new Map<number, number>();
  for (const { at, need } of conditions) most.set(at, Math.max(need, most.get(at) ?? 0));
  return new Map([...most].map(([at, enough]) => [at, { of: [at], most: enough }]));
}

function guardedParts(conditions: readonly Condition[], stride: number): ReadonlyMap<number, Guarded> {
  const ways = conditions.flatMap(({ at, need, ways: all }) => all.map((way) => ({ ...way, at, need })));
  return new Map(
    ways
      .filter(({ parts }) => parts.length > 0)
      .map(({ id, at, need, parts }) => [id, { of: parts.map((part) => at * stride + part), most: need }]),
  );
}

/** A group without an answer is known to have none; of one that is surely there, one of its most frequent answer is taken to be. */
function countsOf(atoms: readonly Atom[], answer: number, there: ReadonlySet<Atom>): Count[] {
  return atoms.map((atom) => {
    const first = atom.answers.indexOf(Math.max(...atom.answers)) === answer;
    return countOf(atom.answers[answer] ?? 0, first && there.has(atom), atom.people > 0);
  });
}

/** More than any count could be above the truth. */
const plenty = 1_000;

/** People of each atom by the part of their answer, and ballots without; of atoms that are surely there at least one in all. */
function jointCountsOf(
  atoms: readonly Atom[],
  parts: readonly (readonly number[])[],
  there: ReadonlySet<Atom>,
): { readonly counts: readonly Count[]; readonly sums: readonly Figure[] } {
  const stride = parts.length + 1;
  const counts = atoms.flatMap((atom) => {
    const people = parts.map((part) => part.reduce((sum, answer) => sum + (atom.answers[answer] ?? 0), 0));
    const without = Math.max(0, atom.ballots - people.reduce((sum, each) => sum + each, 0));
    return [...people.map((each) => countOf(each, false, atom.people > 0)), countOf(without, false, true)];
  });
  // "At least one" as a sum: with a count that makes up the difference, and is one short of all that there is at most.
  const named = atoms.flatMap((atom, at) => (there.has(atom) ? [{ at, ballots: atom.ballots }] : []));
  const rest = named.map(({ ballots }) => ({ truth: plenty, low: 0, high: plenty + ballots - 1 }));
  const sums = named.map(({ at }, index) => [
    ...Array.from({ length: stride }, (_, part) => at * stride + part),
    counts.length + index,
  ]);
  return { counts: [...counts, ...rest], sums };
}

function countOf(truth: number, isThere: boolean, mayBeMore: boolean): Count {
  return { truth, low: isThere ? 1 : 0, high: mayBeMore ? Number.POSITIVE_INFINITY : truth };
}
