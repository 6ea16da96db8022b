import type { Choice, SheetLayout } from '../sheet-layout';
import type { FileRefusal, PageReading, ReadPage, RowReading } from '../page-reading';
import { isUnknownRun, type PrintBook, type RunRefusal, runRefusal } from './printed-run';

/** What was made of one page of one file; `index` counts the file's pages from 0. */
export interface FileReading {
  readonly file: string;
  readonly pages: readonly { readonly index: number; readonly reading: PageReading }[];
  readonly refusal: FileRefusal | undefined;
}

/** Found only when pages are seen beside each other. */
export type SheetRefusal = {
  readonly type: 'duplicate-serial';
  readonly firstFile: string;
  readonly firstFilePage: number;
};

export type AnyRefusal =
  FileRefusal | Extract<PageReading, { status: 'refused' }>['refusal'] | SheetRefusal | RunRefusal;

/** One page of one file in the output of `hailong scan --json` (docs/formats/scan.md). */
export interface ScanEntry {
  readonly file: string;
  /** From 1; null where the file could not be opened. */
  readonly filePage: number | null;
  readonly status: 'read' | 'refused';
  readonly refusal?: AnyRefusal;
  /** The sheet's serial; null on a copy master. Left out with a key that counts: no output shows serial and answers together. */
  readonly serial?: string | null;
  readonly form?: string;
  readonly version?: number;
  readonly run?: string;
  /** Of the sheet, from 1. */
  readonly page?: number;
  readonly dotsPerInch?: number;
  readonly warnings?: readonly string[];
  readonly rows?: readonly ScanRow[];
  readonly writtenFrames?: readonly string[];
}

export interface ScanRow extends RowReading {
  /** The answer's code, `blank` or `doubtful`; of several marked options their codes joined by `+`. */
  readonly choice: Choice;
}

export interface ScanReport {
  readonly key: 'test' | 'file';
  readonly checks: readonly string[];
  readonly sheets: readonly ScanEntry[];
  /** With a key that counts: the serials by themselves, sorted, so that no order ties them to answers. */
  readonly serials?: readonly string[];
}

const checks = ['code', 'check-fragment', 'registration', 'print-scale', 'duplicates', 'missing-pages'] as const;

/**
 * `key`: only codes made with the test key, which everyone knows, may be shown with the answers. `book`: what the data folder
 * knows of print runs.
 */
export function scanReport(
  files: readonly FileReading[],
  layouts: readonly SheetLayout[],
  key: 'test' | 'file',
  book?: PrintBook,
): ScanReport {
  const repeats = findRepeats(files);
  const incomplete = findIncomplete(files, layouts);
  const sheets = files.flatMap(({ file, pages, refusal }): ScanEntry[] => {
    if (refusal !== undefined) return [{ file, filePage: null, status: 'refused', refusal }];
    return pages.map(({ index, reading }) => {
      const place = { file, filePage: index + 1 };
      if (reading.status === 'refused') return { ...place, status: 'refused', refusal: reading.refusal };
      const repeat = repeats.get(reading);
      const against = repeat ?? runRefusal(reading, book);
      const warnings = [
        ...reading.warnings,
        ...(incomplete.has(sheetOf(reading)) ? ['missing-page'] : []),
        ...(isUnknownRun(reading, book) ? ['unknown-run'] : []),
      ];
      const standing =
        against === undefined ? { status: 'read' as const } : { status: 'refused' as const, refusal: against };
      return { ...place, ...standing, ...pageFacts(reading, layouts, key), warnings };
    });
  });
  const made = { key, checks: checksWith(book), sheets };
  return key === 'test' ? made : { ...made, serials: serialsOf(files) };
}

function checksWith(book: PrintBook | undefined): string[] {
  if (book === undefined) return [...checks];
  return [...checks, 'run', ...(book.unit === undefined ? [] : ['unit']), 'period'];
}

function pageFacts(reading: ReadPage, layouts: readonly SheetLayout[], key: 'test' | 'file') {
  const layout = layouts.find(({ tag }) => tag === reading.tag);
  return {
    ...(key === 'test' ? { serial: reading.serial ?? null } : {}),
    form: layout?.form,
    version: layout?.version,
    run: reading.run,
    page: reading.page,
    dotsPerInch: reading.dotsPerInch,
    rows: reading.rows.map(({ item, ...row }) => ({ item, choice: choiceOf({ item, ...row }), ...row })),
    writtenFrames: reading.writtenFrames,
  };
}

export function choiceOf({ state, choices }: RowReading): Choice {
  if (state === 'doubtful' || state === 'blank') return state;
  return choices.length === 1 ? choices[0]! : choices.join('+');
}

function sheetOf({ run, serial }: ReadPage): string {
  return `${run} ${serial ?? ''}`;
}

/** The second and later pictures of one page of one numbered sheet; copies of a copy master cannot be told apart. */
function findRepeats(files: readonly FileReading[]): Map<ReadPage, SheetRefusal> {
  const first = new Map<string, SheetRefusal>();
  const repeats = new Map<ReadPage, SheetRefusal>();
  for (const { file, pages } of files)
    for (const { index, reading } of pages) {
      if (reading.status === 'refused' || reading.serial === undefined) continue;
      const name = `${sheetOf(reading)} ${reading.page}`;
      const earlier = first.get(name);
      if (earlier === undefined)
        first.set(name, { type: 'duplicate-serial', firstFile: file, firstFilePage: index + 1 });
      else repeats.set(reading, earlier);
    }
  return repeats;
}

/** Sheets (run and serial) of which not every page was read; of copies, runs with unlike numbers of their pages. */
function findIncomplete(files: readonly FileReading[], layouts: readonly SheetLayout[]): Set<string> {
  const counts = new Map<
    string,
    { readonly seen: Map<number, number>; readonly pages: number; readonly isCopy: boolean }
  >();
  for (const { pages } of files)
    for (const { reading } of pages) {
      if (reading.status === 'refused') continue;
      const layout = layouts.find(({ tag }) => tag === reading.tag);
      const known = counts.get(sheetOf(reading)) ?? {
        seen: new Map<number, number>(),
        pages: layout?.pages.length ?? 1,
        isCopy: reading.serial === undefined,
      };
      known.seen.set(reading.page, (known.seen.get(reading.page) ?? 0) + 1);
      counts.set(sheetOf(reading), known);
    }
  const isIncomplete = ({
    seen,
    pages,
    isCopy,
  }: {
    seen: Map<number, number>;
    pages: number;
    isCopy: boolean;
  }): boolean => seen.size < pages || (isCopy && new Set(seen.values()).size > 1);
  return new Set([...counts].filter(([, count]) => isIncomplete(count)).map(([sheet]) => sheet));
}

function serialsOf(files: readonly FileReading[]): string[] {
  const serials = files.flatMap(({ pages }) =>
    pages.flatMap(({ reading }) => (reading.status === 'read' && reading.serial !== undefined ? [reading.serial] : [])),
  );
  return [...new Set(serials)].sort();
}
