// npm run bench:paper: reading and printing ballots, measured (bench/paper.ts). `-- --quick` for a short look.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, projectFolder, requireNode } from './install.mjs';

requireNode();
process.chdir(projectFolder);
await ensureInstalled();
const esbuild = await import('esbuild');
const outdir = join(projectFolder, '.cache/bench');
await esbuild.build({
  entryPoints: {
    paper: 'bench/paper.ts',
    'paper-part': 'bench/paper-part.ts',
    'scan-worker': 'src/bin/scan-worker.ts',
  },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { benchPaper } = await import(pathToFileURL(join(outdir, 'paper.mjs')).href);
await benchPaper(process.argv.slice(2));
