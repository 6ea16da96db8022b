import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import { fail, ok, type Result } from '../kernel/result';
import {
  backupFormat,
  type BackupManifest,
  backupVersion,
  isKeptPath,
  keptFolders,
  tablesInOrder,
} from './backup.server';
import { type DatabaseAddress, inTransaction, migrate, openDb, openPool, type Tx } from './database.server';

export type RestoreProblem =
  | { readonly type: 'not-a-backup'; readonly file: string }
  | { readonly type: 'backup-damaged'; readonly detail: string }
  | { readonly type: 'backup-too-new'; readonly detail: string }
  | { readonly type: 'data-not-empty'; readonly folder: string };

export interface RestoreSummary {
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

interface RestoreInput {
  readonly address: DatabaseAddress;
  readonly dataDir: string;
  readonly file: string;
  readonly migrationsFolder: string;
  readonly knownMigrations: ReadonlySet<string>;
}

const rowsPerInsert = 1_000;
const charactersPerInsert = 16 * 1024 * 1024;

/** Into an empty database only, all of it or nothing; then the migrations that came after the backup move the old rows. */
export async function restore(input: RestoreInput): Promise<Result<RestoreSummary, RestoreProblem>> {
  const lines = backupFileLines(input.file);
  try {
    const manifest = parseManifest((await lines.next()).value);
    if (manifest === undefined) return fail({ type: 'not-a-backup', file: input.file });
    const unknown = manifest.migrations.find((name) => !input.knownMigrations.has(name));
    if (manifest.version > backupVersion || unknown !== undefined)
      return fail({ type: 'backup-too-new', detail: unknown ?? `format ${manifest.version}` });
    if (!(await isEmpty(input.address))) return fail({ type: 'data-not-empty', folder: input.dataDir });
    await migrate(input.address, input.migrationsFolder, new Set(manifest.migrations));
    const loaded = await load(input, lines);
    if (!loaded.ok) return loaded;
    await migrate(input.address, input.migrationsFolder);
    return ok({ createdAt: manifest.createdAt, ...loaded.value });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code.startsWith('Z_') || code === 'ERR_BACKUP_LINE')
      return fail({ type: 'backup-damaged', detail: (error as Error).message });
    if (code === 'ENOENT' || code === 'EISDIR') return fail({ type: 'not-a-backup', file: input.file });
    throw error;
  }
}

async function* backupFileLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unzipped = source.pipe(createGunzip());
  source.on('error', (error) => unzipped.destroy(error));
  let failure: unknown;
  unzipped.on('error', (error) => {
    failure = error;
  });
  for await (const text of createInterface({ input: unzipped, crlfDelay: Infinity })) yield text;
  if (failure !== undefined) throw failure;
}

function parseManifest(text: string | void): BackupManifest | undefined {
  try {
    const value = JSON.parse(text ?? '') as BackupManifest;
    return value.format === backupFormat && Array.isArray(value.migrations) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Migrated or not: nobody has worked in it yet. */
async function isEmpty(address: DatabaseAddress): Promise<boolean> {
  const db = openDb(openPool({ connection: { ...address.connection, options: '-c timezone=UTC' } }, { max: 1 }));
  try {
    const there = await sql<{ there: boolean }>`select to_regclass('public.log_entry') is not null as there`.execute(
      db,
    );
    if (there.rows[0]?.there !== true) return true;
    const entries = await sql`select 1 from log_entry limit 1`.execute(db);
    return entries.rows.length === 0;
  } finally {
    await db.destroy();
  }
}

async function load(
  input: RestoreInput,
  lines: AsyncGenerator<string>,
): Promise<Result<Omit<RestoreSummary, 'createdAt'>, RestoreProblem>> {
  const db = openDb(openPool({ connection: { ...input.address.connection, options: '-c timezone=UTC' } }, { max: 1 }));
  const staging = join(input.dataDir, 'restoring');
  await rm(staging, { recursive: true, force: true });
  try {
    const loaded = await inTransaction(db, async (tx) => {
      const tables = await tablesInOrder(tx);
      await setTriggers(tx, tables, 'disable');
      await sql.raw(`truncate ${tables.map((name) => `"${name}"`).join(', ')}`).execute(tx);
      const summary = await loadLines(tx, new Set(tables), lines, staging);
      if (summary === undefined)
        return fail({ type: 'backup-damaged' as const, detail: 'the file ends too early or does not count up' });
      for (const table of tables) await advanceSequences(tx, table);
      await setTriggers(tx, tables, 'enable');
      return ok(summary);
    });
    if (!loaded.ok) return loaded;
    for (const folder of keptFolders) {
      await mkdir(join(staging, folder), { recursive: true, mode: 0o700 });
      await rm(join(input.dataDir, folder), { recursive: true, force: true });
      await rename(join(staging, folder), join(input.dataDir, folder));
    }
    return loaded;
  } finally {
    await db.destroy();
    await rm(staging, { recursive: true, force: true });
  }
}

/** The owner's right; append-only tables refuse even an owner's TRUNCATE otherwise. Foreign keys stay in force. */
async function setTriggers(tx: Tx, tables: readonly string[], state: 'enable' | 'disable'): Promise<void> {
  for (const table of tables) await sql.raw(`alter table "${table}" ${state} trigger user`).execute(tx);
}

/** Undefined when the file does not end as a whole backup ends. */
async function loadLines(
  tx: Tx,
  tables: ReadonlySet<string>,
  lines: AsyncGenerator<string>,
  staging: string,
): Promise<Omit<RestoreSummary, 'createdAt'> | undefined> {
  const counted = { tables: 0, rows: 0, files: 0 };
  let table: string | undefined;
  let file: string | undefined;
  let rows: string[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (table !== undefined && rows.length > 0) await insertRows(tx, table, rows);
    counted.rows += rows.length;
    rows = [];
    characters = 0;
  };
  for await (const text of lines) {
    const marker = /^\{"(table|file|data|end)":/.exec(text)?.[1];
    if (marker === undefined || (marker !== 'end' && table !== undefined && isRowOf(text, marker))) {
      rows.push(text);
      characters += text.length;
      if (rows.length >= rowsPerInsert || characters > charactersPerInsert) await flush();
      continue;
    }
    const value = parseLine(text);
    if (marker === 'table') {
      await flush();
      table = String(value['table']);
      if (!tables.has(table)) throw damaged(`unknown table ${table}`);
      counted.tables += 1;
    } else if (marker === 'file') {
      await flush();
      table = undefined;
      file = await beginFile(staging, String(value['file']));
      counted.files += 1;
    } else if (marker === 'data' && file !== undefined) {
      await appendFile(file, Buffer.from(String(value['data']), 'base64'));
    } else if (marker === 'end') {
      await flush();
      return value['tables'] === counted.tables && value['rows'] === counted.rows && value['files'] === counted.files
        ? counted
        : undefined;
    }
  }
  return undefined;
}

/** A row whose first column is named like one of our markers has more than that one key. */
function isRowOf(text: string, marker: string): boolean {
  return Object.keys(parseLine(text)).length > 1 || marker === 'data';
}

function parseLine(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw damaged('a line is not JSON');
  }
}

function damaged(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_BACKUP_LINE' });
}

async function beginFile(staging: string, path: string): Promise<string> {
  if (!isKeptPath(path)) throw damaged(`a file outside the data folder: ${path}`);
  const file = join(staging, path);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, '', { mode: 0o600 });
  return file;
}

async function insertRows(tx: Tx, table: string, rows: readonly string[]): Promise<void> {
  const columns = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
  `.execute(tx);
  const list = sql.join(columns.rows.map(({ name }) => sql.ref(name)));
  await sql`
    insert into ${sql.table(table)} (${list}) overriding system value
    select ${list} from json_populate_recordset(null::${sql.table(table)}, ${`[${rows.join(',')}]`}::json)
  `.execute(tx);
}

async function advanceSequences(tx: Tx, table: string): Promise<void> {
  const columns = await sql<{ name: string; sequence: string }>`
    select attname as name, pg_get_serial_sequence(${`"${table}"`}, attname) as sequence from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and pg_get_serial_sequence(${`"${table}"`}, attname) is not null
  `.execute(tx);
  for (const { name, sequence } of columns.rows) {
    await sql`select setval(${sequence}, coalesce((select max(${sql.ref(name)}) from ${sql.table(table)}), 0) + 1, false)`.execute(
      tx,
    );
  }
}
