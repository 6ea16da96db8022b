import { createHash } from 'node:crypto';
import type { App } from './app';

/** Work that is done again and again while the server runs, by one server at a time. */
export interface PeriodicJob {
  readonly name: string;
  readonly everyMilliseconds: number;
  run(app: App): Promise<void>;
}

export interface Scheduler {
  /** Waits for the jobs under way; begins no other. */
  stop(): Promise<void>;
}

/** Runs every job once soon after the start and then at its interval. A failing job is reported and tried again next time. */
export function startScheduler(app: App, jobs: readonly PeriodicJob[]): Scheduler {
  const stopped = new AbortController();
  const loops = jobs.map((job) => repeat(app, job, stopped.signal));
  return {
    stop: async () => {
      stopped.abort();
      await Promise.all(loops);
    },
  };
}

async function repeat(app: App, job: PeriodicJob, stopped: AbortSignal): Promise<void> {
  await pause(Math.min(1_000, job.everyMilliseconds), stopped);
  while (!stopped.aborted) {
    await runAlone(app, job).catch((error: unknown) => {
      console.error(`[${new Date().toISOString()}] job ${job.name}:`, error instanceof Error ? error.message : error);
    });
    await pause(job.everyMilliseconds, stopped);
  }
}

/** Several servers may share one database: an advisory lock of PostgreSQL lets one of them run the job. */
async function runAlone(app: App, job: PeriodicJob): Promise<void> {
  const lock = createHash('sha256').update(job.name).digest().readInt32BE();
  const client = await app.pool.connect();
  let broken = false;
  try {
    const got = await client.query<{ got: boolean }>('select pg_try_advisory_lock(4150, $1) as got', [lock]);
    if (got.rows[0]?.got !== true) return;
    try {
      await job.run(app);
    } finally {
      await client.query('select pg_advisory_unlock(4150, $1)', [lock]);
    }
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    // A broken connection is thrown away, and its lock with it.
    client.release(broken);
  }
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (stopped.aborted) return done();
    const finish = (): void => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', finish);
      done();
    };
    const timer = setTimeout(finish, milliseconds);
    stopped.addEventListener('abort', finish);
  });
}
