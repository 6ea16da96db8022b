import type pg from 'pg';
import { fail, ok, type Result } from '../../kernel/result';
import { type ActionContext } from '../../platform/action-context';
import { frozenClock, systemClock } from '../../platform/clock';
import type { Config } from '../../platform/config';
import { type DatabaseAddress, openDb, openPool } from '../../platform/database.server';
import { findRunningEmbedded, startEmbedded } from '../../platform/embedded-postgres.server';
import { demoInstant, openApplication, type StartProblem } from '../application';

export interface CommandDatabase {
  readonly context: ActionContext & { readonly pool: pg.Pool };
  readonly ownerAddress: DatabaseAddress;
  close(): Promise<void>;
}

/** Beside a running server through its socket; otherwise the database is started for the command and stopped after it. */
export async function openForCommand(config: Config): Promise<Result<CommandDatabase, StartProblem>> {
  const running = config.databaseUrl === undefined ? await findRunningEmbedded(config.dataDir) : undefined;
  if (running === undefined) {
    const opened = await openApplication({ ...config, demo: false });
    if (!opened.ok) return opened;
    const { app, ownerAddress, close } = opened.value;
    return ok({ context: { db: app.db, pool: app.pool, clock: clockOf(config) }, ownerAddress, close });
  }
  const pool = openPool(running, { max: 4 });
  const db = openDb(pool);
  return ok({ context: { db, pool, clock: clockOf(config) }, ownerAddress: running, close: () => db.destroy() });
}

export type EmptyProblem = StartProblem | { readonly type: 'server-running' };

/** For a restore: a database that nobody uses, not yet migrated. */
export async function openEmptyDatabase(
  config: Config,
): Promise<Result<{ readonly address: DatabaseAddress; close(): Promise<void> }, EmptyProblem>> {
  if (config.databaseUrl !== undefined) {
    return ok({ address: { connection: { connectionString: config.databaseUrl } }, close: async () => undefined });
  }
  const started = await startEmbedded({ dataDir: config.dataDir });
  if (started.ok) return ok({ address: started.value.address, close: () => started.value.stop() });
  return started.error.type === 'already-running' ? fail({ type: 'server-running' }) : started;
}

function clockOf(config: Config) {
  return config.demo ? frozenClock(demoInstant) : systemClock;
}
