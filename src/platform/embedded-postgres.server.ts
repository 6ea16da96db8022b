import { spawn, type ChildProcess } from 'node:child_process';
import { open, mkdir, mkdtemp, readFile, rename, rm, chown, chmod, stat, truncate } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fail, ok, type Result } from '../kernel/result';
import type { DatabaseAddress } from './database.server';
import { type AccountProblem, chooseAccount, giveTo, type PostgresAccount } from './postgres-account.server';
import { type BinariesProblem, findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.server';
import { findPostmaster, removeStalePidFile, stopPostmaster } from './postgres-leftover.server';

export type EmbeddedProblem =
  | BinariesProblem
  | AccountProblem
  | { readonly type: 'already-running'; readonly folder: string; readonly pid: number }
  | { readonly type: 'other-database-version'; readonly found: number; readonly expected: number }
  | { readonly type: 'disk-full'; readonly folder: string }
  | { readonly type: 'database-did-not-start'; readonly logFile: string; readonly lastLines: string };

export interface EmbeddedDatabase {
  /** Connects as the owner of every table: for migrations and the command line. */
  readonly address: DatabaseAddress;
  /** Connects as the role that owns nothing: for the running server. */
  readonly appAddress: DatabaseAddress;
  /** The postmaster's process id at this moment (it changes when the database is restarted after a crash). */
  pid(): number | undefined;
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  readonly dataDir: string;
  /** Tests only: a cluster that may be lost with the power. */
  readonly disposable?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

const owner = 'hailong';
const databaseName = 'hailong';
const appRole = 'hailong_app';
// Held by the one process that owns the data folder; it ends with the process, even by kill -9.
const ownershipLock = 4_150_001;
// A socket path over 107 bytes is silently not made; `/.s.PGSQL.5432` takes 14.
const longestSocketDir = 90;

/** Creates the cluster if need be, starts it, and keeps it running until `stop`. One process at a time owns a data folder. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<EmbeddedDatabase, EmbeddedProblem>> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const binaries = await findPostgresBinaries();
  if (!binaries.ok) return binaries;
  const account = await chooseAccount(binaries.value, dataDir);
  if (!account.ok) return account;
  const cluster = new Cluster(dataDir, binaries.value, account.value, options);
  const prepared = await cluster.prepare();
  if (!prepared.ok) return prepared;
  const started = await cluster.start();
  if (!started.ok) return started;
  return ok(cluster);
}

/** The address of the database that a server of this data folder is running now; undefined when none runs. */
export async function findRunningEmbedded(dataDir: string): Promise<DatabaseAddress | undefined> {
  const postmaster = await findPostmaster(clusterDirOf(resolve(dataDir)));
  return postmaster === undefined ? undefined : addressIn(postmaster.socketDir, owner, databaseName);
}

export function clusterDirOf(dataDir: string): string {
  return join(dataDir, 'postgres');
}

function addressIn(socketDir: string, user: string, database: string): DatabaseAddress {
  return { connection: { host: socketDir, port: 5432, user, database } };
}

class Cluster implements EmbeddedDatabase {
  private readonly clusterDir: string;
  private readonly logFile: string;
  private socketDir = '';
  private child: ChildProcess | undefined;
  private ownership: pg.Client | undefined;
  private stopping = false;
  /** Where in the log file the last program began to write. */
  private logStart = 0;

  constructor(
    private readonly dataDir: string,
    private readonly binaries: PostgresBinaries,
    private readonly account: PostgresAccount,
    private readonly options: EmbeddedOptions,
  ) {
    this.clusterDir = clusterDirOf(dataDir);
    this.logFile = join(dataDir, 'postgres.log');
  }

  get address(): DatabaseAddress {
    return addressIn(this.socketDir, owner, databaseName);
  }

  get appAddress(): DatabaseAddress {
    return addressIn(this.socketDir, appRole, databaseName);
  }

  pid(): number | undefined {
    return this.child?.pid;
  }

  async prepare(): Promise<Result<void, EmbeddedProblem>> {
    const version = await readFile(join(this.clusterDir, 'PG_VERSION'), 'utf8').catch(() => undefined);
    if (version === undefined) return this.initialise();
    const found = Number.parseInt(version, 10);
    if (found !== this.binaries.majorVersion)
      return fail({ type: 'other-database-version', found, expected: this.binaries.majorVersion });
    const freed = await this.freeFromLeftover();
    if (!freed.ok) return freed;
    await giveTo(this.account.owner, this.clusterDir);
    return ok(undefined);
  }

  async start(): Promise<Result<void, EmbeddedProblem>> {
    await this.chooseSocketDir();
    // After a crash the old database's last processes may still hold its shared memory: they leave within a moment.
    for (const deadline = Date.now() + 60_000; ;) {
      const outcome = await this.launch();
      if (outcome === 'ready') break;
      const lastLines = await this.lastLogLines();
      if (lastLines.includes('No space left on device')) return fail({ type: 'disk-full', folder: this.dataDir });
      const passing = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(lastLines);
      if (!passing || Date.now() > deadline)
        return fail({ type: 'database-did-not-start', logFile: this.logFile, lastLines });
      await sleep(100);
    }
    const mine = await this.takeOwnership();
    if (!mine) return fail({ type: 'already-running', folder: this.dataDir, pid: this.child?.pid ?? 0 });
    await this.createDatabase();
    return ok(undefined);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const pid = this.child?.pid;
    await Promise.race([this.ownership?.end().catch(() => undefined), sleep(1_000)]);
    if (pid !== undefined && this.child?.exitCode === null && this.child.signalCode === null) await stopPostmaster(pid);
    await rm(this.socketDir, { recursive: true, force: true });
  }

  /** initdb into a folder beside, renamed when whole: an interrupted first start leaves nothing half-made. */
  private async initialise(): Promise<Result<void, EmbeddedProblem>> {
    const unfinished = `${this.clusterDir}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    await chown(unfinished, this.account.owner.uid, this.account.owner.gid);
    const args = [
      '-D',
      unfinished,
      '-U',
      owner,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
    ];
    args.push('--builtin-locale=C.UTF-8', '--no-instructions', ...(this.options.disposable ? ['--no-sync'] : []));
    const exitCode = await this.run(this.binaries.initdb, args);
    if (exitCode !== 0) {
      const lastLines = await this.lastLogLines();
      await rm(unfinished, { recursive: true, force: true });
      if (lastLines.includes('No space left on device')) return fail({ type: 'disk-full', folder: this.dataDir });
      return fail({ type: 'database-did-not-start', logFile: this.logFile, lastLines });
    }
    await rename(unfinished, this.clusterDir);
    return ok(undefined);
  }

  /** A database whose server was killed is stopped; one whose server lives is left alone. */
  private async freeFromLeftover(): Promise<Result<void, EmbeddedProblem>> {
    const postmaster = await findPostmaster(this.clusterDir);
    if (postmaster === undefined) {
      await removeStalePidFile(this.clusterDir);
      return ok(undefined);
    }
    // The killed server's connection may take a moment to be noticed.
    for (let attempt = 0; attempt < 30; attempt += 1) {
      if ((await this.isOwned(postmaster.socketDir)) !== true) {
        await stopPostmaster(postmaster.pid);
        await removeStalePidFile(this.clusterDir);
        return ok(undefined);
      }
      await sleep(100);
    }
    return fail({ type: 'already-running', folder: this.dataDir, pid: postmaster.pid });
  }

  private async isOwned(socketDir: string): Promise<boolean> {
    const client = new pg.Client({
      ...addressIn(socketDir, owner, 'postgres').connection,
      connectionTimeoutMillis: 3_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const free = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [ownershipLock]);
      return free.rows[0]?.free === false;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async chooseSocketDir(): Promise<void> {
    if (this.socketDir !== '') return;
    const inside = join(this.dataDir, 'socket');
    if (Buffer.byteLength(inside) <= longestSocketDir) {
      await rm(inside, { recursive: true, force: true });
      await mkdir(inside, { mode: 0o700 });
      this.socketDir = inside;
    } else {
      this.socketDir = await mkdtemp('/tmp/hailong-');
    }
    await chmod(this.socketDir, 0o700);
    await chown(this.socketDir, this.account.owner.uid, this.account.owner.gid);
  }

  private async launch(): Promise<'ready' | 'exited'> {
    const settings: Record<string, string> = {
      listen_addresses: '',
      unix_socket_directories: this.socketDir,
      unix_socket_permissions: '0700',
      max_connections: '60',
      shared_buffers: '128MB',
      max_wal_size: '512MB',
      timezone: 'UTC',
      log_timezone: 'UTC',
      lc_messages: 'C',
      ...(this.options.disposable ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
      ...this.options.settings,
    };
    const args = [
      '-D',
      this.clusterDir,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    const child = await this.spawn(this.binaries.postgres, args);
    this.child = child;
    let exited = false;
    child.once('exit', () => {
      exited = true;
    });
    while (!exited) {
      if (await this.answers()) {
        child.once('exit', () => void this.restart());
        if (!exited) return 'ready';
      }
      await sleep(15);
    }
    return 'exited';
  }

  /** The database died under a living server (killed, out of memory): start it again; its own recovery loses nothing committed. */
  private async restart(): Promise<void> {
    if (this.stopping) return;
    console.error('The database ended unexpectedly; starting it again.');
    // Its connection is dead; saying goodbye on it may never be answered.
    void this.ownership?.end().catch(() => undefined);
    while (!this.stopping) {
      await removeStalePidFile(this.clusterDir);
      const outcome = await this.start().catch(() => undefined);
      if (outcome?.ok) return;
      if (outcome !== undefined) console.error('The database does not start:', outcome.error);
      await sleep(1_000);
    }
  }

  private async answers(): Promise<boolean> {
    const client = new pg.Client(addressIn(this.socketDir, owner, 'postgres').connection);
    client.on('error', () => undefined);
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  }

  private async takeOwnership(): Promise<boolean> {
    const client = new pg.Client({ ...addressIn(this.socketDir, owner, 'postgres').connection, keepAlive: true });
    client.on('error', () => undefined);
    await client.connect();
    const got = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [ownershipLock]);
    this.ownership = client;
    return got.rows[0]?.got === true;
  }

  private async createDatabase(): Promise<void> {
    const client = this.ownership;
    if (client === undefined) return;
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [appRole]);
    if (roles.rowCount === 0) await client.query(`create role ${appRole} login`);
    const databases = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (databases.rowCount === 0) await client.query(`create database ${databaseName}`);
  }

  private async run(program: string, args: readonly string[]): Promise<number | null> {
    const child = await this.spawn(program, args);
    return new Promise((done) => {
      child.once('exit', (code) => done(code));
      child.once('error', () => done(-1));
    });
  }

  /** In a session of its own: Ctrl-C in the terminal reaches the server, which then stops the database in order. */
  private async spawn(program: string, args: readonly string[]): Promise<ChildProcess> {
    const size = await stat(this.logFile).then(
      (file) => file.size,
      () => 0,
    );
    if (size > 20_000_000) await truncate(this.logFile);
    this.logStart = size > 20_000_000 ? 0 : size;
    const log = await open(this.logFile, 'a', 0o600);
    // Root at a user's data folder leaves nothing there that the user could not use.
    if (process.getuid?.() === 0) await log.chown((await stat(this.dataDir)).uid, (await stat(this.dataDir)).gid);
    const { file, args: allArgs, ...account } = this.account.command(program, args);
    const child = spawn(file, allArgs, {
      ...account,
      cwd: this.account.owner.uid === 0 ? this.dataDir : '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { PATH: process.env['PATH'], HOME: '/', LC_ALL: 'C', TZ: 'UTC' },
    });
    child.once('error', () => undefined);
    await log.close();
    return child;
  }

  private async lastLogLines(): Promise<string> {
    const text = await readFile(this.logFile).catch(() => Buffer.alloc(0));
    return text.subarray(this.logStart).toString('utf8').trimEnd().split('\n').slice(-8).join('\n');
  }
}
