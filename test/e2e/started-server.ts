import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface StartedServer {
  readonly url: string;
  readonly dataDir: string;
  /** The one-time link printed at the first start; undefined for the living example. */
  readonly setupLink: string | undefined;
  readonly process: ChildProcess;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

// Found from the working folder: the benchmark bundles this file elsewhere.
const checkout = process.cwd().replace(/\/test\/e2e$/, '');

/** The built server as a process of its own, on a free port and a data folder of its own. */
export async function startServer(
  options: { demo?: boolean; dataDir?: string; port?: number; env?: Record<string, string> } = {},
): Promise<StartedServer> {
  const parent = join(checkout, '.cache/e2e');
  mkdirSync(parent, { recursive: true });
  const dataDir = options.dataDir ?? mkdtempSync(join(parent, 'data-'));
  const port = options.port ?? (await freePort());
  const args = [
    'scripts/start.mjs',
    `--port=${port}`,
    '--host=127.0.0.1',
    `--data=${dataDir}`,
    ...(options.demo ? ['--demo'] : []),
  ];
  const child = spawn(process.execPath, args, {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://localhost:${port}`;
  await new Promise<void>((done, failed) => {
    const look = setInterval(() => {
      // The set-up link, where there is one, follows within the same moment.
      if (!output.includes(`${url}\n`)) return;
      clearInterval(look);
      setTimeout(done, 300);
    }, 50);
    child.once('exit', (code) => {
      clearInterval(look);
      failed(new Error(`the server ended with ${code}: ${output}`));
    });
  });
  return {
    url,
    dataDir,
    setupLink: /https?:\S+\/thiet-lap\/\S+/.exec(output)?.[0],
    process: child,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill(signal);
      await ended;
      if (options.dataDir === undefined && signal !== 'SIGKILL') rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
