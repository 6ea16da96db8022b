import { type CalendarDay, daysBetween } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';

/** One person who stood by when a box was opened: name and capacity, as on the minutes of Kế hoạch Hà Đông 2020. */
export interface BoxWitness {
  readonly name: string;
  readonly capacity: string;
  /** Mặt trận Tổ quốc, Hội Cựu chiến binh or another observer, who handles nothing. */
  readonly observer: boolean;
}

/** What the form of a box opening says, before it is checked. Counts are sheets of paper. */
export interface BoxOpeningDraft {
  readonly boxCode: string;
  readonly openedOn: CalendarDay;
  readonly witnesses: readonly BoxWitness[];
  readonly sheetsFound: number;
  readonly spoiled: number;
  readonly note: string;
  /** Set when this record replaces an earlier one; the earlier one stays and is named. */
  readonly correction: { readonly replaces: string; readonly reason: string } | undefined;
}

export interface BoxOpening extends BoxOpeningDraft {
  readonly id: string;
  /** The first record of this opening: all corrections and all batches name it. */
  readonly rootId: string;
  readonly hasPhoto: boolean;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export type BoxOpeningError =
  | { readonly type: 'box-code-missing' }
  | { readonly type: 'box-opened-in-future'; readonly today: CalendarDay }
  | { readonly type: 'too-few-witnesses'; readonly minimum: number }
  | { readonly type: 'same-witness-twice'; readonly name: string }
  | { readonly type: 'witness-without-capacity'; readonly name: string }
  | { readonly type: 'sheet-count-invalid' }
  | { readonly type: 'spoiled-exceeds-found'; readonly found: number; readonly spoiled: number }
  | { readonly type: 'correction-needs-reason' };

/** Two people handle an opening; an observer comes on top (practice of Kế hoạch Hà Đông 2020). */
export const minimumWitnesses = 2;
const maximumSheets = 100_000;

function isSheetCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= maximumSheets;
}

function sameName(first: string, second: string): boolean {
  return (
    first.normalize('NFC').toLowerCase().replace(/\s+/g, ' ') ===
    second.normalize('NFC').toLowerCase().replace(/\s+/g, ' ')
  );
}

export function checkBoxOpening(draft: BoxOpeningDraft, today: CalendarDay): Result<BoxOpeningDraft, BoxOpeningError> {
  if (draft.boxCode === '') return fail({ type: 'box-code-missing' });
  if (draft.openedOn > today) return fail({ type: 'box-opened-in-future', today });
  const repeated = draft.witnesses.find((one, at) =>
    draft.witnesses.some((other, otherAt) => otherAt < at && sameName(one.name, other.name)),
  );
  if (repeated) return fail({ type: 'same-witness-twice', name: repeated.name });
  if (draft.witnesses.filter((witness) => !witness.observer).length < minimumWitnesses)
    return fail({ type: 'too-few-witnesses', minimum: minimumWitnesses });
  const nameless = draft.witnesses.find((witness) => witness.capacity === '');
  if (nameless) return fail({ type: 'witness-without-capacity', name: nameless.name });
  if (!isSheetCount(draft.sheetsFound) || !isSheetCount(draft.spoiled)) return fail({ type: 'sheet-count-invalid' });
  if (draft.spoiled > draft.sheetsFound)
    return fail({ type: 'spoiled-exceeds-found', found: draft.sheetsFound, spoiled: draft.spoiled });
  if (draft.correction && draft.correction.reason === '') return fail({ type: 'correction-needs-reason' });
  return ok(draft);
}

/** The records in force: every record that no later one replaces. */
export function openingsInForce<T extends Pick<BoxOpening, 'id' | 'correction'>>(openings: readonly T[]): T[] {
  const replaced = new Set(openings.flatMap((opening) => (opening.correction ? [opening.correction.replaces] : [])));
  return openings.filter((opening) => !replaced.has(opening.id));
}

export type BoxOpeningDue =
  | { readonly state: 'opened'; readonly on: CalendarDay }
  | { readonly state: 'due'; readonly by: CalendarDay; readonly daysLeft: number; readonly boxes: readonly string[] }
  | { readonly state: 'missed'; readonly by: CalendarDay; readonly boxes: readonly string[] };

/**
 * "Mở thùng thư tiếp nhận phiếu … ít nhất 1 lần/quý" (KH 31/KH-UBND Hương Trà 2025, II.1.b): each box at least once in each
 * period, at the latest on the period's last day. `openings` are those in force, of any period; every box ever opened is
 * known from them. Without any known box the list of boxes is empty: the office opens its first one.
 */
export function boxOpeningDue(
  period: { readonly from: CalendarDay; readonly until: CalendarDay },
  openings: readonly Pick<BoxOpening, 'boxCode' | 'openedOn'>[],
  today: CalendarDay,
): BoxOpeningDue {
  const inPeriod = openings.filter((opening) => opening.openedOn >= period.from && opening.openedOn <= period.until);
  const opened = new Set(inPeriod.map((opening) => opening.boxCode));
  const known = [
    ...new Set(openings.filter((opening) => opening.openedOn <= period.until).map((opening) => opening.boxCode)),
  ].sort();
  const boxes = known.filter((box) => !opened.has(box));
  const last = inPeriod
    .map((opening) => opening.openedOn)
    .sort()
    .at(-1);
  if (last !== undefined && boxes.length === 0) return { state: 'opened', on: last };
  if (today > period.until) return { state: 'missed', by: period.until, boxes };
  return { state: 'due', by: period.until, daysLeft: daysBetween(today, period.until), boxes };
}

/** Where the sheets of one opening are. Always: found = keyed + spoiled + withdrawn + still to key. */
export interface SheetBalance {
  readonly found: number;
  readonly keyed: number;
  readonly spoiled: number;
  readonly withdrawn: number;
  readonly stillToKey: number;
  /** Part of `stillToKey` that no batch holds yet. */
  readonly notInBatch: number;
}

export interface BatchSheets {
  readonly sheets: number;
  readonly keyed: number;
  readonly spoiled: number;
  /** A batch withdrawn by two people before release (reason in the void record): its sheets count as withdrawn. */
  readonly withdrawn: boolean;
  /** Withdrawn because the stack was keyed twice: its sheets stand in another batch and are counted there. */
  readonly duplicate: boolean;
}

export function sheetBalance(
  opening: Pick<BoxOpening, 'sheetsFound' | 'spoiled'>,
  batches: readonly BatchSheets[],
): SheetBalance {
  const counted = batches.filter((batch) => !batch.duplicate);
  const live = counted.filter((batch) => !batch.withdrawn);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);
  const keyed = sum(live.map((batch) => batch.keyed));
  const spoiled = opening.spoiled + sum(live.map((batch) => batch.spoiled));
  const withdrawn = sum(counted.filter((batch) => batch.withdrawn).map((batch) => batch.sheets));
  return {
    found: opening.sheetsFound,
    keyed,
    spoiled,
    withdrawn,
    stillToKey: opening.sheetsFound - keyed - spoiled - withdrawn,
    notInBatch: opening.sheetsFound - opening.spoiled - sum(counted.map((batch) => batch.sheets)),
  };
}
