import { type Count, GuardedCounts, type Witnesses } from './guarded-counts';
import { minimumGroup } from './period-results';
import { isVoidedLater, type Slice, type View } from './period-view';
import { type GroupTally, slotTally, type TallyLayout } from './tally';

/** The people of one group of a cut in one slice: the smallest set that any published sum is made of. */
interface Atom {
  readonly slice: string;
  readonly base: string;
  /** Seen first and never voided: what makes the group stand on every page of its period. */
  readonly lasting: boolean;
  readonly voidedLater: boolean;
  readonly code: string;
  /** Ballots with an answer to the question. */
  readonly people: number;
  /** How many gave each answer. */
  readonly answers: readonly number[];
}

/** What a reader must hold possible of a small group: that `of` its answers there are `need` more than there are. */
interface Condition {
  readonly at: number;
  readonly of: readonly number[];
  need: number;
  /** Given up where a shown line of five or more says by itself that nobody gave these answers. */
  readonly unlessOpen: boolean;
}

/** The atoms that a published line adds up. */
export type Figure = readonly number[];

/**
 * One question (or, without slot, the number of ballots) in all groups of one cut, and what is known of it. Answers are
 * summed answer by answer, so each has its own region, and a group's largest size is the sum of what each allows.
 */
export class CutGuard {
  private readonly atoms: readonly Atom[];
  private readonly answers: readonly GuardedCounts[];
  private conditions: readonly Condition[];
  private readonly known = new Set<string>();

  constructor(
    layout: TallyLayout,
    slot: number | undefined,
    cut: GroupTally['cut'],
    slices: readonly Slice[],
    views: readonly View[] = [],
  ) {
    this.atoms = atomsOf(layout, slot, cut, slices);
    const emptied = mayBeEmptied(this.atoms, cut, views);
    const kind = slot === undefined ? 'ballots' : (layout.slots[slot]?.kind ?? 'rating');
    this.conditions = this.atoms.flatMap((atom, at) => conditionsOf(atom, at, kind));
    const enough = new Map<number, number>();
    for (const { at, need } of this.conditions) enough.set(at, Math.max(need, enough.get(at) ?? 0));
    const width = Math.max(0, ...this.atoms.map(({ answers }) => answers.length));
    this.answers = Array.from(
      { length: width },
      (_, answer) => new GuardedCounts(countsOf(this.atoms, answer, emptied), enough),
    );
  }

  /** Of the whole, or of one group. */
  figure(view: Pick<View, 'slices'>, code?: string): Figure {
    return this.atoms.flatMap((atom, at) =>
      view.slices.includes(atom.slice) && (code === undefined || atom.code === code) ? [at] : [],
    );
  }

  answersOf(view: Pick<View, 'slices'>): number {
    return this.figure(view).reduce((sum, at) => sum + (this.atoms[at]?.people ?? 0), 0);
  }

  /** Known whatever we decide: from then on no less than what this leaves possible. */
  know(figures: readonly Figure[]): void {
    const found = this.beside(figures);
    this.keep(figures, found);
    this.conditions = this.conditions.flatMap((condition) => {
      const possible = this.possible(condition, []);
      if (possible >= condition.need) return [condition];
      return possible < 0.5 ? [] : [{ ...condition, need: possible }];
    });
  }

  /** Taken for known where that leaves enough possible: so that nothing is shown that only helps who knows it. */
  assume(figure: Figure): void {
    const found = this.beside([figure]);
    if (this.conditions.some((condition) => this.possible(condition, found) < condition.need - 1e-6)) return;
    this.keep([figure], found);
  }

  /** How the figures are published too, or undefined where that would leave too little possible. */
  weigh(figures: readonly Figure[]): (() => void) | undefined {
    const found = this.beside(figures);
    const kept = this.conditions.filter((condition) => !this.openly(condition, figures));
    if (kept.some((condition) => this.possible(condition, found) < condition.need - 1e-6)) return undefined;
    return () => {
      this.conditions = kept;
      this.keep(figures, found);
    };
  }

  private beside(figures: readonly Figure[]): readonly Witnesses[] {
    const fresh = this.fresh(figures);
    return this.answers.map((counts) => counts.witnessesBeside(fresh));
  }

  private keep(figures: readonly Figure[], found: readonly Witnesses[]): void {
    const fresh = this.fresh(figures);
    for (const figure of fresh) this.known.add(figure.join(' '));
    this.answers.forEach((counts, answer) => counts.keep(fresh, found[answer] ?? new Map()));
  }

  /** Those that are not known already; none where there is nothing to guard. */
  private fresh(figures: readonly Figure[]): readonly Figure[] {
    if (this.conditions.length === 0) return [];
    return figures.filter((figure) => figure.length > 0 && !this.known.has(figure.join(' ')));
  }

  private possible({ at, of }: Condition, found: readonly Witnesses[]): number {
    return of.reduce((sum, answer) => sum + (this.answers[answer]?.gain(at, found[answer] ?? new Map()) ?? 0), 0);
  }

  private openly({ at, of, unlessOpen }: Condition, figures: readonly Figure[]): boolean {
    const nobody = (figure: Figure) => figure.every((each) => of.every((answer) => !this.atoms[each]?.answers[answer]));
    return unlessOpen && figures.some((figure) => figure.includes(at) && nobody(figure));
  }
}

/** Small ones first: they are the first to give way in a witness, and the last to be shown. */
function atomsOf(
  layout: TallyLayout,
  slot: number | undefined,
  cut: GroupTally['cut'],
  slices: readonly Slice[],
): readonly Atom[] {
  return slices
    .flatMap((slice) =>
      slice.tallies
        .filter((tally) => tally.set === 'counted' && tally.cut === cut && tally.ballots > 0)
        .map((tally) => atomOf(layout, slot, slice, tally)),
    )
    .filter(({ people }) => people > 0)
    .sort((a, b) => a.people - b.people);
}

function atomOf(layout: TallyLayout, slot: number | undefined, slice: Slice, tally: GroupTally): Atom {
  const { code, ballots } = tally;
  const where = {
    slice: slice.id,
    base: slice.baseId,
    lasting: slice.lasting,
    voidedLater: isVoidedLater(slice),
    code,
  };
  if (slot === undefined) return { ...where, people: ballots, answers: [ballots] };
  const { n, counts } = slotTally(layout, slot, tally.counts, ballots);
  // A ballot may tick several options: how many ticked any is a count of its own.
  return { ...where, people: n, answers: layout.slots[slot]?.kind === 'multiple' ? [n, ...counts] : counts };
}

/**
 * A group of 1 to 4 could be five or more; and, where nobody in it is satisfied (or dissatisfied), or all chose the same
 * option, somebody could be otherwise.
 */
function conditionsOf(
  { people, answers }: Atom,
  at: number,
  kind: 'ballots' | 'rating' | 'single' | 'multiple',
): Condition[] {
  if (people >= minimumGroup) return [];
  const every = answers.map((_, answer) => answer);
  const lacking = minimumGroup - people;
  const larger = (of: readonly number[]): Condition => ({ at, of, need: lacking, unlessOpen: false });
  const otherwise = (of: readonly number[]): Condition[] =>
    of.every((answer) => answers[answer] === 0) ? [{ at, of, need: 1, unlessOpen: true }] : [];
  switch (kind) {
    case 'ballots':
      return [larger([0])];
    case 'rating':
      return [larger(every), ...otherwise(every.slice(0, -2)), ...otherwise(every.slice(-2))];
    case 'single':
      return [larger(every), ...every.flatMap((answer) => otherwise(every.filter((other) => other !== answer)))];
    case 'multiple':
      return [
        larger([0]),
        ...every.slice(1).map((answer): Condition => ({ at, of: [answer], need: 1, unlessOpen: true })),
      ];
  }
}

const groupOf = ({ base, code }: Atom): string => `${base} ${code}`;

/**
 * Groups that a publication shows and of which ballots were voided after it. A correction goes on naming them, whether or
 * not anything is left of them (`namedBefore`), so that nobody learns from the name that not all of their ballots went.
 */
function mayBeEmptied(atoms: readonly Atom[], cut: GroupTally['cut'], views: readonly View[]): ReadonlySet<string> {
  if (cut === 'all') return new Set();
  const looks = views.flatMap(({ slices, published }) => (published ? [{ slices, shown: published.groups(cut) }] : []));
  const isShown = ({ slice, code }: Atom) =>
    looks.some(({ slices, shown }) => slices.includes(slice) && shown.includes(code));
  return new Set(atoms.filter((atom) => atom.voidedLater && isShown(atom)).map(groupOf));
}

/**
 * The reader knows which groups are empty, and that a group named in a period has at least one ballot: one of its most
 * frequent answer, say.
 */
function countsOf(atoms: readonly Atom[], answer: number, emptied: ReadonlySet<string>): Count[] {
  const named = new Map<string, Atom>();
  for (const atom of atoms) {
    const key = groupOf(atom);
    if (!named.get(key)?.lasting) named.set(key, atom);
  }
  return atoms.map((atom) => {
    const first = atom.answers.indexOf(Math.max(...atom.answers)) === answer;
    const low = first && named.get(groupOf(atom)) === atom && !emptied.has(groupOf(atom)) ? 1 : 0;
    return { truth: atom.answers[answer] ?? 0, low, high: Number.POSITIVE_INFINITY };
  });
}
