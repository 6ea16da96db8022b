import { assert } from '../kernel/result';
import { addAlikeness, alikenessCells, type FactorSpan, factorSpans } from './alikeness';
import {
  answerSlots,
  highestAnswer,
  noAnswer,
  notApplicable,
  type Questionnaire,
  type Slot,
} from '../survey/questionnaire';
import type { CutKind } from './period-results';

/**
 * Where the counts of each slot stand in a roll-up (docs/formats/results.md): for every slot in ballot order one cell for
 * "no answer", one for each answer (a multiple choice has one for each option), one for "không áp dụng".
 */
export interface TallyLayout {
  readonly slots: readonly Slot[];
  readonly offsets: readonly number[];
  /** Answer cells of each slot, without the two around them. */
  readonly cells: readonly number[];
  readonly length: number;
  /** Factors of several items, and where their cells stand among `alikeness`. */
  readonly factors: readonly FactorSpan[];
  readonly alikenessLength: number;
}

function answerCells(slot: Slot): number {
  return slot.kind === 'multiple' ? slot.options.length : highestAnswer(slot);
}

export function tallyLayout(questionnaire: Questionnaire): TallyLayout {
  const slots = answerSlots(questionnaire);
  const offsets: number[] = [];
  let length = 0;
  for (const slot of slots) {
    offsets.push(length);
    length += answerCells(slot) + 2;
  }
  const factors = factorSpans(slots);
  return {
    slots,
    offsets,
    cells: slots.map(answerCells),
    length,
    factors,
    alikenessLength: factors.length * alikenessCells,
  };
}

/** Every form asks how satisfied one is all in all. */
export function overallSlotOf({ slots }: TallyLayout): number {
  const slot = slots.find(({ part }) => part === 'overall');
  assert(slot !== undefined, 'a form without overall question');
  return slot.index;
}

/** Adds one ballot's answers to `counts`. A byte that the form cannot hold was refused at the door, so it is a bug here. */
export function addAnswers(counts: number[], layout: TallyLayout, answers: Uint8Array): void {
  const { slots, offsets, cells } = layout;
  // Not `assert`: its message would be put together for every ballot of a million.
  if (answers.length !== slots.length) {
    throw new Error(`bug: ballot of ${answers.length} bytes for ${slots.length} slots`);
  }
  for (let index = 0; index < slots.length; index += 1) {
    const byte = answers[index] as number;
    const offset = offsets[index] as number;
    const most = cells[index] as number;
    if (byte <= most && slots[index]?.kind !== 'multiple') (counts[offset + byte] as number) += 1;
    else for (const cell of oddCells(layout, index, byte)) (counts[cell] as number) += 1;
  }
}

/** The cells of an answer that is not the plain number of its cell: "không áp dụng", or the options of a multiple choice. */
export function oddCells(layout: TallyLayout, index: number, byte: number): number[] {
  const offset = layout.offsets[index] as number;
  const most = layout.cells[index] as number;
  if (byte === notApplicable) return [offset + most + 1];
  if (byte === noAnswer) return [offset];
  if (layout.slots[index]?.kind !== 'multiple') throw new Error(`bug: answer ${byte} in a slot of ${most}`);
  return Array.from({ length: most }, (_, option) => option).flatMap((option) =>
    byte & (1 << option) ? [offset + option + 1] : [],
  );
}

/** What the ballots of a group said to one question. */
export interface SlotTally {
  /** Ballots with an answer. */
  readonly n: number;
  readonly missing: number;
  readonly notApplicable: number;
  readonly counts: readonly number[];
}

/** Ballots with an answer, without the rest of `slotTally`. */
export function answersIn(layout: TallyLayout, index: number, tally: Pick<GroupTally, 'counts' | 'ballots'>): number {
  const offset = layout.offsets[index] ?? 0;
  const last = offset + (layout.cells[index] ?? 0) + 1;
  return tally.ballots - (tally.counts[offset] ?? 0) - (tally.counts[last] ?? 0);
}

export function slotTally(layout: TallyLayout, index: number, counts: readonly number[], ballots: number): SlotTally {
  const cells = layout.cells[index];
  const offset = layout.offsets[index];
  assert(cells !== undefined && offset !== undefined, `no slot ${index}`);
  const missing = counts[offset] ?? 0;
  const notApplied = counts[offset + cells + 1] ?? 0;
  const answers = Array.from({ length: cells }, (_, cell) => counts[offset + 1 + cell] ?? 0);
  return { n: ballots - missing - notApplied, missing, notApplicable: notApplied, counts: answers };
}

/** The part of a ballot that counting needs. */
export interface CountableBallot {
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly officialCode: string | null;
  readonly possibleRepeat: boolean;
  readonly answers: Uint8Array;
}

/** Every accepted ballot is in one of the first two; a voided one is also in one of the last two. */
export const ballotSets = ['counted', 'possible-repeat', 'voided', 'voided-possible-repeat'] as const;
export type BallotSet = (typeof ballotSets)[number];

export interface GroupKey {
  readonly cut: 'all' | CutKind;
  /** '' for the whole and for ballots that name no field or official. */
  readonly code: string;
}

/** Counts of one group of ballots of one base period, form and version. */
export interface GroupTally extends GroupKey {
  readonly set: BallotSet;
  readonly ballots: number;
  readonly counts: readonly number[];
  /** How alike the answers of one ballot are, factor by factor; null where it was not counted yet (before 0075). */
  readonly alikeness: readonly number[] | null;
}

/** Every group a ballot belongs to. */
function groupsOf(ballot: CountableBallot): GroupKey[] {
  return [
    { cut: 'all', code: '' },
    { cut: 'field', code: ballot.fieldCode ?? '' },
    { cut: 'channel', code: ballot.channel },
    { cut: 'official', code: ballot.officialCode ?? '' },
  ];
}

const cutOrder: readonly GroupKey['cut'][] = ['all', 'field', 'channel', 'official'];

/** One order everywhere, so that two writers lock the same rows in the same order. */
export function compareGroups(a: GroupKey & { set: BallotSet }, b: GroupKey & { set: BallotSet }): number {
  return (
    ballotSets.indexOf(a.set) - ballotSets.indexOf(b.set) ||
    cutOrder.indexOf(a.cut) - cutOrder.indexOf(b.cut) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

function setOf(possibleRepeat: boolean, voided: boolean): BallotSet {
  if (voided) return possibleRepeat ? 'voided-possible-repeat' : 'voided';
  return possibleRepeat ? 'possible-repeat' : 'counted';
}

interface Corner {
  readonly ballot: CountableBallot;
  ballots: number;
  readonly counts: number[];
  readonly alikeness: number[];
}

/**
 * Collects ballots of one base period, form and version. A ballot is counted once, where its field, channel and official
 * meet; the groups are summed from there at the end.
 */
export class Tally {
  private readonly corners = new Map<string, Corner>();

  /** `voided`: these ballots are voided ones, tallied once more to be subtracted. */
  constructor(
    private readonly layout: TallyLayout,
    private readonly voided = false,
  ) {}

  add(ballot: CountableBallot): void {
    const { possibleRepeat, channel, fieldCode, officialCode } = ballot;
    const id = `${possibleRepeat ? 'r' : ''}/${channel}/${fieldCode ?? ''}/${officialCode ?? ''}`;
    let corner = this.corners.get(id);
    if (!corner) {
      const zeros = (length: number) => new Array<number>(length).fill(0);
      const { length, alikenessLength } = this.layout;
      corner = { ballot, ballots: 0, counts: zeros(length), alikeness: zeros(alikenessLength) };
      this.corners.set(id, corner);
    }
    corner.ballots += 1;
    addAnswers(corner.counts, this.layout, ballot.answers);
    for (const factor of this.layout.factors) addAlikeness(corner.alikeness, factor, ballot.answers);
  }

  result(): GroupTally[] {
    const groups = new Map<string, { readonly key: GroupKey; readonly set: BallotSet; readonly sum: Corner }>();
    for (const corner of this.corners.values()) {
      const { ballot, ballots, counts, alikeness } = corner;
      const set = setOf(ballot.possibleRepeat, this.voided);
      for (const key of groupsOf(ballot)) {
        const id = `${set}/${key.cut}/${key.code}`;
        const group = groups.get(id);
        if (!group) groups.set(id, { key, set, sum: { ...corner, counts: [...counts], alikeness: [...alikeness] } });
        else {
          group.sum.ballots += ballots;
          addInto(group.sum.counts, counts);
          addInto(group.sum.alikeness, alikeness);
        }
      }
    }
    return [...groups.values()]
      .map(({ key, set, sum: { ballots, counts, alikeness } }) => ({ ...key, set, ballots, counts, alikeness }))
      .sort(compareGroups);
  }
}

function addInto(sums: number[], terms: readonly number[]): void {
  for (let cell = 0; cell < terms.length; cell += 1) (sums[cell] as number) += terms[cell] as number;
}

export function tallyOf(layout: TallyLayout, ballots: Iterable<CountableBallot>): GroupTally[] {
  const tally = new Tally(layout);
  for (const ballot of ballots) tally.add(ballot);
  return tally.result();
}
