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

/** The code numbers of a whole recount; all its tallies share them. */
export class FactNumbers {
  readonly channel = new CodeNumbers();
  readonly field = new CodeNumbers();
  readonly official = new CodeNumbers();
}

type NamedCut = keyof FactNumbers;

/** Groups that a new table has room for. */
const firstGroups = 16;
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
  /** Highest plain answer of each slot; -1 for multiple choices, whose options are counted one by one. */
  private readonly plain: Int32Array;
  private readonly offsets: Int32Array;
  /** What one ballot adds to the sums of alikeness. */
  private readonly ballotAlike: Float64Array;

  constructor(
    private readonly layout: TallyLayout,
    private readonly facts: FactNumbers,
    private readonly voided = false,
  ) {
    this.width = layout.length + 1;
    this.table = new Uint32Array(this.width * firstGroups);
    this.alike = new Float64Array(layout.alikenessLength * firstGroups);
    this.ballotAlike = new Float64Array(layout.alikenessLength);
    this.plain = Int32Array.from(layout.slots, (slot, index) =>
      slot.kind === 'multiple' ? -1 : (layout.cells[index] ?? 0),
    );
    this.offsets = Int32Array.from(layout.offsets);
  }

  /** How many ballots that were. */
  add(columns: BallotColumns): number {
    const count = columns.repeats.length;
    if (columns.answers.length !== count * this.offsets.length) {
      throw new Error(`bug: ${columns.answers.length} bytes for ${count} ballots of ${this.offsets.length} slots`);
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
    const { table, offsets, plain, width } = this;
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
    const { table, offsets, plain, width } = this;
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

  /** The six sums of each factor (`alikenessCells` in `alikeness.ts`), once for the ballot and then into its groups. */
  private countAlikeness(one: number, two: number, three: number, answers: Uint8Array, ballot: number): void {
    const { alike, ballotAlike } = this;
    const width = ballotAlike.length;
    const begin = ballot * this.offsets.length;
    for (const { first, end, satisfiedFrom, offset } of this.layout.factors) {
      let m = 0;
      let a = 0;
      let s = 0;
      for (let at = begin + first; at < begin + end; at += 1) {
        const byte = answers[at] as number;
        const answered = Number(byte > 0 && byte !== notApplicable);
        m += answered;
        s += byte * answered;
        a += Number(byte >= satisfiedFrom) & answered;
      }
      ballotAlike[offset] = m > 0 ? 1 : 0;
      ballotAlike[offset + 1] = m * m;
      ballotAlike[offset + 2] = a * m;
      ballotAlike[offset + 3] = a * a;
      ballotAlike[offset + 4] = s * m;
      ballotAlike[offset + 5] = s * s;
    }
    for (let cell = 0; cell < width; cell += 1) {
      const figure = ballotAlike[cell] as number;
      (alike[one * width + cell] as number) += figure;
      (alike[two * width + cell] as number) += figure;
      if (three !== nowhere) (alike[three * width + cell] as number) += figure;
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
    const base = index * this.width;
    const width = this.ballotAlike.length;
    return {
      ...key,
      set: this.setName(set),
      ballots: this.table[base + this.width - 1] ?? 0,
      counts: this.table.subarray(base, base + this.width - 1),
      alikeness: this.alike.subarray(index * width, (index + 1) * width),
    };
  }

  private none(cut: GroupKey['cut'], set: number): CountedGroup {
    const counts = new Uint32Array(this.layout.length);
    const alikeness = new Float64Array(this.ballotAlike.length);
    return { cut, code: '', set: this.setName(set), ballots: 0, counts, alikeness };
  }
}

/** `start`, whose own tables are used, with the groups added or taken away. */
function combined(start: CountedGroup, groups: readonly CountedGroup[], sign: 1 | -1): CountedGroup {
  const { counts, alikeness } = start;
  let { ballots } = start;
  for (const group of groups) {
    ballots += sign * group.ballots;
    for (let cell = 0; cell < counts.length; cell += 1)
      (counts[cell] as number) += sign * (group.counts[cell] as number);
    for (let cell = 0; cell < alikeness.length; cell += 1) {
      (alikeness[cell] as number) += sign * (group.alikeness[cell] as number);
    }
  }
  return { ...start, ballots };
}
