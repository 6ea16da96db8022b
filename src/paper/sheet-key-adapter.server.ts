import { randomBytes } from 'node:crypto';
import { access, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from '../kernel/bytes';
import { fail, ok, type Result } from '../kernel/result';

/** The secret behind the check fragment of every sheet's code; whoever holds it can make sheets (docs/formats/ballot-layout.md). */
export interface SheetKey {
  readonly bytes: Uint8Array;
  /** `test`: known to everyone, for trying out; never for ballots that count. */
  readonly kind: 'file' | 'test';
}

export type SheetKeyProblem =
  | { readonly type: 'key-unreadable'; readonly file: string; readonly detail: string }
  | { readonly type: 'not-a-key'; readonly file: string };

export const testSheetKey: SheetKey = { bytes: Buffer.from('hailong-test-key-not-for-ballots'), kind: 'test' };

/** Beside the other keys of the data folder, so that backups keep it (docs/formats/backup.md). */
export function sheetKeyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'paper.key');
}

/** `--key`: 32 bytes, or their 64 hexadecimal digits. */
export async function readSheetKey(file: string): Promise<Result<SheetKey, SheetKeyProblem>> {
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch (error) {
    return fail({ type: 'key-unreadable', file, detail: (error as Error).message });
  }
  if (content.length === 32) return ok({ bytes: content, kind: 'file' });
  const digits = content.toString('latin1').trim();
  return /^[0-9a-f]{64}$/i.test(digits)
    ? ok({ bytes: Buffer.from(digits, 'hex'), kind: 'file' })
    : fail({ type: 'not-a-key', file });
}

/** The office's own key; made at first use, whole or not at all, also when two processes come at once. */
export async function officeSheetKey(dataDir: string): Promise<Result<SheetKey, SheetKeyProblem>> {
  const file = sheetKeyFile(dataDir);
  const made = `${file}.${randomId()}`;
  try {
    await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
    if (!(await isThere(file))) {
      await writeFile(made, randomBytes(32), { mode: 0o600, flag: 'wx' });
      await link(made, file)
        .catch(unlessThere)
        .finally(() => rm(made));
    }
  } catch (error) {
    return fail({ type: 'key-unreadable', file, detail: (error as Error).message });
  }
  return readSheetKey(file);
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Who came second takes the first one's. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** For commands: `--key`, else the data folder's where the folder exists, else the test key. */
export async function sheetKeyFor(
  given: string | undefined,
  dataDir: string,
  hasDataFolder: boolean,
): Promise<Result<SheetKey, SheetKeyProblem>> {
  if (given !== undefined) return readSheetKey(given);
  return hasDataFolder ? officeSheetKey(dataDir) : ok(testSheetKey);
}
