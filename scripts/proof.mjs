// npm run proof: long simulations of what the product claims of its figures (test/proof/*.proof.ts, docs/proof.md).
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, projectFolder, requireNode } from './install.mjs';

requireNode();
process.chdir(projectFolder);
await ensureInstalled();
const esbuild = await import('esbuild');

const ending = '.proof.ts';
const names = readdirSync('test/proof')
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort();
const workers = readdirSync('test/proof').filter((file) => file.endsWith('-worker.ts'));
const outdir = join(projectFolder, '.cache/proof');
await esbuild.build({
  entryPoints: [
    'test/proof/run-proofs.ts',
    ...names.map((name) => `test/proof/${name}${ending}`),
    ...workers.map((file) => `test/proof/${file}`),
  ],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const load = (file) => import(pathToFileURL(join(outdir, `${file}.mjs`)).href);
const { runProofs } = await load('run-proofs');
const proofs = [];
for (const name of names) proofs.push({ name, proof: (await load(`${name}.proof`)).proof });
const failures = await runProofs(proofs, process.argv.slice(2), (line) => console.log(line));
process.exitCode = failures === 0 ? 0 : 1;
