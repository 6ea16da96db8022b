import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../kernel/result';
import { detectDelimiter, parseCsv } from './csv';
import { decodeText } from './decode-text';
import { inspectZip } from './inspect-zip.server';
import {
  defaultLimits,
  type RawSheet,
  type SheetTable,
  type SpreadsheetProblem,
  type TableLimits,
} from './spreadsheet';
import { tableFrom } from './table-from-sheet';
import { workbookWorkerSource, type WorkbookReply } from './workbook-worker-source';

/** Lines above the table that do not count as rows. */
const titleLines = 20;

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The one way a spreadsheet enters: CSV (UTF-8, UTF-16, Windows-1258; comma, semicolon, tab) or XLSX, told apart by their bytes.
 * The first visible sheet is read. Formulas are never evaluated: the value Excel kept is taken, with a warning.
 */
export async function readTable(
  file: UploadedFile,
  limits: Partial<TableLimits> = {},
): Promise<Result<SheetTable, SpreadsheetProblem>> {
  const all = { ...defaultLimits, ...limits };
  const bytes = file.bytes;
  if (bytes.length === 0) return fail({ type: 'empty-file' });
  if (bytes.length > all.maxBytes) {
    return fail({
      type: 'file-too-large',
      megabytes: Math.ceil(bytes.length / 1_048_576),
      limitMegabytes: Math.floor(all.maxBytes / 1_048_576),
    });
  }
  const raw = await readRaw(bytes, all);
  return raw.ok ? tableFrom(raw.value, all) : raw;
}

async function readRaw(bytes: Uint8Array, limits: TableLimits): Promise<Result<RawSheet, SpreadsheetProblem>> {
  if (startsWith(bytes, [0x50, 0x4b])) return readWorkbook(bytes, limits);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    const encrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return fail({ type: encrypted ? 'encrypted-file' : 'old-excel-file' });
  }
  return readCsv(bytes, limits);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function readCsv(bytes: Uint8Array, limits: TableLimits): Result<RawSheet, SpreadsheetProblem> {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return fail({ type: 'not-a-spreadsheet' });
  const lines = parseCsv(decoded.text, detectDelimiter(decoded.text), limits.maxRows + titleLines);
  if (!lines.ok) return lines.error.type === 'too-many-rows' ? fail({ ...lines.error, limit: limits.maxRows }) : lines;
  const { encoding } = decoded;
  return ok({
    sheet: '',
    lines: lines.value,
    warnings: encoding === 'utf-8' ? [] : [{ type: 'decoded-as', encoding }],
  });
}

async function readWorkbook(bytes: Uint8Array, limits: TableLimits): Promise<Result<RawSheet, SpreadsheetProblem>> {
  const names = await inspectZip(bytes, {
    maxUnpackedBytes: limits.maxUnpackedBytes,
    maxRows: limits.maxRows + titleLines,
  });
  if (!names.ok) return names.error.type === 'too-many-rows' ? fail({ ...names.error, limit: limits.maxRows }) : names;
  if (!names.value.some((name) => name.toLowerCase() === 'xl/workbook.xml')) return fail({ type: 'not-a-spreadsheet' });
  return inTurn(() => parseInWorker(bytes, limits));
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** One workbook at a time: however many people upload at once, the memory of one worker is used. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work, work);
  lastTurn = turn;
  return turn;
}

function parseInWorker(bytes: Uint8Array, limits: TableLimits): Promise<Result<RawSheet, SpreadsheetProblem>> {
  const hucre = pathToFileURL(createRequire(import.meta.url).resolve('hucre/xlsx')).href;
  return new Promise((resolve) => {
    const worker = new Worker(workbookWorkerSource, {
      eval: true,
      execArgv: [],
      env: {},
      workerData: { hucre, bytes, maxRows: limits.maxRows, maxColumns: limits.maxColumns },
      resourceLimits: { maxOldGenerationSizeMb: limits.workerMemoryMegabytes },
    });
    const timer = setTimeout(() => finish(fail({ type: 'took-too-long' })), limits.timeoutMilliseconds);
    function finish(result: Result<RawSheet, SpreadsheetProblem>): void {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    }
    worker.once('message', (reply: WorkbookReply) => finish(reply.ok ? ok(reply.value) : fail(reply.error)));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const limitMegabytes = Math.round(limits.maxUnpackedBytes / 1_048_576);
      finish(fail(outOfMemory ? { type: 'unpacks-too-large', limitMegabytes } : { type: 'damaged-file' }));
    });
  });
}
