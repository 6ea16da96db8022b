import { type AssembledSheet, assembleSheets, type PageOutcome, type PagesOfSheet } from './assemble-sheets';

/** Pages of one file that were read together; `index` of an outcome counts the pages of its file. */
export interface FilePages<Picture = unknown> {
  readonly file: { readonly id: string; readonly firstSheet: number | undefined };
  /** A file that could not be opened came before this one: what may have been the other side is missing. */
  readonly afterGap: boolean;
  /** Of the whole file. */
  readonly pages: number;
  readonly outcomes: readonly PageOutcome<Picture>[];
}

/** What came of the pages of one file. */
export interface SettledPages<Picture = unknown> {
  /** Sheets whose first page is in this file. */
  readonly sheets: readonly AssembledSheet<Picture>[];
  readonly blankPages: number;
  /** Pages that need not be read again; those behind wait for what follows. */
  readonly settled: number;
}

/**
 * Ties the pages of files to sheets. A photograph is a file of one page: front and back of a sheet come as two files, which go
 * together as two pages of one file do. `mayGrow`: more photographs may be on their way, so the last sheet waits for them.
 */
export function settlePages<Picture>(
  files: readonly FilePages<Picture>[],
  pagesOfSheet: PagesOfSheet,
  mayGrow: boolean,
): SettledPages<Picture>[] {
  const runs: FilePages<Picture>[][] = [];
  for (const file of files) {
    const last = runs.at(-1);
    if (last && follows(last, file)) last.push(file);
    else runs.push([file]);
  }
  return runs.flatMap((run, at) => settleRun(run, pagesOfSheet, mayGrow && at === runs.length - 1));
}

function follows(run: readonly FilePages[], next: FilePages): boolean {
  if (next.afterGap || next.file.firstSheet !== undefined) return false;
  return next.pages === 1 && run.every(({ pages }) => pages === 1);
}

function settleRun<Picture>(
  run: readonly FilePages<Picture>[],
  pagesOfSheet: PagesOfSheet,
  mayGrow: boolean,
): SettledPages<Picture>[] {
  const outcomes = run.flatMap((file) => file.outcomes);
  const last = run.at(-1);
  const isEnd = last !== undefined && (last.outcomes.at(-1)?.index ?? 0) + 1 >= last.pages;
  const waits = isEnd && last.pages === 1 && mayGrow;
  const found = assembleSheets(outcomes, pagesOfSheet, isEnd && !waits);
  // A sheet of more pages than are read at once would wait for ever: then what is there is judged.
  const { sheets, blankPages, rest } =
    found.rest === outcomes.length && !waits ? assembleSheets(outcomes, pagesOfSheet, true) : found;
  const settled = new Set(outcomes.slice(0, outcomes.length - rest));
  return run.map(({ outcomes: own }) => ({
    sheets: sheets.filter(({ pages: [first] }) => first !== undefined && own.includes(first)),
    blankPages: blankPages.filter((page) => own.includes(page)).length,
    settled: own.filter((page) => settled.has(page)).length,
  }));
}
