import {
  type AssembledSheet,
  isRepeated,
  judgeSheet,
  type PageOutcome,
  type PagesOfSheet,
  serialKey,
  type SheetContext,
} from './assemble-sheets';
import type { ReadPage } from './page-reading';
import { type MachineRow, machineRow, type RowContext } from './row-value';
import type { SheetRefusal } from './scan-refusal';

/** A sheet with its number, as it is written: nothing of it names its serial. */
export interface PlacedSheet<Picture = unknown> {
  readonly sheet: number;
  readonly refusal: SheetRefusal | undefined;
  readonly pages: readonly PageOutcome<Picture>[];
  readonly rows: readonly PlacedRow[];
  readonly warnings: readonly string[];
  readonly tag: string | undefined;
}

export interface PlacedRow extends Omit<MachineRow, 'state'> {
  readonly state: MachineRow['state'] | 'text';
  readonly number: number;
  readonly page: number;
}

/** What goes to the accounting side, and only there. */
export interface SeenSheets {
  readonly serials: readonly { readonly run: string; readonly serial: string }[];
  readonly copies: ReadonlyMap<string, number>;
}

export interface PlacingContext extends SheetContext, RowContext {
  readonly pagesOfSheet: PagesOfSheet;
  /** Frames that a batch of this form asks for, by question id. */
  readonly textIds: readonly string[];
  /** Where the batch asks for no official, such a row of the sheet is left aside. */
  readonly asksOfficial: boolean;
}

/** The order of the paper: field, official, the questions as they are counted, then what is written. */
export function rowNumber(item: string, { slots, textIds }: Pick<PlacingContext, 'slots' | 'textIds'>): number {
  if (item === 'field') return 0;
  if (item === 'official') return 1;
  const slot = slots.findIndex((one) => one.questionId === item);
  return slot >= 0 ? slot + 2 : slots.length + 2 + textIds.indexOf(item);
}

/**
 * Gives the sheets of a piece of a file their numbers and judges each, in the order of the stack. `first` is the number of the
 * first one. Serials come back apart from the sheets. A sheet read in this batch before is left out (`isRepeated`) and gives its
 * number to the next one, unless the clerk `stated` where the file begins: then the numbers count the paper.
 */
export function placeSheets<Picture>(
  assembled: readonly AssembledSheet<Picture>[],
  first: number,
  context: PlacingContext,
  stated: boolean,
): {
  readonly sheets: readonly PlacedSheet<Picture>[];
  readonly seen: SeenSheets;
  readonly repeated: number;
} {
  const seenHere = new Set(context.seenHere);
  const serials: { run: string; serial: string }[] = [];
  const copies = new Map<string, number>();
  const sheets: PlacedSheet<Picture>[] = [];
  let repeated = 0;
  for (const one of assembled) {
    const sheet = first + sheets.length + (stated ? repeated : 0);
    const [page] = readPages(one);
    if (page && !one.refusal && isRepeated(page, { seenHere })) {
      repeated += 1;
      continue;
    }
    const placed = judged(one, sheet, context);
    sheets.push(placed);
    if (!page || placed.refusal) continue;
    if (page.serial === undefined) copies.set(page.run, (copies.get(page.run) ?? 0) + 1);
    else {
      seenHere.add(serialKey(page.run, page.serial));
      serials.push({ run: page.run, serial: page.serial });
    }
  }
  return { sheets, seen: { serials, copies }, repeated };
}

function judged<Picture>(one: AssembledSheet<Picture>, sheet: number, context: PlacingContext): PlacedSheet<Picture> {
  const pages = readPages(one);
  const [page] = pages;
  // Whatever this picture shows, it takes nothing from a sheet that was read, keyed or set aside.
  const refusal: SheetRefusal | undefined = context.taken.has(sheet)
    ? { type: 'position-taken', position: sheet }
    : (one.refusal ?? (page && judgeSheet(page, sheet, context)));
  const warnings = [...new Set(pages.flatMap((read) => read.warnings))];
  const rows = refusal || !page ? [] : rowsOf(pages, context);
  return { sheet, refusal, pages: one.pages, rows, warnings, tag: page?.tag };
}

function readPages({ pages }: AssembledSheet): ReadPage[] {
  return pages.flatMap(({ reading }) => (reading.status === 'read' ? [reading] : []));
}

function rowsOf(pages: readonly ReadPage[], context: PlacingContext): PlacedRow[] {
  return pages.flatMap((page): PlacedRow[] => [
    ...page.rows.flatMap((row): PlacedRow[] => {
      if (row.item === 'official' && !context.asksOfficial) return [];
      const read = machineRow(row, context);
      return read ? [{ ...read, number: rowNumber(read.item, context), page: page.page }] : [];
    }),
    ...page.writtenFrames
      .filter((item) => context.textIds.includes(item))
      .map((item): PlacedRow => ({
        item,
        state: 'text',
        value: undefined,
        doubt: 0,
        ink: [],
        number: rowNumber(item, context),
        page: page.page,
      })),
  ]);
}
