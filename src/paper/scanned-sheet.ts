import { fail, ok, type Result } from '../kernel/result';
import { spoiledReasons } from '../collection/keying';
import { groupedBy } from '../kernel/grouped';
import type { SheetRefusal } from './scan-refusal';

/** Why a sheet is set aside: as in keying, and `not-valid` for a sheet seen twice, forged, or of elsewhere. */
export const asideReasons = [...spoiledReasons, 'not-valid'] as const;
export type AsideReason = (typeof asideReasons)[number];

/** What came of one look at the sheet of a position: 1, 2, … for pictures of it, 0 for a ruling without any picture. */
export interface SheetAttempt {
  readonly sheet: number;
  readonly attempt: number;
  readonly refusal: SheetRefusal | undefined;
}

/** What a person decided about a sheet that was not read. Made once for an attempt; a new picture may follow a dismissal. */
export type SheetRuling =
  /** Keyed by hand, row by row, with the paper in hand. */
  | { readonly ruling: 'by-hand' }
  | { readonly ruling: 'spoiled'; readonly reason: AsideReason }
  /** The picture shows no sheet of this stack: its number is free again. */
  | { readonly ruling: 'dismissed' };

export type SheetStanding =
  | { readonly state: 'not-scanned' }
  | { readonly state: 'refused'; readonly attempt: number; readonly refusal: SheetRefusal }
  | { readonly state: 'read'; readonly attempt: number }
  | { readonly state: 'keyed' }
  | { readonly state: 'spoiled'; readonly reason: AsideReason };

/** `rulings` are those about this sheet, by attempt. The last attempt and the ruling about it decide. */
export function sheetStanding(
  attempts: readonly SheetAttempt[],
  rulings: ReadonlyMap<number, SheetRuling>,
): SheetStanding {
  const last = attempts
    .filter(speaksOfItsSheet)
    .reduce<SheetAttempt | undefined>(
      (latest, one) => (latest && latest.attempt > one.attempt ? latest : one),
      undefined,
    );
  const ruled = rulings.get(last?.attempt ?? 0);
  switch (ruled?.ruling) {
    case 'by-hand':
      return { state: 'keyed' };
    case 'spoiled':
      return { state: 'spoiled', reason: ruled.reason };
    case 'dismissed':
      return { state: 'not-scanned' };
    case undefined:
  }
  if (!last) return { state: 'not-scanned' };
  const { attempt, refusal } = last;
  return refusal ? { state: 'refused', attempt, refusal } : { state: 'read', attempt };
}

export type RulingError =
  | { readonly type: 'no-such-sheet'; readonly sheet: number }
  | { readonly type: 'sheet-was-read'; readonly sheet: number }
  | { readonly type: 'sheet-already-ruled'; readonly sheet: number }
  | { readonly type: 'sheet-not-to-key'; readonly sheet: number }
  | { readonly type: 'sheet-not-of-batch'; readonly sheet: number };

/** What no keying can mend: the sheet itself may not be counted here. */
const notToKey: readonly SheetRefusal['type'][] = [
  'duplicate-serial',
  'forged-check',
  'unknown-run',
  'run-of-other-unit',
  'run-of-other-form',
  'run-of-other-period',
  'wrong-form',
  'beyond-batch',
];

export function mayBeKeyed(refusal: SheetRefusal['type']): boolean {
  return !notToKey.includes(refusal);
}

/** Attempts that say nothing of the sheet that holds the number. */
export function speaksOfItsSheet({ refusal }: SheetAttempt): boolean {
  return refusal?.type !== 'position-taken';
}

/** A read sheet may only be set aside as spoiled; one that was refused or never scanned also keyed by hand. */
export function checkRuling(
  standing: SheetStanding,
  ruling: SheetRuling,
  sheet: number,
): Result<undefined, RulingError> {
  switch (standing.state) {
    case 'read':
      return ruling.ruling === 'spoiled' ? ok(undefined) : fail({ type: 'sheet-was-read', sheet });
    case 'keyed':
      return ruling.ruling === 'spoiled' ? ok(undefined) : fail({ type: 'sheet-already-ruled', sheet });
    case 'spoiled':
      return fail({ type: 'sheet-already-ruled', sheet });
    case 'refused':
      if (ruling.ruling === 'by-hand' && !mayBeKeyed(standing.refusal.type))
        return fail({ type: 'sheet-not-to-key', sheet });
      // It is no sheet of this batch's count, so it cannot be one that was set aside from it.
      return ruling.ruling === 'spoiled' && standing.refusal.type === 'beyond-batch'
        ? fail({ type: 'sheet-not-of-batch', sheet })
        : ok(undefined);
    case 'not-scanned':
      return ruling.ruling === 'dismissed' ? fail({ type: 'no-such-sheet', sheet }) : ok(undefined);
  }
}

/** Every position that holds something or must: 1 … `sheets`, and what was scanned beyond until it is dismissed. */
export function sheetStandings(
  sheets: number,
  attempts: readonly SheetAttempt[],
  rulings: readonly {
    readonly sheet: number;
    readonly number: number;
    readonly attempt: number;
    readonly ruling: SheetRuling;
  }[],
): ReadonlyMap<number, SheetStanding> {
  const numbers = new Set(Array.from({ length: sheets }, (_, at) => at + 1));
  for (const { sheet } of attempts) numbers.add(sheet);
  const attemptsOf = groupedBy(attempts, (one) => one.sheet);
  const rulingsOf = groupedBy(rulings, (one) => one.sheet);
  const standings = [...numbers].map((sheet): [number, SheetStanding] => {
    const inOrder = (rulingsOf.get(sheet) ?? []).toSorted((a, b) => a.number - b.number);
    const rulingOf = new Map(inOrder.map((one) => [one.attempt, one.ruling]));
    return [sheet, sheetStanding(attemptsOf.get(sheet) ?? [], rulingOf)];
  });
  return new Map(standings.filter(([sheet, { state }]) => sheet <= sheets || state !== 'not-scanned'));
}

export interface SheetCounts {
  readonly read: number;
  readonly refused: number;
  readonly notScanned: number;
  readonly keyed: number;
  readonly spoiled: number;
  /** Part of `spoiled`: counted at the opening and not there. */
  readonly missing: number;
}

/** Always: the sheets of the batch = read + refused + not scanned + keyed + spoiled, where nothing lies beyond it. */
export function countSheets(standings: ReadonlyMap<number, SheetStanding>): SheetCounts {
  const count = (state: SheetStanding['state']) => [...standings.values()].filter((one) => one.state === state).length;
  return {
    read: count('read'),
    refused: count('refused'),
    notScanned: count('not-scanned'),
    keyed: count('keyed'),
    spoiled: count('spoiled'),
    missing: [...standings.values()].filter((one) => one.state === 'spoiled' && one.reason === 'missing').length,
  };
}
