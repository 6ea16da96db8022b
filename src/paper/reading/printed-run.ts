import type { ReadPage } from '../page-reading';

/** A print run as far as a scan goes by it. */
export interface PrintedRun {
  readonly unitCode: string;
  readonly periodId: string;
  /** Published: paper of this period is taken no more. */
  readonly isClosed: boolean;
}

/** What sheets are held against where there is a data folder; `unit` and `period` where the caller asked for one. */
export interface PrintBook {
  readonly runs: ReadonlyMap<string, PrintedRun>;
  readonly unit: string | undefined;
  readonly period: string | undefined;
}

export type RunRefusal =
  | { readonly type: 'run-of-other-unit'; readonly run: string; readonly unit: string }
  | { readonly type: 'run-of-other-period'; readonly run: string; readonly period: string }
  | { readonly type: 'period-closed'; readonly run: string; readonly period: string };

/** Undefined where nothing speaks against the page. A run that is not in the book speaks for itself: `isUnknownRun`. */
export function runRefusal({ run }: ReadPage, book: PrintBook | undefined): RunRefusal | undefined {
  const printed = book?.runs.get(run);
  if (book === undefined || printed === undefined) return undefined;
  const { unitCode, periodId } = printed;
  if (book.unit !== undefined && unitCode !== book.unit) return { type: 'run-of-other-unit', run, unit: unitCode };
  if (book.period !== undefined && periodId !== book.period)
    return { type: 'run-of-other-period', run, period: periodId };
  return printed.isClosed ? { type: 'period-closed', run, period: periodId } : undefined;
}

/** `hailong ballots` keeps no book, so that its sheets are unknown here though their check fits: said, not refused. */
export function isUnknownRun({ run }: ReadPage, book: PrintBook | undefined): boolean {
  return book !== undefined && !book.runs.has(run);
}
