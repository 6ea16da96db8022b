import { groupedBy } from '../../kernel/grouped';
import { secureChance, shuffled } from '../../kernel/random';
import { fail, ok, type Result } from '../../kernel/result';
import { inTransaction, type Queryable, type Tx } from '../../platform/database.server';
import { type PageOutcome, serialKey } from '../assemble-sheets';
import type { DeskContext } from '../desk-context';
import { type PlacedSheet, placeSheets } from '../place-sheets';
import type { KeptPicture, ScannedPage, SheetBook, SheetReader } from '../sheet-reader';
import { settlePages, type SettledPages } from '../settle-pages';
import { nextNumber, numbersSoFar, type SheetNumbers, withPlaced } from '../sheet-numbers';
import { hasOriginal, keepPicture, originalAge, originalPath, removeOriginal } from '../scan-files-adapter.server';
import {
  filesOwingSerials,
  readScanFiles,
  type ScanFile,
  updateScanFile,
  waitingScanFiles,
} from '../store-scan-file.server';
import { insertRows } from '../store-scan-row.server';
import { insertAttempts, readAttempts } from '../store-scan-sheet.server';
import { addCopies, rewriteSerials, type SeenSerial, seenSerials, serialsOfBatch } from '../store-serial.server';
import { loadScan, placingContext } from './load-scan.server';

export interface ScanMachine {
  readonly reader: SheetReader;
  /** What sheets of an office may carry. */
  book(db: Queryable, unitCode: string): Promise<SheetBook>;
}

/** Pages read and written at once: at least so many serials lie together before the next ones come. */
export const pagesInChunk = 20;
/** Where reading broke down so often at the same place, pages are read one by one and only the broken ones left out; at last all. */
const failuresBeforeSinglePages = 1;
const failuresBeforeLeavingOut = 3;
/** A photograph of a front waits so long for that of the back, where no other file has come after it. */
const patienceMilliseconds = 2 * 60_000;

/** Pages of one file that are read together. */
interface Slice {
  readonly file: ScanFile;
  readonly from: number;
  readonly count: number;
  readonly pages: number;
  /** The file that came before it brought no page. */
  readonly afterGap: boolean;
}

/**
 * Reads the next chunk of every batch that has files waiting, one batch after the other, so that two batches go on side by side.
 * Returns how many pages were written; 0 = nothing to do. Run by one process at a time (`platform/scheduler`).
 *
 * A chunk is two transactions (docs/adr/0079): the sheets with their rows, then the serials. What a power cut leaves between
 * them is made good from the original, which stays until both are done.
 */
export async function readScans(ctx: DeskContext, machine: ScanMachine): Promise<number> {
  for (const file of await filesOwingSerials(ctx.db)) await payOwedSerials(ctx, machine, file);
  const batches = groupedBy(await waitingScanFiles(ctx.db), (file) => `${file.unitCode} ${file.batchId}`);
  let pages = 0;
  let broken: unknown;
  for (const files of batches.values()) {
    try {
      pages += await readChunk(ctx, machine, files);
    } catch (error) {
      // The other batches go on; this one is tried again, more carefully (`failures`).
      broken = error;
    }
  }
  if (broken !== undefined) throw broken;
  return pages;
}

async function readChunk(ctx: DeskContext, machine: ScanMachine, files: readonly ScanFile[]): Promise<number> {
  const slices = await sliceFiles(ctx, machine, files);
  const [first] = slices;
  if (!first) return 0;
  for (const { file } of slices) await updateScanFile(ctx.db, file, { failures: file.failures + 1 });
  const book = await machine.book(ctx.db, first.file.unitCode);
  const read = await Promise.all(slices.map((slice) => readSlice(ctx, machine, slice, book)));
  const mayGrow = await isFresh(ctx, slices, files);
  const written = await inTransaction(ctx.db, (tx) => writeSheets(tx, ctx, book, read, mayGrow));
  // The batch ended or was finished meanwhile: its files wait for nothing any more.
  if (!written.ok) {
    for (const { file } of slices) await updateScanFile(ctx.db, file, { state: 'cancelled', failures: 0 });
    return slices.length;
  }
  if (written.value.pages > 0) await writeSerials(ctx, first.file, written.value.serials);
  for (const { file } of slices) await settleFile(ctx, file);
  return written.value.pages;
}

/** Whether the last of these pieces is the last file that waits, and came a moment ago. */
async function isFresh(ctx: DeskContext, slices: readonly Slice[], files: readonly ScanFile[]): Promise<boolean> {
  const last = slices.at(-1)?.file;
  if (!last || last.id !== files.at(-1)?.id) return false;
  return ((await originalAge(ctx.config, last.batchId, last.id)) ?? patienceMilliseconds) < patienceMilliseconds;
}

/** Opens files until a chunk is full. One that brings no page is refused here. */
async function sliceFiles(ctx: DeskContext, machine: ScanMachine, files: readonly ScanFile[]): Promise<Slice[]> {
  const slices: Slice[] = [];
  let room = pagesInChunk;
  let afterGap = false;
  for (const file of files) {
    if (room <= 0) break;
    // Taken away by hand, or by a cancelling that the power cut short: the same file may come again.
    if (!(await hasOriginal(ctx.config, file.batchId, file.id))) {
      await updateScanFile(ctx.db, file, { state: 'cancelled' });
      continue;
    }
    const pages = file.pages ?? (await openFile(ctx, machine, file));
    if (pages === undefined) {
      afterGap = true;
      continue;
    }
    const left = pages - file.pagesRead;
    // A tail shorter than a chunk goes with the chunk before it.
    const count = left < 2 * pagesInChunk && left > room ? left : Math.min(left, room);
    slices.push({ file, from: file.pagesRead, count, pages, afterGap });
    afterGap = false;
    room -= count;
  }
  return slices;
}

async function openFile(ctx: DeskContext, machine: ScanMachine, file: ScanFile): Promise<number | undefined> {
  const opened = await machine.reader.countPages(originalPath(ctx.config, file.batchId, file.id));
  if (opened.ok) {
    await updateScanFile(ctx.db, file, { pages: opened.value.pages });
    return opened.value.pages;
  }
  await updateScanFile(ctx.db, file, { state: 'refused', refusal: opened.error });
  await removeOriginal(ctx.config, file.batchId, file.id);
  return undefined;
}

interface ReadSlice {
  readonly slice: Slice;
  readonly outcomes: readonly PageOutcome<KeptPicture | undefined>[];
}

async function readSlice(ctx: DeskContext, machine: ScanMachine, slice: Slice, book: SheetBook): Promise<ReadSlice> {
  const { file, from, count } = slice;
  const path = originalPath(ctx.config, file.batchId, file.id);
  const { reader } = machine;
  const pages: readonly BrokenOrRead[] =
    file.failures >= failuresBeforeLeavingOut
      ? Array.from({ length: count }, () => brokenPage)
      : file.failures >= failuresBeforeSinglePages
        ? await readOneByOne(reader, path, from, count, book)
        : await reader.readPages(path, from, count, book);
  return { slice, outcomes: pages.map(({ reading, picture }, at) => ({ index: from + at, reading, picture })) };
}

type BrokenOrRead = Omit<PageOutcome<KeptPicture | undefined>, 'index'>;

async function readOneByOne(
  reader: SheetReader,
  path: string,
  from: number,
  count: number,
  book: SheetBook,
): Promise<BrokenOrRead[]> {
  const pages: BrokenOrRead[] = [];
  for (let page = from; page < from + count; page += 1) {
    const [read] = await reader.readPages(path, page, 1, book).catch(() => []);
    pages.push(read ?? brokenPage);
  }
  return pages;
}

const brokenPage = {
  reading: { status: 'refused', refusal: { type: 'reader-failed' } },
  picture: undefined,
} as const;

interface Written {
  readonly pages: number;
  readonly serials: readonly SeenSerial[];
}

/** The first transaction: sheets and rows by number. Files of a batch follow one another in the order of their coming. */
async function writeSheets(
  tx: Tx,
  ctx: DeskContext,
  book: SheetBook,
  read: readonly ReadSlice[],
  mayGrow: boolean,
): Promise<Result<Written, { readonly type: string }>> {
  const { unitCode, batchId } = (read as [ReadSlice])[0].slice.file;
  const open = await loadScan(tx, unitCode, batchId);
  if (!open.ok) return open;
  if (open.value.finished) return fail({ type: 'scanning-finished' });
  const before = new Map((await readScanFiles(tx, unitCode, batchId)).map((file) => [file.id, file.pagesRead]));
  const due = read.filter(({ slice }) => before.get(slice.file.id) === slice.from);
  const seen = await seenSerials(tx, unitCode, serialsOf(due.flatMap(({ outcomes }) => outcomes)));
  const context = placingContext(open.value, book);
  const files = due.map(({ slice, outcomes }) => ({ ...slice, outcomes }));
  const settled = settlePages(files, context.pagesOfSheet, mayGrow);
  let numbers = numbersSoFar(open.value.standings, open.value.attempts, seen, batchId);
  let pages = 0;
  const serials: SeenSerial[] = [];
  for (const [at, { slice }] of due.entries()) {
    const own = settled[at] as SettledPages<Picture>;
    const { taken, seen: known, seenHere } = numbers;
    const { file } = slice;
    const stated = file.firstSheet !== undefined;
    const placing = { ...context, taken, seen: known, seenHere };
    const placed = placeSheets(own.sheets, nextNumber(numbers, file), placing, stated);
    numbers = withPlaced(numbers, file.id, placed.sheets, placed.seen);
    await writeSlice(tx, ctx, slice, own, placed, numbers);
    serials.push(...placed.seen.serials);
    pages += own.settled;
  }
  return ok({ pages, serials });
}

type Picture = KeptPicture | undefined;
type Placed = ReturnType<typeof placeSheets<Picture>>;

async function writeSlice(
  tx: Tx,
  ctx: DeskContext,
  { file, from }: Slice,
  settled: SettledPages<Picture>,
  placed: Placed,
  numbers: SheetNumbers,
): Promise<void> {
  const { unitCode, batchId } = file;
  const attemptOf = (sheet: number) => numbers.attempts.get(sheet) ?? 1;
  await keepPictures(ctx, batchId, placed.sheets, attemptOf);
  const attempts = placed.sheets.map(({ sheet, refusal, pages, warnings, tag }) => ({
    sheet,
    attempt: attemptOf(sheet),
    refusal,
    fileId: file.id,
    firstPage: pages[0]?.index ?? 0,
    pages: pages.length,
    warnings,
    tag,
  }));
  await insertAttempts(tx, unitCode, batchId, attempts);
  const rows = placed.sheets.flatMap(({ sheet, rows: own }) => own.map((row) => ({ sheet, ...row })));
  await insertRows(tx, unitCode, batchId, rows);
  await addCopies(tx, unitCode, batchId, placed.seen.copies);
  await updateScanFile(tx, file, {
    pagesRead: from + settled.settled,
    failures: 0,
    blankPages: file.blankPages + settled.blankPages,
    repeatedSheets: file.repeatedSheets + placed.repeated,
  });
}

async function keepPictures(
  ctx: DeskContext,
  batchId: string,
  sheets: readonly PlacedSheet<Picture>[],
  attemptOf: (sheet: number) => number,
): Promise<void> {
  for (const { sheet, pages } of sheets) {
    for (const [at, { picture, reading }] of pages.entries()) {
      const page = reading.status === 'read' ? reading.page : at + 1;
      if (picture) await keepPicture(ctx.config, batchId, { sheet, attempt: attemptOf(sheet), page }, picture);
    }
  }
}

function serialsOf(outcomes: readonly Pick<ScannedPage | PageOutcome, 'reading'>[]): SeenSerial[] {
  return outcomes.flatMap(({ reading }) =>
    reading.status === 'read' && reading.serial !== undefined ? [{ run: reading.run, serial: reading.serial }] : [],
  );
}

/** The second transaction: all serials of the batch anew, shuffled, and that the files owe none any more. */
async function writeSerials(
  ctx: DeskContext,
  { unitCode, batchId }: ScanFile,
  fresh: readonly SeenSerial[],
): Promise<void> {
  await inTransaction(ctx.db, async (tx): Promise<Result<undefined, never>> => {
    const all = new Map(
      [...(await serialsOfBatch(tx, unitCode, batchId)), ...fresh].map((one) => [serialKey(one.run, one.serial), one]),
    );
    await rewriteSerials(tx, unitCode, batchId, shuffled([...all.values()], secureChance));
    for (const file of await readScanFiles(tx, unitCode, batchId)) {
      if (file.serialsThrough < file.pagesRead) await updateScanFile(tx, file, { serialsThrough: file.pagesRead });
    }
    return ok(undefined);
  });
}

/** The original goes as soon as all of it is read. */
async function settleFile(ctx: DeskContext, { unitCode, batchId, id }: ScanFile): Promise<void> {
  const file = (await readScanFiles(ctx.db, unitCode, batchId)).find((one) => one.id === id);
  if (!file) return;
  const isRead = file.pages !== undefined && file.pagesRead >= file.pages;
  if (file.state === 'waiting' && !isRead) return;
  if (file.state === 'waiting') await updateScanFile(ctx.db, file, { state: 'done' });
  await removeOriginal(ctx.config, batchId, id);
}

/** After a cut between the two transactions: reads the pages again for their serials only; the sheets are written already. */
async function payOwedSerials(ctx: DeskContext, machine: ScanMachine, file: ScanFile): Promise<void> {
  const { unitCode, batchId, id, serialsThrough, pagesRead } = file;
  const fresh: SeenSerial[] = [];
  if (await hasOriginal(ctx.config, batchId, id)) {
    const book = await machine.book(ctx.db, unitCode);
    const path = originalPath(ctx.config, batchId, id);
    const pages = await machine.reader.readPages(path, serialsThrough, pagesRead - serialsThrough, book);
    const taken = (await readAttempts(ctx.db, unitCode, batchId)).filter((one) => one.fileId === id && !one.refusal);
    for (const { firstPage, pages: count } of taken) {
      const own = pages.slice(Math.max(0, firstPage - serialsThrough), Math.max(0, firstPage + count - serialsThrough));
      const [serial] = serialsOf(own);
      if (serial) fresh.push(serial);
    }
  }
  await writeSerials(ctx, file, fresh);
  await settleFile(ctx, file);
}
