import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/platform/database.server';
import { clusterDirOf, startEmbedded } from '../../src/platform/embedded-postgres.server';
import { findPostmaster, isAlive, stopPostmaster } from '../../src/platform/postgres-leftover.server';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the test server's socket. */
    databaseSocketDir: string;
  }
}

const checkout = join(import.meta.dirname, '../..');
const parent = join(checkout, '.cache/test-database');

/** One server for the whole run, in a folder named by this process; its database `hailong` is the migrated template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await mkdir(parent, { recursive: true });
  await removeAbandoned();
  const dataDir = join(parent, String(process.pid));
  const started = await startEmbedded({
    dataDir,
    disposable: true,
    settings: { max_connections: '200', shared_buffers: '64MB' },
  });
  if (!started.ok) throw new Error(`the test database did not start: ${JSON.stringify(started.error)}`);
  const migrated = await migrate(started.value.address, join(checkout, 'migrations'));
  if (!migrated.ok) throw new Error(JSON.stringify(migrated.error));
  project.provide('databaseSocketDir', String(started.value.address.connection.host));
  return async () => {
    await started.value.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its server and folder behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(parent)) {
    if (isAlive(Number(name))) continue;
    const dataDir = join(parent, name);
    const postmaster = await findPostmaster(clusterDirOf(dataDir));
    if (postmaster !== undefined) await stopPostmaster(postmaster.pid);
    await rm(dataDir, { recursive: true, force: true });
  }
}
