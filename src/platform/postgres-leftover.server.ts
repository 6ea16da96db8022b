import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `postmaster.pid` says about a database that runs, or ran. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
}

/** The database now running on this cluster folder, or undefined. A number that now belongs to another program counts as none. */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  if (!(await isPostgresOn(pid, clusterDir))) return undefined;
  return { pid, socketDir: lines[4] ?? '' };
}

/** After a crash or a reboot the file may name a process that is not the database; PostgreSQL itself would then refuse to start. */
export async function removeStalePidFile(clusterDir: string): Promise<void> {
  if ((await findPostmaster(clusterDir)) === undefined) await rm(join(clusterDir, 'postmaster.pid'), { force: true });
}

/** Fast shutdown (SIGINT), then immediate (SIGQUIT: recovery at the next start loses nothing), then the kernel's. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patienceMilliseconds] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!send(pid, signal)) return;
    for (let waited = 0; waited < patienceMilliseconds; waited += 20) {
      if (!isAlive(pid)) return;
      await sleep(20);
    }
  }
}

export function isAlive(pid: number): boolean {
  return send(pid, 0);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgresOn(pid: number, clusterDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // `pid (name) state …`; Z is a dead child whose parent has not looked yet.
  if (!/\(postgres\) [^ZX]/.test(status)) return false;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return cwd === undefined || cwd === (await realpath(clusterDir).catch(() => clusterDir));
}
