import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { clusterDirOf } from '../../src/platform/embedded-postgres.server';
import { findPostmaster, isAlive, stopPostmaster } from '../../src/platform/postgres-leftover.server';

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

const parent = join(checkout, '.cache/e2e');

export interface ServerOptions {
  readonly demo?: boolean;
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Record<string, string>;
  /** Starts Node through another program, given the arguments for Node. */
  readonly through?: (node: string, args: readonly string[]) => readonly [string, ...string[]];
}

/** The built server as a process of its own, on a free port and a data folder of its own. */
export async function startServer(options: ServerOptions = {}): Promise<StartedServer> {
  await removeAbandoned();
  if (options.dataDir !== undefined) return launch(options, options.dataDir);
  const dataDir = newDataDir();
  if (options.demo) cpSync(await exampleTemplate(), dataDir, { recursive: true });
  return launch(options, dataDir);
}

function newDataDir(): string {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, `data-${process.pid}-`));
}

/** The living example's year is simulated once per build; every server gets a copy. */
async function exampleTemplate(): Promise<string> {
  const stampFile = join(checkout, 'build/stamp');
  const stamp = (existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : 'unbuilt').slice(0, 12);
  const template = join(parent, `example-${stamp}`);
  if (existsSync(template)) return template;
  const dataDir = newDataDir();
  await (await launch({ demo: true, dataDir }, dataDir)).stop();
  if (existsSync(template)) rmSync(dataDir, { recursive: true });
  else renameSync(dataDir, template);
  return template;
}

/** What a killed run left: its database and its folder. Templates of older builds go too. */
async function removeAbandoned(): Promise<void> {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const owner = Number(/^data-(\d+)-/.exec(name)?.[1] ?? 0);
    if (owner === 0 || isAlive(owner)) continue;
    const postmaster = await findPostmaster(clusterDirOf(join(parent, name)));
    if (postmaster !== undefined) await stopPostmaster(postmaster.pid);
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

async function launch(options: ServerOptions, dataDir: string): Promise<StartedServer> {
  const port = options.port ?? (await freePort());
  const args = [
    'scripts/start.mjs',
    `--port=${port}`,
    '--host=127.0.0.1',
    `--data=${dataDir}`,
    ...(options.demo ? ['--demo'] : []),
  ];
  const [program, ...programArgs] = options.through?.(process.execPath, args) ?? [process.execPath, ...args];
  const child = spawn(program, programArgs, {
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
