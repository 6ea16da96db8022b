import { serialKey } from './assemble-sheets';
import type { SeenSheets } from './place-sheets';
import type { SheetAttempt, SheetStanding } from './scanned-sheet';
import type { SheetRefusal } from './scan-refusal';

/** Numbers given and serials seen in a batch, while the pieces of a chunk are placed one after the other. */
export interface SheetNumbers {
  readonly taken: ReadonlySet<number>;
  /** Serials read in this batch, and in any of the unit. */
  readonly seenHere: ReadonlySet<string>;
  readonly seen: ReadonlySet<string>;
  /** The last attempt of every sheet looked at so far. */
  readonly attempts: ReadonlyMap<number, number>;
  /** Sheets of each file so far that have a number. */
  readonly ofFile: ReadonlyMap<string, number>;
  /** The highest number given so far. */
  readonly highest: number;
}

export function numbersSoFar(
  standings: ReadonlyMap<number, SheetStanding>,
  attempts: readonly (SheetAttempt & { readonly fileId: string })[],
  seen: ReadonlyMap<string, string>,
  batchId: string,
): SheetNumbers {
  const held = [...standings].filter(([, { state }]) => state !== 'refused' && state !== 'not-scanned');
  const last = new Map<number, number>();
  const ofFile = new Map<string, number>();
  for (const { sheet, attempt, fileId } of attempts) {
    last.set(sheet, Math.max(attempt, last.get(sheet) ?? 0));
    ofFile.set(fileId, (ofFile.get(fileId) ?? 0) + 1);
  }
  return {
    taken: new Set(held.map(([sheet]) => sheet)),
    seen: new Set(seen.keys()),
    seenHere: new Set([...seen].flatMap(([serial, batch]) => (batch === batchId ? [serial] : []))),
    attempts: last,
    ofFile,
    highest: Math.max(0, ...last.keys()),
  };
}

/** A file without a stated number follows the highest one given so far; with one, its own sheets follow one another. */
export function nextNumber(
  numbers: SheetNumbers,
  file: { readonly id: string; readonly firstSheet: number | undefined; readonly repeatedSheets: number },
): number {
  if (file.firstSheet === undefined) return numbers.highest + 1;
  return file.firstSheet + (numbers.ofFile.get(file.id) ?? 0) + file.repeatedSheets;
}

export function withPlaced(
  numbers: SheetNumbers,
  fileId: string,
  sheets: readonly { readonly sheet: number; readonly refusal: SheetRefusal | undefined }[],
  { serials }: SeenSheets,
): SheetNumbers {
  const attempts = new Map(numbers.attempts);
  const keys = serials.map(({ run, serial }) => serialKey(run, serial));
  for (const { sheet } of sheets) attempts.set(sheet, (attempts.get(sheet) ?? 0) + 1);
  return {
    taken: new Set([...numbers.taken, ...sheets.filter(({ refusal }) => !refusal).map(({ sheet }) => sheet)]),
    seen: new Set([...numbers.seen, ...keys]),
    seenHere: new Set([...numbers.seenHere, ...keys]),
    attempts,
    ofFile: new Map(numbers.ofFile).set(fileId, (numbers.ofFile.get(fileId) ?? 0) + sheets.length),
    highest: Math.max(numbers.highest, ...sheets.map(({ sheet }) => sheet)),
  };
}
