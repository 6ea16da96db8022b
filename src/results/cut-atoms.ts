import { isVoidedLater, type Slice, type View } from './period-view';
import { type GroupTally, slotTally, type TallyLayout } from './tally';

/** The people of one group of a cut in one slice: the smallest set that any published sum is made of. */
export interface Atom {
  readonly slice: string;
  readonly base: string;
  /** Seen first and never voided: what makes the group stand on every page of its period. */
  readonly lasting: boolean;
  readonly voidedLater: boolean;
  readonly code: string;
  readonly ballots: number;
  /** Ballots with an answer to the question. */
  readonly people: number;
  /** How many gave each answer. */
  readonly answers: readonly number[];
}

/** Small ones first: they are the first to give way in a witness, and the last to be shown. */
export function atomsOf(
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
    ballots,
  };
  if (slot === undefined) return { ...where, people: ballots, answers: [ballots] };
  const { n, counts } = slotTally(layout, slot, tally.counts, ballots);
  // A ballot may tick several options: how many ticked any is a count of its own.
  return { ...where, people: n, answers: layout.slots[slot]?.kind === 'multiple' ? [n, ...counts] : counts };
}

const groupOf = ({ base, code }: Atom): string => `${base} ${code}`;

/**
 * The reader knows that a group named in a period has at least one ballot: those of each group that are taken to hold it.
 * Not of groups that a publication showed and of which ballots were voided after it: a correction goes on naming them,
 * whether or not anything is left of them (`namedBefore`), so that nobody learns from the name that not all of theirs went.
 */
export function surelyThere(atoms: readonly Atom[], cut: GroupTally['cut'], views: readonly View[]): ReadonlySet<Atom> {
  const named = new Map<string, Atom>();
  for (const atom of atoms) {
    const key = groupOf(atom);
    if (!named.get(key)?.lasting) named.set(key, atom);
  }
  const emptied = mayBeEmptied(atoms, cut, views);
  return new Set([...named].flatMap(([key, atom]) => (emptied.has(key) ? [] : [atom])));
}

function mayBeEmptied(atoms: readonly Atom[], cut: GroupTally['cut'], views: readonly View[]): ReadonlySet<string> {
  if (cut === 'all') return new Set();
  const looks = views.flatMap(({ slices, published }) => (published ? [{ slices, shown: published.groups(cut) }] : []));
  const isShown = ({ slice, code }: Atom) =>
    looks.some(({ slices, shown }) => slices.includes(slice) && shown.includes(code));
  return new Set(atoms.filter((atom) => atom.voidedLater && isShown(atom)).map(groupOf));
}
