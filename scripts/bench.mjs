// npm run bench: installs, builds, and measures the built server (bench/). See `bench/bench.ts` for the flags.
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, projectFolder, requireNode } from './install.mjs';

requireNode();
process.chdir(projectFolder);
await ensureInstalled();
await ensureBuilt();
const esbuild = await import('esbuild');
const outfile = join(projectFolder, '.cache/bench/bench.mjs');
await esbuild.build({
  entryPoints: ['bench/bench.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { bench } = await import(outfile);
await bench(process.argv.slice(2));
