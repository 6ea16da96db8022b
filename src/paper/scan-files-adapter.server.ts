import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../kernel/result';
import type { Config } from '../platform/config';
import { pictureLimits } from './reading/picture-limits';
import type { KeptPicture } from './sheet-reader';

/** Everything of a batch lies in one folder, which goes with the batch: `in/` originals until read, pictures beside. */
function batchFolder(config: Pick<Config, 'dataDir'>, batchId: string): string {
  return join(config.dataDir, 'uploads', 'scans', batchId);
}

export function originalPath(config: Pick<Config, 'dataDir'>, batchId: string, fileId: string): string {
  return join(batchFolder(config, batchId), 'in', fileId);
}

export interface ReceivedFile {
  readonly contentHash: Buffer;
  readonly bytes: number;
}

export type ReceiveProblem =
  | { readonly type: 'file-too-large'; readonly maximumMegabytes: number }
  | { readonly type: 'file-empty' }
  | { readonly type: 'upload-cut-off' }
  | { readonly type: 'disk-full' };

/** Streams an upload to the disk, hashing on the way; memory holds one piece of it. Nothing stays of one that was cut off. */
export async function receiveFile(
  config: Pick<Config, 'dataDir'>,
  batchId: string,
  fileId: string,
  content: Readable,
): Promise<Result<ReceivedFile, ReceiveProblem>> {
  const path = originalPath(config, batchId, fileId);
  await mkdir(join(batchFolder(config, batchId), 'in'), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  let tooLarge = false;
  const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > pictureLimits.fileBytes) {
        tooLarge = true;
        throw new Error('too large');
      }
      hash.update(piece);
      yield piece;
    }
  };
  try {
    await pipeline(content, counted, createWriteStream(`${path}.part`, { flush: true, mode: 0o600 }));
    await rename(`${path}.part`, path);
  } catch (error) {
    await rm(`${path}.part`, { force: true });
    if (tooLarge) return fail({ type: 'file-too-large', maximumMegabytes: pictureLimits.fileBytes / 1024 / 1024 });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return fail({ type: 'disk-full' });
    return fail({ type: 'upload-cut-off' });
  }
  if (bytes === 0) {
    await removeOriginal(config, batchId, fileId);
    return fail({ type: 'file-empty' });
  }
  return ok({ contentHash: hash.digest(), bytes });
}

export async function hasOriginal(config: Pick<Config, 'dataDir'>, batchId: string, fileId: string): Promise<boolean> {
  return stat(originalPath(config, batchId, fileId)).then(
    () => true,
    () => false,
  );
}

/** Milliseconds since an upload was written; undefined where it is gone. */
export async function originalAge(
  config: Pick<Config, 'dataDir'>,
  batchId: string,
  fileId: string,
): Promise<number | undefined> {
  const written = await stat(originalPath(config, batchId, fileId)).catch(() => undefined);
  return written && Date.now() - written.mtimeMs;
}

/** Only the original of an upload may show serial and answers together: it goes as soon as its pages are read. */
export async function removeOriginal(config: Pick<Config, 'dataDir'>, batchId: string, fileId: string): Promise<void> {
  await rm(originalPath(config, batchId, fileId), { force: true });
}

/** The same bytes came again for a file that was cancelled. */
export async function renameOriginal(
  config: Pick<Config, 'dataDir'>,
  batchId: string,
  from: string,
  to: string,
): Promise<void> {
  await rename(originalPath(config, batchId, from), originalPath(config, batchId, to));
}

/** Pictures are named by the stamped number of the sheet. */
function picturePath(config: Pick<Config, 'dataDir'>, batchId: string, picture: PictureName): string {
  return join(batchFolder(config, batchId), `${picture.sheet}-${picture.attempt}-${picture.page}.jpg`);
}

export interface PictureName {
  readonly sheet: number;
  readonly attempt: number;
  /** 1 = front. */
  readonly page: number;
}

export async function keepPicture(
  config: Pick<Config, 'dataDir'>,
  batchId: string,
  name: PictureName,
  { jpeg }: KeptPicture,
): Promise<void> {
  // On the disk before the books say that the sheet was read: the original goes, and nothing else could show it.
  await writeFile(picturePath(config, batchId, name), jpeg, { mode: 0o600, flush: true });
}

export async function readPicture(
  config: Pick<Config, 'dataDir'>,
  batchId: string,
  name: PictureName,
): Promise<Uint8Array | undefined> {
  return readFile(picturePath(config, batchId, name)).catch(() => undefined);
}

export async function removeBatchFolder(config: Pick<Config, 'dataDir'>, batchId: string): Promise<void> {
  await rm(batchFolder(config, batchId), { recursive: true, force: true });
}

/** Ids of batches that have a folder. */
export async function batchFolders(config: Pick<Config, 'dataDir'>): Promise<string[]> {
  return readdir(join(config.dataDir, 'uploads', 'scans')).catch(() => []);
}

/**
 * Uploads that nobody is writing any more and the books do not know: the power went before they were queued. Touched within
 * `quietMilliseconds` they may still be on their way. Returns how many went.
 */
export async function removeUnqueued(
  config: Pick<Config, 'dataDir'>,
  batchId: string,
  known: ReadonlySet<string>,
  quietMilliseconds: number,
): Promise<number> {
  const folder = join(batchFolder(config, batchId), 'in');
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const touched = await stat(join(folder, name)).catch(() => undefined);
    if (known.has(name) || !touched || Date.now() - touched.mtimeMs < quietMilliseconds) continue;
    await rm(join(folder, name), { force: true });
    removed += 1;
  }
  return removed;
}

/** Makes what was written to the folder's list of files survive a power cut. */
export async function syncFolder(config: Pick<Config, 'dataDir'>, batchId: string): Promise<void> {
  const handle = await open(join(batchFolder(config, batchId), 'in'), 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
