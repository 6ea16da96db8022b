// npm run check: everything that needs no build and no browser, in under three minutes. `--fast` leaves out the tests.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, projectFolder, requireNode, run } from './install.mjs';

requireNode();
process.chdir(projectFolder);
await ensureInstalled();

function program(packageName, bin) {
  const manifest = JSON.parse(readFileSync(join('node_modules', packageName, 'package.json'), 'utf8'));
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin ?? packageName];
  return join('node_modules', packageName, file);
}

const steps = [
  ['generated types', program('@sveltejs/kit', 'svelte-kit'), 'sync'],
  ['format', program('prettier'), '--check', '--log-level=warn', '.'],
  ['types', program('svelte-check'), '--tsconfig=./tsconfig.json', '--threshold=error', '--output=human'],
  ['lint', program('oxlint'), '--quiet'],
  ['unused code', program('knip'), '--no-progress'],
  ['tests', program('vitest'), 'run', '--reporter=default'],
];

const failed = [];
for (const [name, ...command] of steps) {
  if (process.argv.includes('--fast') && name === 'tests') continue;
  if (!existsSync(command[0])) throw new Error(`missing ${command[0]}`);
  const began = Date.now();
  const code = await run(process.execPath, command);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (code !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
