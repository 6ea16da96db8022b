import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { fail, ok, type Result } from '../kernel/result';

export interface ZipLimits {
  readonly maxUnpackedBytes: number;
  /** Rows of any one worksheet (`</row>`); undefined where the file is no workbook. */
  readonly maxRows?: number;
}

export type ZipProblem =
  | { readonly type: 'damaged-file' }
  | { readonly type: 'encrypted-file' }
  | { readonly type: 'unpacks-too-large'; readonly limitMegabytes: number }
  | { readonly type: 'too-many-rows'; readonly limit: number };

const maxEntries = 2000;

/**
 * Looks into a .xlsx or .docx before any parser does. Declared sizes first: a bomb that admits its size is refused in milliseconds.
 * Then every entry is unpacked and thrown away, chunk by chunk: one that lies is refused at the limit, and so is a sheet of too
 * many rows. Returns the names inside.
 */
export async function inspectZip(bytes: Uint8Array, limits: ZipLimits): Promise<Result<string[], ZipProblem>> {
  const tooLarge = fail({
    type: 'unpacks-too-large',
    limitMegabytes: Math.round(limits.maxUnpackedBytes / 1_048_576),
  } as const);
  const zip = await openZip(bytes);
  if (zip === undefined) return fail({ type: 'damaged-file' });
  try {
    const entries = await listEntries(zip);
    if (entries === undefined || entries.length === 0) return fail({ type: 'damaged-file' });
    if (entries.some((entry) => entry.isEncrypted())) return fail({ type: 'encrypted-file' });
    const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    if (declared > limits.maxUnpackedBytes || entries.length > maxEntries) return tooLarge;
    let left = limits.maxUnpackedBytes;
    for (const entry of entries) {
      const isSheet = /^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName);
      const unpacked = await unpack(zip, entry, left, isSheet ? limits.maxRows : undefined);
      if (unpacked === 'damaged') return fail({ type: 'damaged-file' });
      if (unpacked === 'too-large') return tooLarge;
      if (unpacked === 'too-many-rows') return fail({ type: 'too-many-rows', limit: limits.maxRows ?? 0 });
      left -= unpacked;
    }
    return ok(entries.map((entry) => entry.fileName));
  } finally {
    zip.close();
  }
}

async function openZip(bytes: Uint8Array): Promise<yauzl.ZipFile | undefined> {
  const open = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);
  try {
    return await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    });
  } catch {
    return undefined;
  }
}

function listEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[] | undefined> {
  return new Promise((resolve) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length > maxEntries) resolve(entries);
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', () => resolve(undefined));
    zip.readEntry();
  });
}

/** Bytes the entry really unpacks to, or why not. Nothing is kept. */
function unpack(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  maxBytes: number,
  maxRows: number | undefined,
): Promise<number | 'damaged' | 'too-large' | 'too-many-rows'> {
  return new Promise((resolve) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return resolve('damaged');
      let total = 0;
      let rows = 0;
      let tail = '';
      stream.on('data', (chunk: Buffer) => {
        total += chunk.length;
        if (maxRows !== undefined) {
          const text = tail + chunk.toString('latin1');
          rows += text.split(':row>').length + text.split('/row>').length - 2;
          // A closing tag cut by the chunk's end is put together again; four characters cannot hold a whole `/row>`.
          tail = text.slice(-4);
        }
        if (total > maxBytes) stop('too-large');
        else if (maxRows !== undefined && rows > maxRows + 1) stop('too-many-rows');
      });
      stream.on('end', () => resolve(total));
      stream.on('error', () => resolve('damaged'));
      function stop(reason: 'too-large' | 'too-many-rows'): void {
        resolve(reason);
        stream.destroy();
      }
    });
  });
}
