import type { SheetReading } from '../collection/keying';
import { groupedBy } from '../kernel/grouped';
import { rowStanding, type ReviewRow, type RowDecision, type RowStanding } from './row-standing';
import { isOverLimit, upperBoundPercent } from './silent-error-rate';
import { countSheets, type SheetAttempt, type SheetStanding } from './scanned-sheet';

/** What stays of a scanned batch: counts, never an answer. In the box = read + refused + keyed; missing ones were not in it. */
export interface ScanRecord {
  readonly sheets: number;
  readonly sheetsRead: number;
  /** Set aside: in the box, and no ballot. */
  readonly sheetsRefused: number;
  readonly sheetsKeyed: number;
  readonly sheetsMissing: number;
  /** Times a serial came that had been read before: in another batch (then the sheet is refused), or scanned again in this one. */
  readonly duplicates: number;
  /** Sheets of copy masters: nobody can tell a copy from a stuffed one. */
  readonly copies: number;
  readonly ballots: number;
  readonly rowsRead: number;
  readonly rowsDoubtful: number;
  /** What the bound speaks of: rows that the machine decided. */
  readonly rowsDecided: number;
  readonly rowsChecked: number;
  readonly rowsDifferent: number;
  /** Settled against the machine; one not settled yet counts too. */
  readonly rowsWrong: number;
  /** Rows read by two people, and how many of them differed. */
  readonly rowsReadTwice: number;
  readonly rowsReadTwiceDifferent: number;
  readonly settledByHead: number;
  readonly corrected: number;
}

export interface StandingRow {
  readonly row: ReviewRow;
  readonly standing: RowStanding;
}

export function standingRows(
  rows: readonly ReviewRow[],
  decisions: readonly (RowDecision & { readonly sheet: number; readonly item: string })[],
  twoReaders: boolean,
): StandingRow[] {
  const byRow = groupedBy(decisions, (one) => `${one.sheet} ${one.item}`);
  return rows.map((row) => ({
    row,
    standing: rowStanding(row, byRow.get(`${row.sheet} ${row.item}`) ?? [], twoReaders),
  }));
}

/** Rows of sheets that count: those set aside after reading stand in no rate. */
export function rowsThatCount<T extends { readonly row: ReviewRow }>(
  rows: readonly T[],
  standings: ReadonlyMap<number, SheetStanding>,
): T[] {
  return rows.filter(({ row }) => {
    const state = standings.get(row.sheet)?.state;
    return state === 'read' || state === 'keyed';
  });
}

export function scanRecord(parts: {
  readonly sheets: number;
  readonly standings: ReadonlyMap<number, SheetStanding>;
  readonly attempts: readonly SheetAttempt[];
  readonly rows: readonly StandingRow[];
  readonly copies: number;
  /** Sheets scanned again, of all files. */
  readonly repeatedSheets: number;
  readonly finals: readonly SheetReading[];
  readonly revisedRows: number;
}): ScanRecord {
  const { standings, attempts, finals, copies } = parts;
  const counted = rowsThatCount(parts.rows, standings);
  const machine = counted.filter(({ row }) => row.state !== 'unread' && row.state !== 'text');
  const decided = machine.filter(({ row }) => row.value !== undefined);
  const compared = counted.filter(({ standing }) => standing.compared);
  const checked = compared.filter(({ row }) => row.value !== undefined);
  const twice = compared.filter(({ row }) => row.value === undefined);
  const counts = countSheets(standings);
  return {
    sheets: parts.sheets,
    sheetsRead: counts.read,
    sheetsRefused: counts.spoiled - counts.missing,
    sheetsKeyed: counts.keyed,
    sheetsMissing: counts.missing,
    duplicates: parts.repeatedSheets + attempts.filter(({ refusal }) => refusal?.type === 'duplicate-serial').length,
    copies,
    ballots: finals.filter((final) => final.kind === 'ballot').length,
    rowsRead: machine.length,
    rowsDoubtful: machine.length - decided.length,
    rowsDecided: decided.length,
    rowsChecked: checked.length,
    rowsDifferent: checked.filter(({ standing }) => standing.differs).length,
    rowsWrong: checked.filter(({ row, standing }) => standing.differs && standing.settled?.value !== row.value).length,
    rowsReadTwice: twice.length,
    rowsReadTwiceDifferent: twice.filter(({ standing }) => standing.differs).length,
    settledByHead: counted.filter(({ standing }) => standing.settled?.byHead).length,
    corrected: parts.revisedRows,
  };
}

type RateCounts = Pick<ScanRecord, 'rowsDecided' | 'rowsChecked' | 'rowsWrong'>;

/** Upper 95 % bound of the rate of silent errors, 0–100. Undefined before a row was checked. */
export function silentErrorBound({ rowsDecided, rowsChecked, rowsWrong }: RateCounts): number | undefined {
  return upperBoundPercent(rowsDecided, rowsChecked, rowsWrong);
}

export function needsFullReading({ rowsDecided, rowsChecked, rowsWrong }: RateCounts): boolean {
  return isOverLimit(rowsDecided, rowsChecked, rowsWrong);
}
