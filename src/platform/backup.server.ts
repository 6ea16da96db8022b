import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { fail, ok, type Result } from '../kernel/result';
import { type DatabaseAddress, type Db, openDb, openPool, type Tx } from './database.server';

/** The folders of the data folder that are kept beside the database. */
export const keptFolders = ['keys', 'uploads'] as const;
export const backupFormat = 'hailong-backup';
export const backupVersion = 1;
const mostRowsPerFetch = 2_000;
const bytesPerFetch = 8 * 1024 * 1024;
const bytesPerLine = 384 * 1024;

export interface BackupManifest {
  readonly format: typeof backupFormat;
  readonly version: number;
  readonly createdAt: string;
  readonly migrations: readonly string[];
}

export interface BackupSummary {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}

export type BackupProblem =
  | { readonly type: 'file-exists'; readonly file: string }
  | { readonly type: 'file-unwritable'; readonly detail: string };

interface BackupInput {
  readonly address: DatabaseAddress;
  readonly dataDir: string;
  readonly file: string;
  readonly at: Date;
}

/**
 * Everything in one file (docs/formats/backup.md): every table as of one instant, keys and uploads; gzip of JSON lines, so
 * that it fits another PostgreSQL version or an external server. Works while the server runs. The file holds keys and
 * password hashes: only its owner may read it.
 */
export async function backUp(input: BackupInput): Promise<Result<BackupSummary, BackupProblem>> {
  if (await exists(input.file)) return fail({ type: 'file-exists', file: input.file });
  const unfinished = `${input.file}.unfinished`;
  const pool = openPool({ connection: { ...input.address.connection, options: '-c timezone=UTC' } }, { max: 1 });
  const db = openDb(pool);
  const counted = { tables: 0, rows: 0, files: 0 };
  try {
    await mkdir(dirname(input.file), { recursive: true });
    await pipeline(
      Readable.from(backupLines(db, input, counted)),
      createGzip({ level: 6 }),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
    await rename(unfinished, input.file);
    return ok({ file: input.file, ...counted, bytes: (await lstat(input.file)).size });
  } catch (error) {
    await rm(unfinished, { force: true });
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (/^E[A-Z]+$/.test(code)) return fail({ type: 'file-unwritable', detail: (error as Error).message });
    throw error;
  } finally {
    await db.destroy();
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

async function* backupLines(
  db: Db,
  input: BackupInput,
  counted: { tables: number; rows: number; files: number },
): AsyncGenerator<string | Buffer> {
  // Readable.from pulls: the transaction stays open exactly as long as lines are taken.
  const channel = new LineChannel();
  const written = db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const applied = await sql<{ name: string }>`select name from migration order by name`.execute(tx);
      const manifest: BackupManifest = {
        format: backupFormat,
        version: backupVersion,
        createdAt: input.at.toISOString(),
        migrations: applied.rows.map(({ name }) => name),
      };
      await channel.put(line(manifest));
      for (const table of await tablesInOrder(tx)) {
        counted.tables += 1;
        counted.rows += await putTable(tx, table, channel);
      }
    })
    .then(
      () => channel.close(),
      (error: unknown) => channel.close(error),
    );
  yield* channel.lines();
  await written;
  for (const folder of keptFolders) {
    for await (const { path, file } of filesBelow(join(input.dataDir, folder), folder)) {
      counted.files += 1;
      yield line({ file: path });
      for await (const chunk of createReadStream(file, { highWaterMark: bytesPerLine }))
        yield line({ data: (chunk as Buffer).toString('base64') });
    }
  }
  yield line({ end: true, ...counted });
}

/** One line handed over at a time between the transaction that writes and the file that reads. */
class LineChannel {
  private waiting: { text: string; taken: () => void } | undefined;
  private wake: (() => void) | undefined;
  private ended = false;
  private error: unknown;

  put(text: string): Promise<void> {
    return new Promise((taken) => {
      this.waiting = { text, taken };
      this.wake?.();
    });
  }

  close(error?: unknown): void {
    this.ended = true;
    this.error = error;
    this.wake?.();
  }

  async *lines(): AsyncGenerator<string> {
    for (;;) {
      const current = this.waiting;
      if (current !== undefined) {
        this.waiting = undefined;
        yield current.text;
        current.taken();
      } else if (this.ended) {
        if (this.error !== undefined) throw this.error;
        return;
      } else {
        await new Promise<void>((wake) => {
          this.wake = wake;
        });
      }
    }
  }
}

/** Tables that others point to come first, so that they can be filled in this order. */
export async function tablesInOrder(tx: Tx | Db): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration' order by c.relname
  `.execute(tx);
  const references = await sql<{ child: string; parent: string }>`
    select c.relname as child, p.relname as parent from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid where k.contype = 'f' and k.conrelid <> k.confrelid
  `.execute(tx);
  const ordered: string[] = [];
  const visit = (name: string, above: readonly string[]): void => {
    if (ordered.includes(name) || above.includes(name)) return;
    for (const { child, parent } of references.rows) if (child === name) visit(parent, [...above, name]);
    ordered.push(name);
  };
  for (const { name } of tables.rows) visit(name, []);
  return ordered;
}

/** Rows as PostgreSQL's own JSON text, never parsed here: bytes as hex, big numbers whole. */
async function putTable(tx: Tx, table: string, channel: LineChannel): Promise<number> {
  await channel.put(line({ table }));
  await sql`declare backup_rows no scroll cursor for select row_to_json(t)::text as row from ${sql.table(table)} t`.execute(
    tx,
  );
  const perFetch = await rowsPerFetch(tx, table);
  let count = 0;
  for (;;) {
    const fetched = await sql<{ row: string }>`fetch ${sql.raw(String(perFetch))} from backup_rows`.execute(tx);
    if (fetched.rows.length === 0) break;
    count += fetched.rows.length;
    await channel.put(fetched.rows.map(({ row }) => `${row}\n`).join(''));
  }
  await sql`close backup_rows`.execute(tx);
  return count;
}

/** Few at a time where rows hold whole files. */
async function rowsPerFetch(tx: Tx, table: string): Promise<number> {
  const found = await sql<{ bytes: number }>`
    select pg_table_size(${`"${table}"`}::regclass)::float8 / greatest((select count(*) from ${sql.table(table)}), 1) as bytes
  `.execute(tx);
  return Math.max(1, Math.min(mostRowsPerFetch, Math.floor(bytesPerFetch / Math.max(1, found.rows[0]?.bytes ?? 1))));
}

async function* filesBelow(folder: string, path: string): AsyncGenerator<{ path: string; file: string }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const below = { path: `${path}/${entry.name}`, file: join(folder, entry.name) };
    if (entry.isDirectory()) yield* filesBelow(below.file, below.path);
    else if (entry.isFile()) yield below;
  }
}

/** Keeps a restored file to its folder: a path in a backup may not lead out of it. */
export function isKeptPath(path: string): boolean {
  const parts = path.split('/');
  return (
    (keptFolders as readonly string[]).includes(parts[0] ?? '') &&
    parts.length > 1 &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..') &&
    !path.includes('\\') &&
    !path.includes('\0')
  );
}
