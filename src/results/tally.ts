import { assert } from '../kernel/result';
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
  readonly length: number;
}

/** Answer cells of a slot, without the two around them. */
export function answerCells(slot: Slot): number {
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
  return { slots, offsets, length };
}

/** Adds one ballot's answers to `counts`. A byte that the form cannot hold was refused at the door, so it is a bug here. */
export function addAnswers(counts: number[], layout: TallyLayout, answers: Uint8Array): void {
  assert(answers.length === layout.slots.length, `ballot of ${answers.length} bytes for ${layout.slots.length} slots`);
  layout.slots.forEach((slot, index) => {
    const byte = answers[index] ?? 0;
    const offset = layout.offsets[index] ?? 0;
    const cells = answerCells(slot);
    const bump = (cell: number) => {
      counts[offset + cell] = (counts[offset + cell] ?? 0) + 1;
    };
    if (byte === noAnswer) bump(0);
    else if (byte === notApplicable) bump(cells + 1);
    else if (slot.kind === 'multiple') {
      for (let option = 0; option < cells; option += 1) if (byte & (1 << option)) bump(option + 1);
    } else {
      assert(byte <= cells, `answer ${byte} in a slot of ${cells}`);
      bump(byte);
    }
  });
}

/** What the ballots of a group said to one question. */
export interface SlotTally {
  /** Ballots with an answer. */
  readonly n: number;
  readonly missing: number;
  readonly notApplicable: number;
  readonly counts: readonly number[];
}

export function slotTally(layout: TallyLayout, index: number, counts: readonly number[], ballots: number): SlotTally {
  const slot = layout.slots[index];
  const offset = layout.offsets[index];
  assert(slot !== undefined && offset !== undefined, `no slot ${index}`);
  const cells = answerCells(slot);
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
function compareGroups(a: GroupTally, b: GroupTally): number {
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

/** Collects ballots of one base period, form and version. */
export class Tally {
  private readonly groups = new Map<string, { key: GroupKey; set: BallotSet; ballots: number; counts: number[] }>();

  /** `voided`: these ballots are voided ones, tallied once more to be subtracted. */
  constructor(
    private readonly layout: TallyLayout,
    private readonly voided = false,
  ) {}

  add(ballot: CountableBallot): void {
    const set = setOf(ballot.possibleRepeat, this.voided);
    for (const key of groupsOf(ballot)) {
      const id = `${set}/${key.cut}/${key.code}`;
      let group = this.groups.get(id);
      if (!group) {
        group = { key, set, ballots: 0, counts: new Array<number>(this.layout.length).fill(0) };
        this.groups.set(id, group);
      }
      group.ballots += 1;
      addAnswers(group.counts, this.layout, ballot.answers);
    }
  }

  result(): GroupTally[] {
    return [...this.groups.values()]
      .map(({ key, set, ballots, counts }) => ({ ...key, set, ballots, counts }))
      .sort(compareGroups);
  }
}

export function tallyOf(layout: TallyLayout, ballots: Iterable<CountableBallot>): GroupTally[] {
  const tally = new Tally(layout);
  for (const ballot of ballots) tally.add(ballot);
  return tally.result();
}
