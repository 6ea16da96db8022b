import { fail, ok, type Result } from '../kernel/result';
import type { ReadingRole } from '../collection/keying';
import type { RowState } from './page-reading';
import type { RowValue } from './row-value';

/** `unread`: the sheet is keyed by hand; `text`: a frame with handwriting, typed by one person. */
export type ReviewState = RowState | 'unread' | 'text';

/** One row of a sheet as it waits for people. */
export interface ReviewRow {
  readonly sheet: number;
  readonly item: string;
  readonly state: ReviewState;
  /** What the machine read; undefined where it left the row to people. */
  readonly value: RowValue | undefined;
  readonly doubt: number;
  /** Drawn to be read again blind, although the machine decided it. */
  readonly checked: boolean;
}

/** What one person said of one row. A later revision of the same role replaces an earlier one; both stay. */
export interface RowDecision {
  readonly role: ReadingRole;
  readonly revision: number;
  readonly reader: string;
  readonly byHead: boolean;
  readonly value: RowValue;
  /** "Không đọc được": counts as blank. */
  readonly unreadable: boolean;
}

export interface RowStanding {
  readonly first: RowDecision | undefined;
  readonly second: RowDecision | undefined;
  readonly settled: RowDecision | undefined;
  /** The reading the row still needs. */
  readonly wants: ReadingRole | undefined;
  /** What counts, once it wants nothing. */
  readonly final: RowValue | undefined;
  /** Two readings of the row were compared (a machine's and a person's, or two people's), and whether they differed. */
  readonly compared: boolean;
  readonly differs: boolean;
}

function current(decisions: readonly RowDecision[], role: ReadingRole): RowDecision | undefined {
  return decisions
    .filter((one) => one.role === role)
    .reduce<RowDecision | undefined>((last, one) => (last && last.revision > one.revision ? last : one), undefined);
}

/**
 * Machine or people, nobody alone decides what two readings contradict. A row the machine decided counts as it is, unless it
 * was drawn: then one person reads it blind. A doubtful row is read by one person, or by two who know nothing of each other
 * where the batch asks for it (`twoReaders`). Where the two readings differ a third one settles.
 */
export function rowStanding(row: ReviewRow, decisions: readonly RowDecision[], twoReaders: boolean): RowStanding {
  const first = current(decisions, 'first');
  const second = current(decisions, 'second');
  const settled = current(decisions, 'settled');
  const byMachine = row.value !== undefined;
  if (byMachine && !row.checked)
    return { first, second, settled, wants: undefined, final: row.value, compared: false, differs: false };
  const needsSecond = !byMachine && twoReaders && row.state !== 'text';
  const other = byMachine ? row.value : needsSecond ? second?.value : first?.value;
  const compared = first !== undefined && other !== undefined && (byMachine || needsSecond);
  const differs = compared && first.value !== other;
  const wants = !first ? 'first' : needsSecond && !second ? 'second' : differs && !settled ? 'settled' : undefined;
  const final = wants === undefined ? (differs ? settled?.value : first?.value) : undefined;
  return { first, second, settled, wants, final, compared, differs };
}

export type ReviewError =
  | { readonly type: 'row-wants-nothing' }
  | { readonly type: 'second-reading-needs-another-person' }
  | { readonly type: 'settling-needs-third-person' }
  | { readonly type: 'row-of-another-reader' };

export interface Reviewer {
  readonly accountId: string;
  readonly maySettle: boolean;
  readonly isOneStopHead: boolean;
}

export interface ReviewTask {
  readonly role: ReadingRole;
  readonly byHead: boolean;
}

/** In which role this person may read the row now; the law of blind second reading and of the third person. */
export function taskFor(standing: RowStanding, reviewer: Reviewer): Result<ReviewTask, ReviewError> {
  const { wants, first, second } = standing;
  const wasReader = first?.reader === reviewer.accountId || second?.reader === reviewer.accountId;
  switch (wants) {
    case undefined:
      return fail({ type: 'row-wants-nothing' });
    case 'first':
      return ok({ role: 'first', byHead: false });
    case 'second':
      return wasReader ? fail({ type: 'second-reading-needs-another-person' }) : ok({ role: 'second', byHead: false });
    case 'settled':
      if (!reviewer.maySettle) return fail({ type: 'settling-needs-third-person' });
      if (!wasReader) return ok({ role: 'settled', byHead: false });
      return reviewer.isOneStopHead
        ? ok({ role: 'settled', byHead: true })
        : fail({ type: 'settling-needs-third-person' });
  }
}

/**
 * A reader may take back the own last word on a row (`u`) by a new revision of it, until a later reading builds on it: a first
 * word while no second one and no settlement came, a second one while nothing was settled.
 */
export function correctionFor(standing: RowStanding, reviewer: Reviewer): Result<ReviewTask, ReviewError> {
  const { first, second, settled } = standing;
  const last = settled ?? second ?? first;
  if (!last) return fail({ type: 'row-wants-nothing' });
  if (last.reader !== reviewer.accountId) return fail({ type: 'row-of-another-reader' });
  return ok({ role: last.role, byHead: last.byHead });
}
