// Builds the pages (SvelteKit) and the server (esbuild) into build/, unless build/ already stands for these very sources.
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, run } from './install.mjs';

const stampFile = join(projectFolder, 'build/stamp');
const sources = [
  'src',
  'static',
  'scripts/build.mjs',
  'scripts/island-plugin.mjs',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'tsconfig.json',
];

/** A hash of every source by name and content; test files do not reach the build. */
function hashSources() {
  const hash = createHash('sha256').update(process.version);
  const walk = (path) => {
    const full = join(projectFolder, path);
    if (!existsSync(full)) return;
    if (path.endsWith('.test.ts')) return;
    let entries;
    try {
      entries = readdirSync(full).sort();
    } catch {
      hash.update(path).update(readFileSync(full));
      return;
    }
    for (const name of entries) walk(join(path, name));
  };
  sources.forEach(walk);
  return hash.digest('hex');
}

export async function ensureBuilt() {
  const stamp = hashSources();
  const isCurrent = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isCurrent()) return;
  const unlock = await lockBuild();
  try {
    if (!isCurrent()) await buildAnew(stamp);
  } finally {
    unlock();
  }
}

async function buildAnew(stamp) {
  console.error('Đang dựng chương trình (chỉ khi mã nguồn thay đổi)…');
  rmSync(stampFile, { force: true });
  // In a process of its own: its memory is gone when the server starts.
  const code = await run(process.execPath, [join(projectFolder, 'scripts/build.mjs'), '--now'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) {
    console.error('Không dựng được chương trình; xem lỗi ở trên.');
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
}

/** Two builds at once in one checkout would tear each other's files away: the second waits for the first. */
async function lockBuild() {
  const lock = join(projectFolder, '.cache/build.lock');
  const mine = `${lock}.${process.pid}`;
  mkdirSync(join(projectFolder, '.cache'), { recursive: true });
  writeFileSync(mine, String(process.pid));
  process.once('exit', () => rmSync(mine, { force: true }));
  for (;;) {
    try {
      // Whole or not at all, unlike creating and then writing.
      linkSync(mine, lock);
      const unlock = () => rmSync(lock, { force: true });
      process.once('exit', unlock);
      return unlock;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHolderAlive(lock)) rmSync(lock, { force: true });
    await new Promise((done) => setTimeout(done, 200));
  }
}

function isHolderAlive(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function buildNow() {
  process.chdir(projectFolder);
  process.env.NODE_ENV = 'production';
  rmSync('build', { recursive: true, force: true });
  mkdirSync('build', { recursive: true });
  // tsconfig.json extends a file that SvelteKit generates.
  await run(process.execPath, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync']);
  const vite = await import('vite');
  const esbuild = await import('esbuild');
  await vite.build({ logLevel: 'error' });
  await esbuild.build({
    entryPoints: readdirSync('src/bin')
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join('src/bin', name)),
    outdir: 'build/bin',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

if (process.argv[1] === join(projectFolder, 'scripts/build.mjs')) {
  if (process.argv.includes('--now')) await buildNow();
  else await ensureBuilt();
}
