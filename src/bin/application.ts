import { access, chown, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { fail, ok, type Result } from '../kernel/result';
import type { App } from '../platform/app';
import { type Clock, frozenClock, systemClock } from '../platform/clock';
import type { Config } from '../platform/config';
import {
  type DatabaseAddress,
  type Db,
  migrate,
  type MigrationProblem,
  openDb,
  openPool,
} from '../platform/database.server';
import { type EmbeddedProblem, startEmbedded } from '../platform/embedded-postgres.server';
import { projectFolder } from './project-folder';

export type StartProblem =
  | EmbeddedProblem
  | MigrationProblem
  | { readonly type: 'database-unreachable'; readonly detail: string }
  | { readonly type: 'database-too-old'; readonly version: string }
  | { readonly type: 'data-folder-unusable'; readonly folder: string; readonly detail: string }
  | { readonly type: 'clock-behind'; readonly now: Date; readonly latest: Date };

export interface OpenApplication {
  readonly app: App;
  /** Connects as the owner of the tables: backup and restore. */
  readonly ownerAddress: DatabaseAddress;
  /** The embedded database's process now; undefined with an external one. */
  databasePid(): number | undefined;
  close(): Promise<void>;
}

interface OpenDatabase {
  readonly address: DatabaseAddress;
  readonly appAddress: DatabaseAddress;
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Stands beside the living example's data once its simulated year is complete. */
export const exampleMarker = 'example-complete';

/** The living example stands still on this morning, between the third and the fourth quarter's end. */
export const demoInstant = new Date('2025-10-20T09:00:00+07:00');
const poolSize = 20;
/** Two machines' clocks may differ by this much without anything being wrong. */
const toleratedMilliseconds = 5 * 60_000;
/** This program did not exist before: an earlier clock has lost its battery. */
const earliestBelievable = new Date('2025-07-01T00:00:00+07:00');

/** Opens the data folder and the database, migrates, and hands out what every door needs. */
export async function openApplication(config: Config): Promise<Result<OpenApplication, StartProblem>> {
  const folder = await prepareFolders(config.dataDir);
  if (!folder.ok) return folder;
  const opened =
    config.databaseUrl === undefined
      ? await startEmbedded({ dataDir: config.dataDir })
      : await openExternal(config.databaseUrl);
  if (!opened.ok) return opened;
  const database: OpenDatabase = opened.value;
  if (config.demo) await clearHalfMadeExample(config, database.address);
  const migrated = await migrate(database.address, join(projectFolder, 'migrations'));
  if (!migrated.ok) {
    await database.stop();
    return migrated;
  }
  const pool = openPool(database.appAddress, { max: poolSize });
  const db = openDb(pool);
  const clock: Clock = config.demo ? frozenClock(demoInstant) : systemClock;
  const close = async (): Promise<void> => {
    await db.destroy();
    await database.stop();
  };
  const checked = config.acceptClock || config.demo ? ok(undefined) : await checkClock(db, clock.now());
  if (!checked.ok) {
    await close();
    return checked;
  }
  const app: App = { db, pool, clock, config };
  return ok({ app, ownerAddress: database.address, databasePid: () => database.pid(), close });
}

/** A first start of the living example that was cut off begins anew: its data are simulated anyway. */
async function clearHalfMadeExample(config: Config, address: DatabaseAddress): Promise<void> {
  const marker = join(config.dataDir, exampleMarker);
  const isComplete = await access(marker).then(
    () => true,
    () => false,
  );
  if (isComplete) return;
  const pool = openPool({ connection: { ...address.connection, options: '' } }, { max: 1 });
  await pool.query('drop schema public cascade; create schema public');
  await pool.end();
}

async function prepareFolders(dataDir: string): Promise<Result<void, StartProblem>> {
  try {
    await mkdir(dataDir, { recursive: true });
    const { uid, gid } = await stat(dataDir);
    for (const name of ['uploads', 'keys']) {
      const made = await mkdir(join(dataDir, name), { recursive: true, mode: 0o700 });
      if (made !== undefined && process.getuid?.() === 0) await chown(made, uid, gid);
    }
    return ok(undefined);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return fail({ type: 'disk-full', folder: dataDir });
    return fail({ type: 'data-folder-unusable', folder: dataDir, detail: (error as Error).message });
  }
}

async function openExternal(url: string): Promise<Result<OpenDatabase, StartProblem>> {
  const address: DatabaseAddress = { connection: { connectionString: url } };
  const pool = openPool({ connection: { ...address.connection, options: '-c timezone=UTC' } }, { max: 1 });
  try {
    const found = await pool.query<{ number: number; version: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    );
    const server = found.rows[0];
    if (server && server.number < 150_000) return fail({ type: 'database-too-old', version: server.version });
    return ok({ address, appAddress: address, pid: () => undefined, stop: async () => undefined });
  } catch (error) {
    // The address may hold a password: only the driver's message is shown.
    return fail({ type: 'database-unreachable', detail: (error as Error).message });
  } finally {
    await pool.end();
  }
}

/** A clock behind the log would date new events before old ones. */
export async function checkClock(db: Db, now: Date): Promise<Result<void, StartProblem>> {
  const found = await sql<{ latest: Date | null }>`select max(at) as latest from log_entry`.execute(db);
  const latest = found.rows[0]?.latest ?? earliestBelievable;
  const floor = latest > earliestBelievable ? latest : earliestBelievable;
  if (now.getTime() + toleratedMilliseconds >= floor.getTime()) return ok(undefined);
  return fail({ type: 'clock-behind', now, latest: floor });
}
