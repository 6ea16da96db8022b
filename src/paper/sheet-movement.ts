import type { CalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import type { PrintRun } from './print-run';

/** `copied`: photocopies made of a copy master. The rest happens at a place: a counter, an office, an interviewer. */
export const movementKinds = ['copied', 'issued', 'returned', 'spoiled'] as const;
export type MovementKind = (typeof movementKinds)[number];

export interface MovementDraft {
  readonly kind: MovementKind;
  /** Empty for copies. */
  readonly place: string;
  readonly sheets: number;
  readonly day: CalendarDay;
  readonly note: string;
  /** Set when this record replaces an earlier one, which stays; a count of 0 takes it back. */
  readonly correction: { readonly replaces: string; readonly reason: string } | undefined;
}

export interface SheetMovement extends MovementDraft {
  readonly id: string;
  readonly rootId: string;
  readonly run: string;
  readonly recordedBy: string;
  readonly recordedByName: string;
  readonly recordedAt: Date;
}

type Moved = Pick<SheetMovement, 'kind' | 'place' | 'sheets'>;

export type MovementError =
  | { readonly type: 'movement-count-invalid' }
  | { readonly type: 'movement-place-missing' }
  | { readonly type: 'movement-in-future'; readonly today: CalendarDay }
  | { readonly type: 'movement-needs-reason' }
  | { readonly type: 'movement-not-in-force' }
  | { readonly type: 'movement-kind-changed' }
  | { readonly type: 'copies-of-numbered-sheets' }
  | { readonly type: 'more-issued-than-printed'; readonly printed: number; readonly issued: number }
  | {
      readonly type: 'more-back-than-issued';
      readonly place: string;
      readonly issued: number;
      readonly back: number;
    };

export const largestMovement = 100_000;

export function movementsInForce<T extends Pick<SheetMovement, 'id' | 'correction'>>(movements: readonly T[]): T[] {
  const replaced = new Set(movements.flatMap(({ correction }) => (correction ? [correction.replaces] : [])));
  return movements.filter(({ id }) => !replaced.has(id));
}

/** Where the sheets of a run are, as far as people recorded it. printed = issued + in stock. */
export interface RunBalance {
  readonly printed: number;
  readonly issued: number;
  readonly inStock: number;
  readonly returned: number;
  readonly spoiled: number;
  /** Given out and neither brought back nor spoiled: with citizens, in boxes, or missing. */
  readonly out: number;
}

export function runBalance({ sheets }: Pick<PrintRun, 'sheets'>, inForce: readonly Moved[]): RunBalance {
  const sum = (kind: MovementKind) =>
    inForce.filter((moved) => moved.kind === kind).reduce((total, moved) => total + moved.sheets, 0);
  const [printed, issued, returned, spoiled] = [sheets + sum('copied'), sum('issued'), sum('returned'), sum('spoiled')];
  return { printed, issued, inStock: printed - issued, returned, spoiled, out: issued - returned - spoiled };
}

/** `known` are all records of the run. What would make a balance negative is refused with the figures that say why. */
export function checkMovement(
  draft: MovementDraft,
  run: Pick<PrintRun, 'kind' | 'sheets'>,
  known: readonly SheetMovement[],
  today: CalendarDay,
): Result<MovementDraft, MovementError> {
  const { correction, kind, sheets } = draft;
  const least = correction ? 0 : 1;
  if (!Number.isSafeInteger(sheets) || sheets < least || sheets > largestMovement)
    return fail({ type: 'movement-count-invalid' });
  if (kind === 'copied' && run.kind !== 'copy-master') return fail({ type: 'copies-of-numbered-sheets' });
  if (kind !== 'copied' && draft.place === '') return fail({ type: 'movement-place-missing' });
  if (draft.day > today) return fail({ type: 'movement-in-future', today });
  const inForce = movementsInForce(known);
  const replaced = inForce.find(({ id }) => id === correction?.replaces);
  if (correction && !replaced) return fail({ type: 'movement-not-in-force' });
  if (replaced && replaced.kind !== kind) return fail({ type: 'movement-kind-changed' });
  if (correction && correction.reason === '') return fail({ type: 'movement-needs-reason' });
  const after = [...inForce.filter((moved) => moved !== replaced), draft];
  const balance = checkBalance(run, after);
  return balance.ok ? ok(draft) : balance;
}

function checkBalance(run: Pick<PrintRun, 'sheets'>, after: readonly Moved[]): Result<undefined, MovementError> {
  const { printed, issued } = runBalance(run, after);
  if (issued > printed) return fail({ type: 'more-issued-than-printed', printed, issued });
  for (const place of new Set(after.map((moved) => moved.place))) {
    const here = runBalance(
      { sheets: 0 },
      after.filter((moved) => moved.place === place && moved.kind !== 'copied'),
    );
    if (here.out < 0)
      return fail({ type: 'more-back-than-issued', place, issued: here.issued, back: here.returned + here.spoiled });
  }
  return ok(undefined);
}
