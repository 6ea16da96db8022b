import { notApplicable } from '../survey/questionnaire';
import { type BallotColumns, CodeNumbers, repeatMark } from './ballot-columns';
import { ballotSets, type BallotSet, compareGroups, type GroupKey, oddCells, type TallyLayout } from './tally';

/** Counts of one group, as views of the tally's own tables. */
export interface CountedGroup extends GroupKey {
  readonly set: BallotSet;
  readonly ballots: number;
  readonly counts: Uint32Array;
  readonly alikeness: Float64Array;
}

/** Makes its views only when they are asked for: a country has half a million groups, and a view costs as much as counting ten ballots. */
class TableGroup implements CountedGroup {
  readonly cut: GroupKey['cut'];
  readonly code: string;

  constructor(
    key: GroupKey,
    readonly set: BallotSet,
    readonly ballots: number,
    private readonly table: Uint32Array,
    private readonly alike: Float64Array,
    private readonly from: number,
    private readonly length: number,
    private readonly alikeFrom: number,
    private readonly alikeLength: number,
  ) {
    this.cut = key.cut;
    this.code = key.code;
  }

  get counts(): Uint32Array {
    return this.table.subarray(this.from, this.from + this.length);
  }

  get alikeness(): Float64Array {
    return this.alike.subarray(this.alikeFrom, this.alikeFrom + this.alikeLength);
  }
}

/** The code numbers of a whole recount; all its tallies share them. */
export class FactNumbers {
  readonly channel = new CodeNumbers();
  readonly field = new CodeNumbers();
  readonly official = new CodeNumbers();
}

type NamedCut = keyof FactNumbers;

/** Groups that a new table has room for. */
const firstGroups = 32;
/** Group 0 takes what belongs to no group: ballots that name no field or official. */
const nowhere = 0;

/**
 * Counts ballots column by column: the way of a recount. `Tally` counts for the mover, ballot by ballot; tests and the
 * nightly check hold the two against each other. A ballot is added to its channel, and to its field and official where it
 * names them; the whole is the sum of the channels, and those who named none are the whole without the rest.
 */
export class ColumnTally {
  /** Cells of a group in `table`; the last counts its ballots. */
  private readonly width: number;
  private table: Uint32Array;
  private alike: Float64Array;
  private groups = 1;
  private readonly made: { readonly cut: NamedCut; readonly number: number; readonly set: number }[] = [];
  /** By cut and set: the group of each code number. */
  private readonly groupOf: Record<NamedCut, readonly [(number | undefined)[], (number | undefined)[]]> = {
    channel: [[], []],
    field: [[], []],
    official: [[], []],
  };
  private readonly bytes: BytePlan;

  constructor(
    private readonly layout: TallyLayout,
    private readonly facts: FactNumbers,
    private readonly voided = false,
  ) {
    this.width = layout.length + 1;
    this.table = new Uint32Array(this.width * firstGroups);
    this.alike = new Float64Array(layout.alikenessLength * firstGroups);
    this.bytes = bytePlan(layout);
  }

  /** How many ballots that were. */
  add(columns: BallotColumns): number {
    const count = columns.repeats.length;
    const slots = this.layout.slots.length;
    if (columns.answers.length !== count * slots) {
      throw new Error(`bug: ${columns.answers.length} bytes for ${count} ballots of ${slots} slots`);
    }
    const channels = this.facts.channel.read(columns.channels, count);
    const fields = this.facts.field.read(columns.fields, count);
    // Most offices ask for no official: then the column holds separators only.
    const isNamed = columns.officials.length >= count;
    const officials = isNamed ? this.facts.official.read(columns.officials, count) : undefined;
    for (let ballot = 0; ballot < count; ballot += 1) {
      const set = columns.repeats[ballot] === repeatMark ? 1 : 0;
      const channel = this.group('channel', set, channels[ballot] as number);
      const field = this.group('field', set, fields[ballot] as number);
      const official = officials === undefined ? nowhere : this.group('official', set, officials[ballot] as number);
      if (official === nowhere) this.countInTwo(channel, field, columns.answers, ballot);
      else this.countInThree(channel, field, official, columns.answers, ballot);
      this.countAlikeness(channel, field, official, columns.answers, ballot);
    }
    return count;
  }

  private group(cut: NamedCut, set: 0 | 1, number: number): number {
    return this.groupOf[cut][set][number] ?? this.newGroup(cut, set, number);
  }

  private newGroup(cut: NamedCut, set: 0 | 1, number: number): number {
    const groups = this.groupOf[cut][set];
    while (groups.length < number) groups.push(undefined);
    if (cut !== 'channel' && this.facts[cut].codes[number] === '') return (groups[number] = nowhere);
    const group = this.groups;
    this.groups += 1;
    if (this.groups * this.width > this.table.length) {
      const table = new Uint32Array(this.table.length * 2);
      table.set(this.table);
      this.table = table;
      const alike = new Float64Array(this.alike.length * 2);
      alike.set(this.alike);
      this.alike = alike;
    }
    this.made.push({ cut, number, set });
    return (groups[number] = group);
  }

  /** Like `countInThree`; the two are written out because this is where a recount spends its time. */
  private countInTwo(one: number, two: number, answers: Uint8Array, ballot: number): void {
    const { table, width } = this;
    const { offsets, plain } = this.bytes;
    const slots = offsets.length;
    const begin = ballot * slots;
    const first = one * width;
    const second = two * width;
    for (let slot = 0; slot < slots; slot += 1) {
      const byte = answers[begin + slot] as number;
      if (byte > (plain[slot] as number)) {
        this.countOdd(slot, byte, [one, two]);
        continue;
      }
      const cell = (offsets[slot] as number) + byte;
      (table[first + cell] as number) += 1;
      (table[second + cell] as number) += 1;
    }
    (table[first + width - 1] as number) += 1;
    (table[second + width - 1] as number) += 1;
  }

  private countInThree(one: number, two: number, three: number, answers: Uint8Array, ballot: number): void {
    const { table, width } = this;
    const { offsets, plain } = this.bytes;
    const slots = offsets.length;
    const begin = ballot * slots;
    const first = one * width;
    const second = two * width;
    const third = three * width;
    for (let slot = 0; slot < slots; slot += 1) {
      const byte = answers[begin + slot] as number;
      if (byte > (plain[slot] as number)) {
        this.countOdd(slot, byte, [one, two, three]);
        continue;
      }
      const cell = (offsets[slot] as number) + byte;
      (table[first + cell] as number) += 1;
      (table[second + cell] as number) += 1;
      (table[third + cell] as number) += 1;
    }
    (table[first + width - 1] as number) += 1;
    (table[second + width - 1] as number) += 1;
    (table[third + width - 1] as number) += 1;
  }

  /** "Không áp dụng", several options at once, or a byte that the door should have refused. */
  private countOdd(slot: number, byte: number, groups: readonly number[]): void {
    for (const cell of oddCells(this.layout, slot, byte)) {
      for (const group of groups) (this.table[group * this.width + cell] as number) += 1;
    }
  }

  /** The six sums of each factor (`alikenessCells` in `alikeness.ts`), into every group of the ballot. */
  private countAlikeness(one: number, two: number, three: number, answers: Uint8Array, ballot: number): void {
    const { alike } = this;
    const { offsets, spans, weights } = this.bytes;
    const width = this.layout.alikenessLength;
    const begin = ballot * offsets.length;
    for (let span = 0, weight = 0; span < spans.length; span += spanNumbers, weight += 256) {
      const end = begin + (spans[span + 1] as number);
      let packed = 0;
      for (let at = begin + (spans[span] as number); at < end; at += 1) {
        packed += weights[weight + (answers[at] as number)] as number;
      }
      if (packed === 0) continue;
      const offset = spans[span + 2] as number;
      addSums(alike, one * width + offset, packed);
      addSums(alike, two * width + offset, packed);
      if (three !== nowhere) addSums(alike, three * width + offset, packed);
    }
  }

  /** In the one order of tallies. */
  result(): CountedGroup[] {
    const groups = this.made.map(({ cut, number, set }, index) =>
      this.counted({ cut, code: this.facts[cut].codes[number] ?? '' }, set, index + 1),
    );
    for (const set of [0, 1]) {
      const ofSet = groups.filter((group) => group.set === this.setName(set));
      const wholeOf = (cut: NamedCut) => ofSet.filter((group) => group.cut === cut);
      const whole = combined(this.none('all', set), wholeOf('channel'), 1);
      if (whole.ballots === 0) continue;
      groups.push(whole);
      for (const cut of ['field', 'official'] as const) {
        const unnamed = combined(combined(this.none(cut, set), [whole], 1), wholeOf(cut), -1);
        if (unnamed.ballots > 0) groups.push(unnamed);
      }
    }
    return groups.sort(compareGroups);
  }

  private setName(set: number): BallotSet {
    return ballotSets[set + (this.voided ? 2 : 0)] ?? 'counted';
  }

  private counted(key: GroupKey, set: number, index: number): CountedGroup {
    const { table, alike, width } = this;
    const { length, alikenessLength } = this.layout;
    const base = index * width;
    const ballots = table[base + length] ?? 0;
    const name = this.setName(set);
    return new TableGroup(key, name, ballots, table, alike, base, length, index * alikenessLength, alikenessLength);
  }

  private none(cut: GroupKey['cut'], set: number): CountedGroup {
    const counts = new Uint32Array(this.layout.length);
    const alikeness = new Float64Array(this.layout.alikenessLength);
    return { cut, code: '', set: this.setName(set), ballots: 0, counts, alikeness };
  }
}

/** `start`, whose own tables are used, with the groups added or taken away. */
function combined(start: CountedGroup, groups: readonly CountedGroup[], sign: 1 | -1): CountedGroup {
  const { counts, alikeness } = start;
  let { ballots } = start;
  for (const group of groups) {
    ballots += sign * group.ballots;
    const terms = group.counts;
    for (let cell = 0; cell < counts.length; cell += 1) (counts[cell] as number) += sign * (terms[cell] as number);
    const sums = group.alikeness;
    for (let cell = 0; cell < alikeness.length; cell += 1) (alikeness[cell] as number) += sign * (sums[cell] as number);
  }
  return { ...start, ballots };
}

/** What the bytes of a layout's ballots add where; made once for the thousands of offices that ask the same form. */
interface BytePlan {
  readonly offsets: Int32Array;
  /** Highest plain answer of each slot; -1 for multiple choices, whose options are counted one by one. */
  readonly plain: Int32Array;
  /** `spanNumbers` of each factor: first slot, one past the last, place of its sums. */
  readonly spans: Int32Array;
  /** By factor and byte: what an answer adds to the number of answers, of satisfied ones, and to the points, packed. */
  readonly weights: Int32Array;
}

const spanNumbers = 3;
/** Of a byte's weight: 1 for an answer, 1 shifted here for a satisfied one, the points shifted there. */
const satisfiedShift = 8;
const pointsShift = 16;
const eightBits = 255;

const bytePlans = new WeakMap<TallyLayout, BytePlan>();

function bytePlan(layout: TallyLayout): BytePlan {
  const before = bytePlans.get(layout);
  if (before) return before;
  const highest = layout.slots.map(({ kind }, index) => (kind === 'multiple' ? -1 : (layout.cells[index] ?? 0)));
  const made = {
    offsets: Int32Array.from(layout.offsets),
    plain: Int32Array.from(highest),
    spans: Int32Array.from(layout.factors.flatMap(({ first, end, offset }) => [first, end, offset])),
    weights: Int32Array.from(layout.factors.flatMap(({ satisfiedFrom }) => weightsOfBytes(satisfiedFrom))),
  };
  bytePlans.set(layout, made);
  return made;
}

function weightsOfBytes(satisfiedFrom: number): number[] {
  return Array.from({ length: 256 }, (_, byte) => {
    if (byte === 0 || byte === notApplicable) return 0;
    return 1 + (Number(byte >= satisfiedFrom) << satisfiedShift) + (byte << pointsShift);
  });
}

/** With m answers, a of them satisfied, s their sum of points: 1, m², am, a², sm, s². */
function addSums(alike: Float64Array, at: number, packed: number): void {
  const m = packed & eightBits;
  const a = (packed >> satisfiedShift) & eightBits;
  const s = packed >> pointsShift;
  (alike[at] as number) += 1;
  (alike[at + 1] as number) += m * m;
  (alike[at + 2] as number) += a * m;
  (alike[at + 3] as number) += a * a;
  (alike[at + 4] as number) += s * m;
  (alike[at + 5] as number) += s * s;
}
