import type { ReadPage } from './page-reading';
import type { SheetRefusal } from './scan-refusal';

/** One page of a file after reading; `index` counts the file's pages from 0. */
export interface PageOutcome<Picture = unknown> {
  readonly index: number;
  readonly reading: ReadPage | { readonly status: 'refused'; readonly refusal: SheetRefusal };
  readonly picture: Picture;
}

/** The pages of one sheet of paper, front and back, in the order they came. */
export interface AssembledSheet<Picture = unknown> {
  readonly pages: readonly PageOutcome<Picture>[];
  readonly refusal: SheetRefusal | undefined;
}

/** How many pages a sheet of a layout has; without a known tag, as many as the sheets of the batch's form usually have. */
export type PagesOfSheet = (tag: string | undefined) => number;

/**
 * Ties the pages of a file to sheets, in the order of the stack. Pages belong together while
 * their page numbers differ and their run and serial agree; a page that could not be read keeps its place, so that the sheets
 * behind it keep their numbers. Blank pages are the empty backs of a scan on both sides: they are left out and counted.
 * `complete` is false where more pages of the file follow: then the last sheet may still grow and comes back in `rest`.
 */
export function assembleSheets<Picture>(
  outcomes: readonly PageOutcome<Picture>[],
  pagesOfSheet: PagesOfSheet,
  complete: boolean,
): {
  readonly sheets: readonly AssembledSheet<Picture>[];
  readonly blankPages: readonly PageOutcome<Picture>[];
  /** How many pages at the end wait for what follows. */
  readonly rest: number;
} {
  const sizeOf = (pages: readonly PageOutcome[]): number => pagesOfSheet(tagOf(pages));
  const groups: PageOutcome<Picture>[][] = [];
  const blankPages: PageOutcome<Picture>[] = [];
  for (const outcome of outcomes) {
    if (isBlank(outcome)) {
      blankPages.push(outcome);
      continue;
    }
    const last = groups.at(-1);
    if (last && last.length < sizeOf([...last, outcome]) && belongs(last, outcome)) last.push(outcome);
    else groups.push([outcome]);
  }
  const open = groups.at(-1);
  const waits = !complete && open !== undefined && open.length < sizeOf(open);
  // By place, not by `index`: pages of several files may come one after the other.
  const until = waits && open[0] ? outcomes.indexOf(open[0]) : outcomes.length;
  const kept = waits ? groups.slice(0, -1) : groups;
  return {
    sheets: kept.map((pages) => ({ pages, refusal: refusalOf(pages, sizeOf(pages)) })),
    blankPages: blankPages.filter((page) => outcomes.indexOf(page) < until),
    rest: outcomes.length - until,
  };
}

function tagOf(pages: readonly PageOutcome[]): string | undefined {
  return pages.flatMap(({ reading }) => (reading.status === 'read' ? [reading.tag] : []))[0];
}

function isBlank({ reading }: PageOutcome): boolean {
  return reading.status === 'refused' && reading.refusal.type === 'blank-page';
}

function belongs(group: readonly PageOutcome[], next: PageOutcome): boolean {
  const { reading } = next;
  if (reading.status === 'refused') return true;
  return group.every(({ reading: other }) => other.status === 'refused' || isSameSheet(other, reading));
}

function isSameSheet(one: ReadPage, other: ReadPage): boolean {
  return one.page !== other.page && one.run === other.run && one.serial === other.serial && one.tag === other.tag;
}

function refusalOf(pages: readonly PageOutcome[], size: number): SheetRefusal | undefined {
  for (const { reading } of pages) if (reading.status === 'refused') return reading.refusal;
  const seen = new Set(pages.flatMap(({ reading }) => (reading.status === 'read' ? [reading.page] : [])));
  const missing = Array.from({ length: size }, (_, at) => at + 1).find((page) => !seen.has(page));
  return missing === undefined ? undefined : { type: 'missing-page', page: missing };
}

/** What the office knows of a print run. */
export interface KnownRun {
  readonly unitCode: string;
  readonly formId: string;
  readonly formVersion: number;
  /** The period it was printed for; undefined where it was printed for any. */
  readonly periodId: string | undefined;
}

/** The batch a sheet is read into, and what was read before it. */
export interface SheetContext {
  readonly unitCode: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly periodId: string;
  readonly sheets: number;
  readonly runs: ReadonlyMap<string, KnownRun>;
  /** `run serial` of every numbered sheet read before in this office, and earlier in this file. */
  readonly seen: ReadonlySet<string>;
  /** The part of `seen` that was read in this batch. */
  readonly seenHere: ReadonlySet<string>;
  /** Numbers of sheets that were read, keyed or set aside. */
  readonly taken: ReadonlySet<number>;
}

export function serialKey(run: string, serial: string): string {
  return `${run} ${serial}`;
}

/**
 * A sheet that this batch has read already: the scanner took it twice, or the clerk put it in again after a jam. The first
 * reading stands; this one gets no number, or every sheet behind it would lose its own (docs/adr/0086).
 */
export function isRepeated({ run, serial }: ReadPage, { seenHere }: Pick<SheetContext, 'seenHere'>): boolean {
  return serial !== undefined && seenHere.has(serialKey(run, serial));
}

/** A sheet whose pages are all read: may it be counted in this batch, at this position? Undefined: yes. */
export function judgeSheet(page: ReadPage, position: number, context: SheetContext): SheetRefusal | undefined {
  const { run, serial } = page;
  const known = context.runs.get(run);
  if (!known) return { type: 'unknown-run', run };
  if (known.unitCode !== context.unitCode) return { type: 'run-of-other-unit', run };
  if (known.formId !== context.formId || known.formVersion !== context.formVersion)
    return { type: 'run-of-other-form', run };
  if (known.periodId !== undefined && known.periodId !== context.periodId) return { type: 'run-of-other-period', run };
  if (serial !== undefined && context.seen.has(serialKey(run, serial))) return { type: 'duplicate-serial' };
  return position > context.sheets ? { type: 'beyond-batch', sheets: context.sheets } : undefined;
}
