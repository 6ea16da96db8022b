import { emptyWords, type WordPlan, wordPlan, wordsOfBallot } from './alikeness-words';
import { type BallotColumns, repeatMark } from './ballot-columns';
import { ballotSets, compareGroups, type GroupKey, oddCells, type TallyLayout } from './tally';
import { type CountedGroup, type GroupTables, TableGroup, type TallySpace, widened } from './tally-space';

type NamedCut = keyof TallySpace['facts'];

/** Groups that a new tally has room for. */
const firstGroups = 32;
/** Of both sets the whole, and those who name no field or no official. */
const sumsOfTally = 6;
/** Group 0 takes what belongs to no group: ballots that name no field or official. */
const nowhere = 0;

/**
 * Counts ballots column by column: the way of a recount. `Tally` counts for the mover, ballot by ballot; tests and the
 * nightly check hold the two against each other. A ballot is added to its channel, and to its field and official where it
 * names them; the whole is the sum of the channels, and those who named none are the whole without the rest.
 */
export class ColumnTally {
  /** Cells of a group in the table of counts; the last counts its ballots. */
  private readonly width: number;
  private tables: GroupTables;
  private groups = 1;
  private readonly made: { readonly cut: NamedCut; readonly number: number; readonly set: number }[] = [];
  private readonly channels = new GroupNumbers();
  private readonly fields = new GroupNumbers();
  private readonly officials = new GroupNumbers();
  private readonly slots: SlotPlan;
  private readonly plan: WordPlan;
  /** Ballots whose words are not emptied yet. */
  private inWords = 0;

  constructor(
    private readonly layout: TallyLayout,
    private readonly space: TallySpace,
    private readonly voided = false,
  ) {
    this.width = layout.length + 1;
    this.slots = slotPlan(layout);
    this.plan = wordPlan(layout);
    this.tables = space.tables(layout, firstGroups);
  }

  /** How many ballots that were. */
  add(columns: BallotColumns): number {
    const { facts } = this.space;
    const count = columns.repeats.length;
    const slots = this.layout.slots.length;
    if (columns.answers.length !== count * slots) {
      throw new Error(`bug: ${columns.answers.length} bytes for ${count} ballots of ${slots} slots`);
    }
    const channels = facts.channel.read(columns.channels, count);
    const fields = facts.field.read(columns.fields, count);
    // Most offices ask for no official: then the column holds separators only.
    const isNamed = columns.officials.length >= count;
    const officials = isNamed ? facts.official.read(columns.officials, count) : undefined;
    for (let ballot = 0; ballot < count; ballot += 1) {
      const set = columns.repeats[ballot] === repeatMark ? 1 : 0;
      const channel = this.group('channel', this.channels, set, channels[ballot] as number);
      const field = this.group('field', this.fields, set, fields[ballot] as number);
      const official =
        officials === undefined ? nowhere : this.group('official', this.officials, set, officials[ballot] as number);
      if (official === nowhere) this.countInTwo(channel, field, columns.answers, ballot);
      else this.countInThree(channel, field, official, columns.answers, ballot);
      this.countAlikeness(channel, field, official, columns.answers, ballot);
    }
    return count;
  }

  private group(cut: NamedCut, known: GroupNumbers, set: 0 | 1, number: number): number {
    const group = known.of(set, number);
    return group === unknown ? this.newGroup(cut, known, set, number) : group;
  }

  private newGroup(cut: NamedCut, known: GroupNumbers, set: 0 | 1, number: number): number {
    if (cut !== 'channel' && this.space.facts[cut].codes[number] === '') return known.put(set, number, nowhere);
    const group = this.groups;
    this.groups += 1;
    if (this.groups > this.tables.groups) this.tables = widened(this.space, this.layout, this.tables);
    this.made.push({ cut, number, set });
    return known.put(set, number, group);
  }

  /** Like `countInThree`; the two are written out because this is where a recount spends its time. */
  private countInTwo(one: number, two: number, answers: Uint8Array, ballot: number): void {
    const { width } = this;
    const { counts, first } = this.tables;
    const { offsets, plain } = this.slots;
    const slots = offsets.length;
    const begin = ballot * slots;
    const oneAt = (first + one) * width;
    const twoAt = (first + two) * width;
    for (let slot = 0; slot < slots; slot += 1) {
      const byte = answers[begin + slot] as number;
      if (byte > (plain[slot] as number)) {
        this.countOdd(slot, byte, [one, two]);
        continue;
      }
      const cell = (offsets[slot] as number) + byte;
      (counts[oneAt + cell] as number) += 1;
      (counts[twoAt + cell] as number) += 1;
    }
    (counts[oneAt + width - 1] as number) += 1;
    (counts[twoAt + width - 1] as number) += 1;
  }

  private countInThree(one: number, two: number, three: number, answers: Uint8Array, ballot: number): void {
    const { width } = this;
    const { counts, first } = this.tables;
    const { offsets, plain } = this.slots;
    const slots = offsets.length;
    const begin = ballot * slots;
    const oneAt = (first + one) * width;
    const twoAt = (first + two) * width;
    const threeAt = (first + three) * width;
    for (let slot = 0; slot < slots; slot += 1) {
      const byte = answers[begin + slot] as number;
      if (byte > (plain[slot] as number)) {
        this.countOdd(slot, byte, [one, two, three]);
        continue;
      }
      const cell = (offsets[slot] as number) + byte;
      (counts[oneAt + cell] as number) += 1;
      (counts[twoAt + cell] as number) += 1;
      (counts[threeAt + cell] as number) += 1;
    }
    (counts[oneAt + width - 1] as number) += 1;
    (counts[twoAt + width - 1] as number) += 1;
    (counts[threeAt + width - 1] as number) += 1;
  }

  /** "Không áp dụng", several options at once, or a byte that the door should have refused. */
  private countOdd(slot: number, byte: number, groups: readonly number[]): void {
    const { counts, first } = this.tables;
    for (const cell of oddCells(this.layout, slot, byte)) {
      for (const group of groups) (counts[(first + group) * this.width + cell] as number) += 1;
    }
  }

  /** The sums of each factor, into every group of the ballot. */
  private countAlikeness(one: number, two: number, three: number, answers: Uint8Array, ballot: number): void {
    if (this.inWords === this.plan.mostBallots) this.emptyWords();
    this.inWords += 1;
    const { words, first } = this.tables;
    const { length } = this.plan;
    const own = wordsOfBallot(this.plan, answers, ballot * this.layout.slots.length);
    const oneAt = (first + one) * length;
    const twoAt = (first + two) * length;
    for (let word = 0; word < length; word += 1) {
      const value = own[word] as number;
      (words[oneAt + word] as number) += value;
      (words[twoAt + word] as number) += value;
    }
    if (three === nowhere) return;
    const threeAt = (first + three) * length;
    for (let word = 0; word < length; word += 1) (words[threeAt + word] as number) += own[word] as number;
  }

  private emptyWords(): void {
    const { plan, layout, tables } = this;
    for (let group = tables.first; group < tables.first + this.groups; group += 1) {
      emptyWords(plan, tables.words, group * plan.length, tables.alike, group * layout.alikenessLength);
    }
    this.inWords = 0;
  }

  /** In the one order of tallies. */
  result(): CountedGroup[] {
    this.emptyWords();
    const sums = this.space.tables(this.layout, sumsOfTally);
    return [...this.resultOf(0, sums, 0), ...this.resultOf(1, sums, sumsOfTally / 2)];
  }

  private resultOf(set: 0 | 1, sums: GroupTables, firstSum: number): TableGroup[] {
    const { layout, tables } = this;
    const name = ballotSets[set + (this.voided ? 2 : 0)] ?? 'counted';
    const sumOf = (cut: GroupKey['cut'], index: number) =>
      new TableGroup({ cut, code: '' }, name, layout, sums, firstSum + index);
    const named = (cut: NamedCut): TableGroup[] => {
      const groups: TableGroup[] = [];
      for (const [index, made] of this.made.entries()) {
        if (made.cut !== cut || made.set !== set) continue;
        const code = this.space.facts[cut].codes[made.number] ?? '';
        groups.push(new TableGroup({ cut, code }, name, layout, tables, index + 1));
      }
      return groups.sort(compareGroups);
    };
    const channels = named('channel');
    const whole = sumOf('all', 0);
    for (const group of channels) whole.add(group, 1);
    const withUnnamed = (groups: TableGroup[], unnamed: TableGroup): TableGroup[] => {
      unnamed.add(whole, 1);
      for (const group of groups) unnamed.add(group, -1);
      return unnamed.ballots > 0 ? [unnamed, ...groups] : groups;
    };
    if (whole.ballots === 0) return [];
    const fields = withUnnamed(named('field'), sumOf('field', 1));
    const officials = withUnnamed(named('official'), sumOf('official', 2));
    return [whole, ...fields, ...channels, ...officials];
  }
}

const unknown = -1;

/** By ballot set and code number: the group of a tally. Plain arrays: small typed ones cost a recount as much as its counting. */
class GroupNumbers {
  private readonly groups: number[] = [];

  of(set: 0 | 1, number: number): number {
    const at = number * 2 + set;
    return at < this.groups.length ? (this.groups[at] as number) : unknown;
  }

  put(set: 0 | 1, number: number, group: number): number {
    const at = number * 2 + set;
    while (this.groups.length <= at) this.groups.push(unknown);
    return (this.groups[at] = group);
  }
}

/** Where the answers of each slot are counted; made once for the thousands of offices that ask the same form. */
interface SlotPlan {
  readonly offsets: Int32Array;
  /** Highest plain answer of each slot; -1 for multiple choices, whose options are counted one by one. */
  readonly plain: Int32Array;
}

const slotPlans = new WeakMap<TallyLayout, SlotPlan>();

function slotPlan(layout: TallyLayout): SlotPlan {
  const before = slotPlans.get(layout);
  if (before) return before;
  const highest = layout.slots.map(({ kind }, index) => (kind === 'multiple' ? -1 : (layout.cells[index] ?? 0)));
  const made = { offsets: Int32Array.from(layout.offsets), plain: Int32Array.from(highest) };
  slotPlans.set(layout, made);
  return made;
}
