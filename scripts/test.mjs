// npm test: installs, builds, and runs every test, real browser included. The last line is `N passed, N failed`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, projectFolder, requireNode, run } from './install.mjs';

requireNode();
process.chdir(projectFolder);
await ensureInstalled();
await ensureBuilt();

// Inside the checkout: another user's leftovers in /tmp cannot be in the way.
const temporary = join(projectFolder, '.cache/tmp');
mkdirSync(temporary, { recursive: true });
const env = { ...process.env, TMPDIR: temporary, NODE_ENV: 'test' };
const vitestReport = join(temporary, 'vitest.json');
const playwrightReport = join(temporary, 'playwright.json');
for (const file of [vitestReport, playwrightReport]) rmSync(file, { force: true });

const vitestCode = await run(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ],
  { env },
);
const playwrightCode = await run(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', '--config=test/e2e/playwright.config.ts', '--reporter=list,json'],
  { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport } },
);

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

const vitest = read(vitestReport);
const playwright = read(playwrightReport)?.stats;
const passed = (vitest?.numPassedTests ?? 0) + (playwright?.expected ?? 0) + (playwright?.flaky ?? 0);
const brokenFiles =
  vitest?.testResults?.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length ?? 0;
let failed = (vitest?.numFailedTests ?? 0) + brokenFiles + (playwright?.unexpected ?? 0);
// A runner that ended badly without a failed test of its own (no report, an unhandled error) counts as one failure.
if (vitestCode !== 0 && !(vitest?.numFailedTests > 0) && brokenFiles === 0) failed += 1;
if (playwrightCode !== 0 && !(playwright?.unexpected > 0)) failed += 1;
const skipped = (vitest?.numPendingTests ?? 0) + (playwright?.skipped ?? 0);
if (skipped > 0) console.log(`${skipped} skipped (named above)`);
if (playwright?.flaky > 0) console.log(`${playwright.flaky} flaky: passed the second time (named above)`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && vitestCode === 0 && playwrightCode === 0 ? 0 : 1);
