// npm run forge: forged ballot pages to mend the reader by (test/paper-forge/forge-dev.ts, docs/paper-accuracy.md).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, projectFolder, requireNode } from './install.mjs';

requireNode();
process.chdir(projectFolder);
await ensureInstalled();
const esbuild = await import('esbuild');
const outfile = join(projectFolder, '.cache/forge/forge-dev.mjs');
await esbuild.build({
  entryPoints: ['test/paper-forge/forge-dev.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { forgeDev } = await import(pathToFileURL(outfile).href);
process.exitCode = await forgeDev(process.argv.slice(2));
