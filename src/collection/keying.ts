import type { CalendarDay } from '../kernel/calendar-day';
import type { Chance } from '../kernel/random';
import { shuffled } from '../kernel/random';
import { assert, fail, ok, type Result } from '../kernel/result';
import { answerFits, type Slot } from '../survey/questionnaire';

/** Why a sheet carries no ballot. Seen while keying, before acceptance; counted on the batch record. */
export const spoiledReasons = ['blank', 'unreadable', 'torn', 'other-form', 'test', 'missing'] as const;
export type SpoiledReason = (typeof spoiledReasons)[number];

/** What one person read on one sheet. */
export type SheetReading =
  | {
      readonly kind: 'ballot';
      /** One byte a slot of the questionnaire, as in `ballot.answers`. */
      readonly answers: Uint8Array;
      readonly fieldCode: string | undefined;
      readonly officialCode: string | undefined;
      /** Typed by the first reader only; free text is never compared. Keyed by question id. */
      readonly freeTexts: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'spoiled'; readonly reason: SpoiledReason };

/** A second reading is blind; a settled one decides between two that differ. The first is never overwritten. */
export type ReadingRole = 'first' | 'second' | 'settled';

export interface StoredReading {
  readonly sheet: number;
  readonly role: ReadingRole;
  /** 1, 2, …: a reader may correct the own sheet; every version stays, the last counts. */
  readonly revision: number;
  readonly reader: string;
  /** Settled by the head of the one-stop office, who was also one of the two readers: said on the batch record. */
  readonly byHead: boolean;
  readonly reading: SheetReading;
}

/** A stack of sheets keyed together: from one box opening, or brought by interviewers. */
export interface KeyingBatch {
  readonly unitCode: string;
  readonly id: string;
  /** `2025-Q1-P03`: said aloud and written on the stack's cover. */
  readonly code: string;
  readonly channel: 'paper' | 'interview';
  /** Root record of the box opening; undefined for interviews. */
  readonly openingId: string | undefined;
  readonly boxCode: string | undefined;
  readonly openedOn: CalendarDay | undefined;
  readonly periodId: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly sheets: number;
  /** Per cent of the sheets read twice, 1–100; 100 = all. */
  readonly secondSharePercent: number;
  readonly asksOfficial: boolean;
  /** `scanned`: the machine reads first, and people only what it leaves them (room paper). */
  readonly reading: 'keyed' | 'scanned';
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Share read twice where the plan says nothing [D]; "theo lựa chọn của đơn vị". */
export const defaultSecondSharePercent = 10;
/** Above this share of differing answers in the random part, the record advises to read every sheet twice [D]. */
export const worryingDisagreementPercent = 2;
export const maximumSheetsInBatch = 2_000;

export type Difference =
  | { readonly at: 'kind' }
  | { readonly at: 'field' }
  | { readonly at: 'official' }
  | { readonly at: 'slot'; readonly slot: number };

/** Every place where two readings of one sheet say different things; free text left aside. Symmetric. */
export function compareReadings(first: SheetReading, second: SheetReading): Difference[] {
  if (first.kind !== 'ballot' || second.kind !== 'ballot') return first.kind === second.kind ? [] : [{ at: 'kind' }];
  assert(first.answers.length === second.answers.length, 'readings of different questionnaires compared');
  const differences: Difference[] = [];
  if (first.fieldCode !== second.fieldCode) differences.push({ at: 'field' });
  if (first.officialCode !== second.officialCode) differences.push({ at: 'official' });
  first.answers.forEach((byte, slot) => {
    if (byte !== second.answers[slot]) differences.push({ at: 'slot', slot });
  });
  return differences;
}

/** The reading of one person now: the last revision. */
function current(readings: readonly StoredReading[], role: ReadingRole): StoredReading | undefined {
  return readings
    .filter((one) => one.role === role)
    .reduce<StoredReading | undefined>((last, one) => (last && last.revision > one.revision ? last : one), undefined);
}

export interface SheetState {
  readonly sheet: number;
  readonly first: StoredReading | undefined;
  readonly second: StoredReading | undefined;
  readonly settled: StoredReading | undefined;
  readonly differences: readonly Difference[];
  /** What counts: settled where there was a difference, else the first reading. Undefined while something is missing. */
  readonly final: SheetReading | undefined;
}

export function sheetState(sheet: number, readings: readonly StoredReading[], readTwice: boolean): SheetState {
  const own = readings.filter((one) => one.sheet === sheet);
  const first = current(own, 'first');
  const second = current(own, 'second');
  const settled = current(own, 'settled');
  const differences = first && second ? compareReadings(first.reading, second.reading) : [];
  const complete = first && (!readTwice || second);
  const final = !complete ? undefined : differences.length === 0 ? first.reading : settled?.reading;
  return { sheet, first, second, settled, differences, final };
}

export type BatchStage = 'first-entry' | 'second-entry' | 'settling' | 'ready';

export interface BatchProgress {
  readonly stage: BatchStage;
  readonly sheets: readonly SheetState[];
  readonly toReadFirst: readonly number[];
  readonly toReadSecond: readonly number[];
  readonly toSettle: readonly number[];
}

/** Everything the batch still needs. `drawn` are the sheets drawn for a second reading; undefined before the draw. */
export function batchProgress(
  sheets: number,
  drawn: readonly number[] | undefined,
  readings: readonly StoredReading[],
): BatchProgress {
  const bySheet = new Map<number, StoredReading[]>();
  for (const one of readings) bySheet.set(one.sheet, [...(bySheet.get(one.sheet) ?? []), one]);
  const twice = new Set(drawn ?? []);
  const states = Array.from({ length: sheets }, (_, index) =>
    sheetState(index + 1, bySheet.get(index + 1) ?? [], twice.has(index + 1)),
  );
  const numbers = (wanted: (state: SheetState) => boolean) => states.filter(wanted).map((state) => state.sheet);
  const toReadFirst = numbers((state) => !state.first);
  const toReadSecond = numbers((state) => twice.has(state.sheet) && !state.second);
  const toSettle = numbers((state) => state.differences.length > 0 && !state.settled);
  const stage: BatchStage =
    toReadFirst.length > 0 || drawn === undefined
      ? 'first-entry'
      : toReadSecond.length > 0
        ? 'second-entry'
        : toSettle.length > 0
          ? 'settling'
          : 'ready';
  return { stage, sheets: states, toReadFirst, toReadSecond, toSettle };
}

/** The sheets to read a second time: drawn only after the first entry, so that no keyer knows which are checked. */
export function drawSecondReadings(sheets: number, sharePercent: number, chance: Chance): number[] {
  assert(Number.isInteger(sharePercent) && sharePercent >= 1 && sharePercent <= 100, 'share outside 1–100');
  const size = Math.ceil((sheets * sharePercent) / 100);
  const all = Array.from({ length: sheets }, (_, index) => index + 1);
  return shuffled(all, chance)
    .slice(0, size)
    .sort((a, b) => a - b);
}

/** What stays of a batch for good: counts, never an answer. */
export interface BatchRecord {
  readonly sheets: number;
  /** Sheets that became ballots. */
  readonly keyed: number;
  readonly spoiled: number;
  readonly readTwice: number;
  /** Places compared (answers, field, official) and places that differed, before settling. */
  readonly placesCompared: number;
  readonly placesDifferent: number;
  readonly sheetsDifferent: number;
  readonly settledByHead: number;
  /** Sheets that their own reader corrected before the end. */
  readonly corrected: number;
}

/** Places in which two readings of a sheet could differ: answers, field, official; one where either took it for spoiled. */
function placesCompared(first: SheetReading, second: SheetReading, asksOfficial: boolean): number {
  return first.kind === 'ballot' && second.kind === 'ballot' ? first.answers.length + (asksOfficial ? 2 : 1) : 1;
}

export function batchRecord(
  progress: BatchProgress,
  readings: readonly StoredReading[],
  asksOfficial: boolean,
): BatchRecord {
  const twice = progress.sheets.filter((state) => state.first && state.second);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    sheets: progress.sheets.length,
    keyed: progress.sheets.filter((state) => state.final?.kind === 'ballot').length,
    spoiled: progress.sheets.filter((state) => state.final?.kind === 'spoiled').length,
    readTwice: twice.length,
    placesCompared: sum(
      twice.map(({ first, second }) =>
        first && second ? placesCompared(first.reading, second.reading, asksOfficial) : 0,
      ),
    ),
    placesDifferent: sum(twice.map((state) => state.differences.length)),
    sheetsDifferent: twice.filter((state) => state.differences.length > 0).length,
    settledByHead: progress.sheets.filter((state) => state.settled?.byHead).length,
    corrected: new Set(readings.filter((one) => one.revision > 1).map((one) => one.sheet)).size,
  };
}

/** 0–100, unrounded; undefined where nothing was read twice. */
export function disagreementPercent(
  record: Pick<BatchRecord, 'placesCompared' | 'placesDifferent'>,
): number | undefined {
  return record.placesCompared === 0 ? undefined : (record.placesDifferent / record.placesCompared) * 100;
}

/** What the third person found on the sheet, for each place of difference. */
export interface Settlement {
  readonly kind?: 'first' | 'second' | undefined;
  readonly fieldCode?: string | undefined;
  readonly officialCode?: string | undefined;
  /** By slot. */
  readonly answers: Readonly<Record<number, number>>;
}

/** The settled reading: the first one, with what the third person found in every place of difference. */
export function settleReadings(
  first: SheetReading,
  second: SheetReading,
  settlement: Settlement,
): Result<SheetReading, KeyingError> {
  const differences = compareReadings(first, second);
  if (differences.some((difference) => difference.at === 'kind')) {
    if (settlement.kind === undefined) return fail({ type: 'place-not-settled' });
    return ok(settlement.kind === 'first' ? first : second);
  }
  assert(first.kind === 'ballot' && second.kind === 'ballot', 'nothing to settle on spoiled sheets');
  const answers = Uint8Array.from(first.answers);
  for (const difference of differences) {
    if (difference.at !== 'slot') continue;
    const found = settlement.answers[difference.slot];
    if (found === undefined) return fail({ type: 'place-not-settled' });
    answers[difference.slot] = found;
  }
  const differs = (at: 'field' | 'official') => differences.some((difference) => difference.at === at);
  return ok({
    ...first,
    answers,
    fieldCode: differs('field') ? settlement.fieldCode : first.fieldCode,
    officialCode: differs('official') ? settlement.officialCode : first.officialCode,
  });
}

export type KeyingError =
  | { readonly type: 'batch-is-scanned' }
  | { readonly type: 'sheets-out-of-range'; readonly maximum: number }
  | { readonly type: 'more-sheets-than-box'; readonly left: number }
  | { readonly type: 'share-out-of-range' }
  | { readonly type: 'no-such-sheet'; readonly sheet: number }
  | { readonly type: 'answers-do-not-fit'; readonly slot: number }
  | { readonly type: 'batch-in-other-stage'; readonly stage: BatchStage | 'released' | 'withdrawn' }
  | { readonly type: 'second-reading-needs-another-person' }
  | { readonly type: 'settling-needs-third-person' }
  | { readonly type: 'sheet-not-drawn'; readonly sheet: number }
  | { readonly type: 'nothing-to-settle'; readonly sheet: number }
  | { readonly type: 'place-not-settled' }
  | { readonly type: 'sheet-of-another-reader'; readonly sheet: number };

export function checkBatchSize(sheets: number, leftInBox: number | undefined): Result<number, KeyingError> {
  if (!Number.isSafeInteger(sheets) || sheets < 1 || sheets > maximumSheetsInBatch)
    return fail({ type: 'sheets-out-of-range', maximum: maximumSheetsInBatch });
  if (leftInBox !== undefined && sheets > leftInBox) return fail({ type: 'more-sheets-than-box', left: leftInBox });
  return ok(sheets);
}

export function checkSharePercent(share: number): Result<number, KeyingError> {
  return Number.isInteger(share) && share >= 1 && share <= 100 ? ok(share) : fail({ type: 'share-out-of-range' });
}

/** Every byte must be an answer of its slot: off the scale is refused here, at the door. */
export function checkAnswers(slots: readonly Slot[], answers: Uint8Array): Result<Uint8Array, KeyingError> {
  if (answers.length !== slots.length)
    return fail({ type: 'answers-do-not-fit', slot: Math.min(answers.length, slots.length) });
  const wrong = slots.find((slot) => !answerFits(slot, answers[slot.index] ?? 0));
  return wrong ? fail({ type: 'answers-do-not-fit', slot: wrong.index }) : ok(answers);
}

/** Who may read `sheet` in `role` now; the law of blind second entry and of the third person. */
export function checkReader(
  progress: BatchProgress,
  sheet: number,
  role: ReadingRole,
  reader: { readonly accountId: string; readonly isOneStopHead: boolean },
): Result<{ readonly byHead: boolean }, KeyingError> {
  const state = progress.sheets[sheet - 1];
  if (!state) return fail({ type: 'no-such-sheet', sheet });
  const before = state[role];
  if (role !== 'settled' && before && before.reader !== reader.accountId)
    return fail({ type: 'sheet-of-another-reader', sheet });
  switch (role) {
    case 'first':
      return progress.stage === 'first-entry'
        ? ok({ byHead: false })
        : fail({ type: 'batch-in-other-stage', stage: progress.stage });
    case 'second':
      if (progress.stage !== 'second-entry') return fail({ type: 'batch-in-other-stage', stage: progress.stage });
      if (!progress.toReadSecond.includes(sheet) && !state.second) return fail({ type: 'sheet-not-drawn', sheet });
      return state.first?.reader === reader.accountId
        ? fail({ type: 'second-reading-needs-another-person' })
        : ok({ byHead: false });
    case 'settled': {
      if (progress.stage !== 'settling') return fail({ type: 'batch-in-other-stage', stage: progress.stage });
      if (state.differences.length === 0) return fail({ type: 'nothing-to-settle', sheet });
      const wasReader = state.first?.reader === reader.accountId || state.second?.reader === reader.accountId;
      if (!wasReader) return ok({ byHead: false });
      return reader.isOneStopHead ? ok({ byHead: true }) : fail({ type: 'settling-needs-third-person' });
    }
  }
}
