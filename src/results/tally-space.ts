import { wordPlan } from './alikeness-words';
import { CodeNumbers } from './ballot-columns';
import type { BallotSet, GroupKey, TallyLayout } from './tally';

/** Counts of one group, as views of the tables of a recount. */
export interface CountedGroup extends GroupKey {
  readonly set: BallotSet;
  readonly ballots: number;
  readonly counts: Uint32Array;
  readonly alikeness: Float64Array;
}

/** Room for the counts of some groups, the first of which is number `first` of what the arrays hold. */
export interface GroupTables {
  readonly groups: number;
  readonly first: number;
  /** By group the cells of the layout, and one more that counts its ballots. */
  readonly counts: Uint32Array;
  readonly alike: Float64Array;
  /** What was added in words and is not counted yet (`alikeness-words.ts`). */
  readonly words: Float64Array;
}

/** Groups for which memory is taken at once. */
const groupsAtOnce = 2_048;

/** What all tallies of one recount share: the numbers of codes, and the memory of their tables. */
export class TallySpace {
  readonly facts = { channel: new CodeNumbers(), field: new CodeNumbers(), official: new CodeNumbers() } as const;
  private readonly pieces = new Map<TallyLayout, { readonly tables: GroupTables; used: number }>();

  /** Empty tables, cut from large pieces: a recount needs many thousands of them, and small ones cost more than the counting. */
  tables(layout: TallyLayout, groups: number): GroupTables {
    let piece = this.pieces.get(layout);
    if (piece === undefined || piece.used + groups > piece.tables.groups) {
      piece = { tables: newTables(layout, Math.max(groups, groupsAtOnce)), used: 0 };
      this.pieces.set(layout, piece);
    }
    const first = piece.used;
    piece.used += groups;
    return { ...piece.tables, groups, first };
  }
}

function newTables(layout: TallyLayout, groups: number): GroupTables {
  return {
    groups,
    first: 0,
    counts: new Uint32Array((layout.length + 1) * groups),
    alike: new Float64Array(layout.alikenessLength * groups),
    words: new Float64Array(wordPlan(layout).length * groups),
  };
}

/** The same counts with twice the room. */
export function widened(space: TallySpace, layout: TallyLayout, tables: GroupTables): GroupTables {
  const wider = space.tables(layout, tables.groups * 2);
  const move = <T extends Uint32Array | Float64Array>(from: T, into: T, width: number): void => {
    const begin = tables.first * width;
    into.set(from.subarray(begin, begin + tables.groups * width) as never, wider.first * width);
  };
  move(tables.counts, wider.counts, layout.length + 1);
  move(tables.alike, wider.alike, layout.alikenessLength);
  move(tables.words, wider.words, wordPlan(layout).length);
  return wider;
}

/** Makes its views only when they are asked for: a country has half a million groups, and a view costs as much as counting ten ballots. */
export class TableGroup implements CountedGroup {
  readonly cut: GroupKey['cut'];
  readonly code: string;
  private readonly at: number;

  constructor(
    key: GroupKey,
    readonly set: BallotSet,
    private readonly layout: TallyLayout,
    private readonly tables: GroupTables,
    group: number,
  ) {
    this.cut = key.cut;
    this.code = key.code;
    this.at = tables.first + group;
  }

  get ballots(): number {
    const { layout, tables, at } = this;
    return tables.counts[at * (layout.length + 1) + layout.length] ?? 0;
  }

  get counts(): Uint32Array {
    const begin = this.at * (this.layout.length + 1);
    return this.tables.counts.subarray(begin, begin + this.layout.length);
  }

  get alikeness(): Float64Array {
    const begin = this.at * this.layout.alikenessLength;
    return this.tables.alike.subarray(begin, begin + this.layout.alikenessLength);
  }

  /** Adds (or with -1 takes away) the counts and sums of another group of the layout. */
  add(other: TableGroup, sign: 1 | -1): void {
    const { layout, tables, at } = this;
    const cells = layout.length + 1;
    addCounts(tables.counts, at * cells, other.tables.counts, other.at * cells, cells, sign);
    const sums = layout.alikenessLength;
    addSums(tables.alike, at * sums, other.tables.alike, other.at * sums, sums, sign);
  }
}

/** Two functions, because one that sees arrays of two kinds is several times slower. */
function addCounts(
  into: Uint32Array,
  at: number,
  from: Uint32Array,
  begin: number,
  length: number,
  sign: number,
): void {
  for (let cell = 0; cell < length; cell += 1) (into[at + cell] as number) += sign * (from[begin + cell] as number);
}

function addSums(
  into: Float64Array,
  at: number,
  from: Float64Array,
  begin: number,
  length: number,
  sign: number,
): void {
  for (let cell = 0; cell < length; cell += 1) (into[at + cell] as number) += sign * (from[begin + cell] as number);
}
