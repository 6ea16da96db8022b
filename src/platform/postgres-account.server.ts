import { spawnSync } from 'node:child_process';
import { chmod, chown, lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../kernel/result';
import type { PostgresBinaries } from './postgres-binaries.server';

/** PostgreSQL refuses to run as root: this says under which account it runs, and how a program is started under it. */
export interface PostgresAccount {
  /** The owner its files have on disk. */
  readonly owner: { readonly uid: number; readonly gid: number };
  command(
    program: string,
    args: readonly string[],
  ): { readonly file: string; readonly args: string[]; readonly uid?: number; readonly gid?: number };
}

export type AccountProblem =
  | { readonly type: 'account-unnamed'; readonly uid: number }
  | { readonly type: 'data-of-another-user'; readonly folder: string; readonly uid: number }
  | { readonly type: 'path-closed-to-database'; readonly folder: string; readonly detail: string };

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * An ordinary user runs the database as themself. Root runs it as the user whose data folder it is, else as `nobody`, else as
 * the user whose programs they are; where the path is closed to all of them (a 0700 parent, umask 077), in a user namespace in
 * which root's own files belong to `nobody`.
 */
export async function chooseAccount(
  binaries: PostgresBinaries,
  dataDir: string,
): Promise<Result<PostgresAccount, AccountProblem>> {
  const uid = process.getuid?.() ?? -1;
  return uid === 0 ? accountForRoot(binaries, dataDir) : ownAccount(dataDir, uid);
}

async function ownAccount(dataDir: string, uid: number): Promise<Result<PostgresAccount, AccountProblem>> {
  const gid = process.getgid?.() ?? -1;
  if (!(await passwdEntry((entry) => entry.uid === uid))) return fail({ type: 'account-unnamed', uid });
  for (const folder of [dataDir, join(dataDir, 'postgres')]) {
    const owner = (await lstat(folder).catch(() => undefined))?.uid ?? uid;
    if (uid !== owner) return fail({ type: 'data-of-another-user', folder, uid: owner });
  }
  return ok({ owner: { uid, gid }, command: (file, args) => ({ file, args: [...args] }) });
}

async function accountForRoot(
  binaries: PostgresBinaries,
  dataDir: string,
): Promise<Result<PostgresAccount, AccountProblem>> {
  const nobody =
    (await passwdEntry((entry) => entry.name === 'nobody')) ?? (await passwdEntry((entry) => entry.uid > 0));
  if (nobody === undefined) return fail({ type: 'account-unnamed', uid: 65534 });
  const dataOwner = await ownerOf(dataDir);
  if (dataOwner === undefined) await chmod(dataDir, 0o711);
  for (const account of [dataOwner, nobody, await ownerOf(binaries.folder)]) {
    if (account === undefined || !isPathOpenTo(account, binaries, dataDir)) continue;
    return ok({
      owner: account,
      command: (file, args) => ({ file, args: [...args], uid: account.uid, gid: account.gid }),
    });
  }
  const namespace = ['--user', `--map-user=${nobody.uid}`, '--'];
  const probe = spawnSync('unshare', [...namespace, binaries.postgres, '--version'], { encoding: 'utf8' });
  if (probe.status !== 0) {
    const detail = (probe.stderr || String(probe.error ?? '')).trim();
    return fail({ type: 'path-closed-to-database', folder: dataDir, detail });
  }
  if (dataOwner === undefined) await chmod(dataDir, 0o700);
  return ok({
    owner: { uid: 0, gid: 0 },
    command: (file, args) => ({ file: 'unshare', args: [...namespace, file, ...args] }),
  });
}

/** The ordinary user a folder belongs to; undefined where it is root's. */
async function ownerOf(folder: string): Promise<Account | undefined> {
  const { uid } = await lstat(folder);
  return uid === 0 ? undefined : passwdEntry((entry) => entry.uid === uid);
}

/** Gives the database's files to the account that runs it: another account may have been chosen at the last start. */
export async function giveTo(owner: { readonly uid: number; readonly gid: number }, folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  if ((await lstat(folder)).uid === owner.uid) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveTo(owner, path);
    else if (entry.isFile()) await chown(path, owner.uid, owner.gid);
  }
  // The folder last: an interrupted walk is begun again at the next start.
  await chown(folder, owner.uid, owner.gid);
}

function isPathOpenTo(account: Account, binaries: PostgresBinaries, dataDir: string): boolean {
  const asAccount = { uid: account.uid, gid: account.gid, stdio: 'ignore' as const, cwd: '/' };
  if (spawnSync(binaries.postgres, ['--version'], asAccount).status !== 0) return false;
  const readable = `${binaries.folder}/native/share/postgresql/postgres.bki`;
  return (
    spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$2"', 'probe', readable, dataDir], asAccount).status === 0
  );
}

async function passwdEntry(wanted: (entry: Account) => boolean): Promise<Account | undefined> {
  // macOS keeps its accounts elsewhere; there an ordinary user always has one.
  if (process.platform !== 'linux') return { name: 'self', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const local = lines.map(parsePasswdLine).find((entry) => entry !== undefined && wanted(entry));
  if (local !== undefined) return local;
  // Accounts of a directory service (LDAP, SSSD) stand only in getent.
  const own = spawnSync('getent', ['passwd', String(process.getuid?.())], { encoding: 'utf8' });
  const entry = own.status === 0 ? parsePasswdLine(own.stdout.trim()) : undefined;
  return entry !== undefined && wanted(entry) ? entry : undefined;
}

function parsePasswdLine(line: string): Account | undefined {
  const [name, , uid, gid] = line.split(':');
  return name && uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}
