// npm run bench:numbers: a full recount of ten million ballots against DuckDB (bench/numbers/numbers-bench.ts). DuckDB is
// installed on first use in bench/numbers, so that nothing of it weighs on the product. Under ten minutes, 5 GB of memory and disk.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, projectFolder, requireNode, run } from './install.mjs';

requireNode();
process.chdir(projectFolder);
await ensureInstalled();
const folder = join(projectFolder, 'bench/numbers');
if (!existsSync(join(folder, 'node_modules/@duckdb/node-api'))) {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const code = await run(npm[0], [...npm[1], 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  if (code !== 0) throw new Error(`npm ci in ${folder} failed`);
}
const esbuild = await import('esbuild');
const outfile = join(projectFolder, '.cache/bench/numbers.mjs');
await esbuild.build({
  entryPoints: ['bench/numbers/numbers-bench.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});
const { benchNumbers } = await import(pathToFileURL(outfile).href);
await benchNumbers(process.argv.slice(2), projectFolder);
