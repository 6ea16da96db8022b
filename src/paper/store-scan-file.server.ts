import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { FileRefusal } from './page-reading';

export interface ScanBatchRow {
  readonly unitCode: string;
  readonly batchId: string;
  readonly twoReaders: boolean;
  readonly stopped: boolean;
}

export type ScanFileState = 'waiting' | 'done' | 'refused' | 'cancelled';

/** One uploaded file of a batch. */
export interface ScanFile {
  readonly unitCode: string;
  readonly batchId: string;
  readonly id: string;
  readonly contentHash: Buffer;
  readonly number: number;
  readonly name: string;
  readonly bytes: number;
  readonly firstSheet: number | undefined;
  readonly state: ScanFileState;
  readonly refusal: FileRefusal | undefined;
  /** Undefined until it was opened. */
  readonly pages: number | undefined;
  readonly pagesRead: number;
  readonly serialsThrough: number;
  readonly blankPages: number;
  /** Sheets that were read in this batch before. */
  readonly repeatedSheets: number;
  readonly failures: number;
  readonly uploadedBy: string;
  readonly uploadedByName: string;
}

interface FileRow {
  unit_code: string;
  batch_id: string;
  id: string;
  content_hash: Buffer;
  number: number;
  name: string;
  bytes: number;
  first_sheet: number | null;
  state: ScanFileState;
  refusal: FileRefusal | null;
  pages: number | null;
  pages_read: number;
  serials_through: number;
  blank_pages: number;
  repeated_sheets: number;
  failures: number;
  uploaded_by: string;
  uploaded_by_name: string;
}

function fileOfRow(row: FileRow): ScanFile {
  return {
    unitCode: row.unit_code,
    batchId: row.batch_id,
    id: row.id,
    contentHash: row.content_hash,
    number: row.number,
    name: row.name,
    bytes: row.bytes,
    firstSheet: row.first_sheet ?? undefined,
    state: row.state,
    refusal: row.refusal ?? undefined,
    pages: row.pages ?? undefined,
    pagesRead: row.pages_read,
    serialsThrough: row.serials_through,
    blankPages: row.blank_pages,
    repeatedSheets: row.repeated_sheets,
    failures: row.failures,
    uploadedBy: row.uploaded_by,
    uploadedByName: row.uploaded_by_name,
  };
}

export async function insertScanBatch(tx: Queryable, batch: Omit<ScanBatchRow, 'stopped'>): Promise<void> {
  await sql`
    insert into scan_batch (unit_code, batch_id, two_readers) values (${batch.unitCode}, ${batch.batchId}, ${batch.twoReaders})
  `.execute(tx);
}

export async function readScanBatch(
  tx: Queryable,
  unitCode: string,
  batchId: string,
): Promise<ScanBatchRow | undefined> {
  const found = await sql<{ two_readers: boolean; stopped: boolean }>`
    select two_readers, stopped from scan_batch where unit_code = ${unitCode} and batch_id = ${batchId}
  `.execute(tx);
  const row = found.rows[0];
  return row && { unitCode, batchId, twoReaders: row.two_readers, stopped: row.stopped };
}

export async function setStopped(tx: Queryable, unitCode: string, batchId: string, stopped: boolean): Promise<void> {
  await sql`
    update scan_batch set stopped = ${stopped} where unit_code = ${unitCode} and batch_id = ${batchId}
  `.execute(tx);
}

/** In the order in which they came. */
export async function readScanFiles(tx: Queryable, unitCode: string, batchId: string): Promise<ScanFile[]> {
  const found = await sql<FileRow>`
    select * from scan_file where unit_code = ${unitCode} and batch_id = ${batchId} order by number
  `.execute(tx);
  return found.rows.map(fileOfRow);
}

/** The files of the unit with these bytes, in any batch, with the batch's code. */
export async function findSameFile(
  tx: Queryable,
  unitCode: string,
  contentHash: Buffer,
): Promise<{ file: ScanFile; batchCode: string }[]> {
  const found = await sql<FileRow & { code: string }>`
    select f.*, b.code from scan_file f join keying_batch b on b.unit_code = f.unit_code and b.id = f.batch_id
    where f.unit_code = ${unitCode} and f.content_hash = ${contentHash}
  `.execute(tx);
  return found.rows.map((row) => ({ file: fileOfRow(row), batchCode: row.code }));
}

export async function insertScanFile(tx: Queryable, file: ScanFile): Promise<void> {
  await sql`
    insert into scan_file (unit_code, batch_id, id, content_hash, number, name, bytes, first_sheet, state, uploaded_by, uploaded_by_name)
    select ${file.unitCode}, ${file.batchId}, ${file.id}, ${file.contentHash}, coalesce(max(number), 0) + 1, ${file.name}, ${file.bytes}::bigint,
           ${file.firstSheet ?? null}::int, 'waiting', ${file.uploadedBy}, ${file.uploadedByName}
    from scan_file where unit_code = ${file.unitCode} and batch_id = ${file.batchId}
  `.execute(tx);
}

type FileKey = Pick<ScanFile, 'unitCode' | 'batchId' | 'id'>;

/** How far a file is. Only what is given changes. */
export async function updateScanFile(
  tx: Queryable,
  { unitCode, batchId, id }: FileKey,
  change: Partial<
    Pick<
      ScanFile,
      'state' | 'refusal' | 'pages' | 'pagesRead' | 'serialsThrough' | 'failures' | 'blankPages' | 'repeatedSheets'
    >
  >,
): Promise<void> {
  await sql`
    update scan_file set
      state = coalesce(${change.state ?? null}::text, state),
      refusal = coalesce(${change.refusal ? JSON.stringify(change.refusal) : null}::jsonb, refusal),
      pages = coalesce(${change.pages ?? null}::int, pages),
      pages_read = coalesce(${change.pagesRead ?? null}::int, pages_read),
      serials_through = coalesce(${change.serialsThrough ?? null}::int, serials_through),
      blank_pages = coalesce(${change.blankPages ?? null}::int, blank_pages),
      repeated_sheets = coalesce(${change.repeatedSheets ?? null}::int, repeated_sheets),
      failures = coalesce(${change.failures ?? null}::int, failures)
    where unit_code = ${unitCode} and batch_id = ${batchId} and id = ${id}
  `.execute(tx);
}

/** Files whose sheets are written and whose serials are not: a power cut between the two. They come before everything else. */
export async function filesOwingSerials(tx: Queryable): Promise<ScanFile[]> {
  const found = await sql<FileRow>`
    select f.* from scan_file f where f.serials_through < f.pages_read
    and not exists (select 1 from keying_outcome o where o.unit_code = f.unit_code and o.batch_id = f.batch_id)
    order by unit_code, batch_id, number
  `.execute(tx);
  return found.rows.map(fileOfRow);
}

/** The waiting files of all batches that are neither stopped nor ended, batch by batch, in the order of their coming. */
export async function waitingScanFiles(tx: Queryable): Promise<ScanFile[]> {
  const found = await sql<FileRow>`
    select f.* from scan_file f
    join scan_batch b on b.unit_code = f.unit_code and b.batch_id = f.batch_id and not b.stopped
    where f.state = 'waiting'
      and not exists (select 1 from keying_outcome o where o.unit_code = f.unit_code and o.batch_id = f.batch_id)
    order by f.unit_code, f.batch_id, f.number
  `.execute(tx);
  return found.rows.map(fileOfRow);
}

/** Batches that have not ended, for clearing away what ended ones left on disk. */
export async function openScanBatchIds(tx: Queryable): Promise<Set<string>> {
  const found = await sql<{ batch_id: string }>`
    select batch_id from scan_batch b
    where not exists (select 1 from keying_outcome o where o.unit_code = b.unit_code and o.batch_id = b.batch_id)
  `.execute(tx);
  return new Set(found.rows.map((row) => row.batch_id));
}

/** Ids of the files of a batch whose originals are still wanted: to be read, or to be looked at again for their serials. */
export async function scanFilesToRead(tx: Queryable, batchId: string): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    select id from scan_file where batch_id = ${batchId} and (state = 'waiting' or serials_through < pages_read)
  `.execute(tx);
  return new Set(found.rows.map((row) => row.id));
}
