import { isZero, LinearSpan } from './linear-span';
import { minimumGroup } from './period-results';

/**
 * Which figures may be shown (docs/adr/0032-suppression.md). An atom is the smallest group anyone could single out: the
 * people of one group of a cut (field, channel, official) in one base period. Every figure shown is the sum of the
 * answers of some atoms; with addition and subtraction a reader gets every sum in their linear span. A figure is shown
 * only if, together with all shown before it, no set of atoms of 1 to 4 people falls into that span.
 */
export interface Partition {
  /** Base periods in calendar order. */
  readonly bases: readonly string[];
  /** Groups of the cut; `['']` for the whole alone. */
  readonly codes: readonly string[];
  /** People who answered, by base period and group. */
  count(base: string, code: string): number;
}

/** A period people can look at, as the base periods it sums. */
export interface ShownPeriod {
  readonly id: string;
  readonly bases: readonly string[];
}

/** `shown.get(periodId)` = the groups whose figures may be shown; `wholes` = the periods whose whole may be shown. */
export interface Decision {
  readonly wholes: ReadonlySet<string>;
  readonly shown: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Beyond this many candidate sets the search gives up and hides: erring on the safe side. */
const mostSets = 50_000;

interface Atom {
  readonly base: string;
  readonly code: string;
  readonly people: number;
}

/**
 * Decides period after period, in the order given (the calendar's: what was shown once stays shown), within a period the
 * whole first and then the groups from the largest to the smallest.
 */
export function decideShown(partition: Partition, periods: readonly ShownPeriod[]): Decision {
  // A base that no period shows yet stands in no sum.
  const looked = new Set(periods.flatMap(({ bases }) => bases));
  const bases = partition.bases.filter((base) => looked.has(base));
  const atoms: Atom[] = bases.flatMap((base) =>
    partition.codes
      .map((code) => ({ base, code, people: partition.count(base, code) }))
      .filter(({ people }) => people > 0),
  );
  const small = atoms.some(({ people }) => people < minimumGroup);
  const wholes = new Set<string>();
  const shown = new Map<string, ReadonlySet<string>>();
  let span = LinearSpan.empty;
  const admit = (vector: readonly number[]): boolean => {
    if (!small) return true;
    const next = span.with(vector);
    if (next !== span && revealsSmallGroup(next, atoms)) return false;
    span = next;
    return true;
  };
  for (const period of periods) {
    const within = atoms.map(({ base }) => (period.bases.includes(base) ? 1 : 0));
    const peopleOf = (code: string) =>
      sum(atoms.map((atom, index) => (atom.code === code ? atom.people * (within[index] ?? 0) : 0)));
    if (sum(atoms.map(({ people }, index) => people * (within[index] ?? 0))) >= minimumGroup && admit(within)) {
      wholes.add(period.id);
    }
    const groups = new Set<string>();
    for (const code of [...partition.codes].sort((a, b) => peopleOf(b) - peopleOf(a) || (a < b ? -1 : 1))) {
      const vector = atoms.map((atom, index) => (atom.code === code ? (within[index] ?? 0) : 0));
      if (peopleOf(code) >= minimumGroup && admit(vector)) groups.add(code);
    }
    shown.set(period.id, groups);
  }
  return { wholes, shown };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Whether some set of atoms of 1 to 4 people together lies in the span. */
function revealsSmallGroup(span: LinearSpan, atoms: readonly Atom[]): boolean {
  const candidates = atoms.flatMap(({ people }, index) =>
    people < minimumGroup ? [{ people, rest: span.residual(atoms.map((_, other) => (other === index ? 1 : 0))) }] : [],
  );
  let sets = 0;
  const search = (from: number, people: number, rest: readonly number[]): boolean => {
    for (let index = from; index < candidates.length; index += 1) {
      const candidate = candidates[index];
      if (candidate === undefined || people + candidate.people >= minimumGroup) continue;
      sets += 1;
      if (sets > mostSets) return true;
      const together = rest.map((value, at) => value + (candidate.rest[at] ?? 0));
      if (isZero(together) || search(index + 1, people + candidate.people, together)) return true;
    }
    return false;
  };
  return search(0, 0, new Array<number>(atoms.length).fill(0));
}
