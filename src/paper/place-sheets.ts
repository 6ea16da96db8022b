import {
  assembleSheets,
  type AssembledSheet,
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
 * Gives the sheets of a slice of a file their numbers and judges each, in the order of the stack. `first` is the number of the
 * first one. Serials come back apart from the sheets.
 */
export function placeSheets<Picture>(
  outcomes: readonly PageOutcome<Picture>[],
  first: number,
  context: PlacingContext,
  complete: boolean,
): {
  readonly sheets: readonly PlacedSheet<Picture>[];
  readonly seen: SeenSheets;
  readonly blankPages: readonly PageOutcome<Picture>[];
  readonly rest: number;
} {
  const assembled = assembleSheets(outcomes, context.pagesOfSheet, complete);
  const seen = new Set(context.seen);
  const serials: { run: string; serial: string }[] = [];
  const copies = new Map<string, number>();
  const sheets = assembled.sheets.map((one, at): PlacedSheet<Picture> => {
    const sheet = first + at;
    const pages = readPages(one);
    const page = pages[0];
    const refusal = one.refusal ?? (page && judgeSheet(page, sheet, { ...context, seen }));
    const warnings = [...new Set(pages.flatMap((read) => read.warnings))];
    if (refusal || !page) return { sheet, refusal, pages: one.pages, rows: [], warnings, tag: page?.tag };
    if (page.serial === undefined) copies.set(page.run, (copies.get(page.run) ?? 0) + 1);
    else {
      seen.add(serialKey(page.run, page.serial));
      serials.push({ run: page.run, serial: page.serial });
    }
    return { sheet, refusal: undefined, pages: one.pages, rows: rowsOf(pages, context), warnings, tag: page.tag };
  });
  return { sheets, seen: { serials, copies }, blankPages: assembled.blankPages, rest: assembled.rest };
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
