import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { brotliDecompressSync } from 'node:zlib';

const pinned = '@sparticuz/chromium@109.0.6';

/**
 * Chrome 109, the last that runs on Windows 7. Too large for node_modules (58 MB packed): fetched once into the ignored cache
 * through npm. Undefined where that is not possible; `CHROME_109_PATH` names one that is there.
 */
export function findOldChrome(checkout: string): string | undefined {
  const named = process.env['CHROME_109_PATH'];
  if (named) return named;
  const folder = join(checkout, '.cache', `chrome-109-${process.getuid?.() ?? 0}`);
  const program = join(folder, 'chromium');
  if (existsSync(program)) return program;
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const packed = spawnSync('npm', ['pack', pinned, '--pack-destination', work, '--silent'], {
      cwd: work,
      timeout: 120_000,
    });
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.status !== 0 || archive === undefined) return undefined;
    if (spawnSync('tar', ['xzf', archive, 'package/bin'], { cwd: work }).status !== 0) return undefined;
    unpack(work, 'chromium.br', 'chromium');
    unpack(work, 'swiftshader.tar.br', 'swiftshader.tar');
    unpack(work, 'aws.tar.br', 'aws.tar');
    for (const name of ['swiftshader.tar', 'aws.tar']) spawnSync('tar', ['xf', name], { cwd: work });
    chmodSync(join(work, 'chromium'), 0o755);
    for (const name of [archive, 'package', 'swiftshader.tar', 'aws.tar'])
      rmSync(join(work, name), { recursive: true });
    if (!existsSync(folder)) renameSync(work, folder);
    return existsSync(program) ? program : undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(work: string, from: string, to: string): void {
  writeFileSync(join(work, to), brotliDecompressSync(readFileSync(join(work, 'package/bin', from))));
}

/** On a machine without fonts Chrome's renderer dies at the first text: the font of the official papers is here anyway. */
function writeFonts(folder: string, checkout: string): void {
  const fonts = join(checkout, 'node_modules/@expo-google-fonts/tinos');
  const config = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${folder}/fonts</cachedir></fontconfig>`;
  writeFileSync(join(folder, 'fonts.conf'), config);
}

/**
 * Killed helper processes may still finish a write, and `rmSync` lists a folder only once however often it retries,
 * so the whole removal is tried again.
 */
async function removeOnceStill(folder: string): Promise<void> {
  for (const deadline = Date.now() + 15_000; ; await new Promise((done) => setTimeout(done, 150))) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (failure) {
      if (Date.now() > deadline) throw failure;
    }
  }
}

/** The DevTools protocol over the two pipes Chrome offers; Playwright itself no longer speaks to a browser this old. */
export class OldChrome {
  private readonly waiting = new Map<number, (message: { result?: unknown; error?: { message: string } }) => void>();
  private next = 0;
  private rest = '';
  private sessionId: string | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => this.take(text));
  }

  static async open(program: string, checkout: string): Promise<OldChrome> {
    const profile = mkdtempSync(join(checkout, '.cache', 'old-chrome-profile-'));
    const folder = join(program, '..');
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-zygote', '--disable-dev-shm-usage'];
    writeFonts(profile, checkout);
    const child = spawn(
      program,
      [...args, '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--window-size=360,740', 'about:blank'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
        // A process group of its own, so that its helper processes can be ended with it.
        detached: true,
        env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: profile },
      },
    );
    const chrome = new OldChrome(child, profile);
    const { targetId } = await chrome.call<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await chrome.call<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    chrome.sessionId = sessionId;
    await chrome.call('Page.enable');
    await chrome.call('Runtime.enable');
    return chrome;
  }

  async goto(url: string): Promise<void> {
    await this.call('Page.navigate', { url });
    await this.until(`location.href.startsWith(${JSON.stringify(url)}) && document.readyState === 'complete'`);
  }

  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.call<{ result: { value: T }; exceptionDetails?: { text: string } }>('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  }

  async until(expression: string, patienceMilliseconds = 20_000): Promise<void> {
    for (const deadline = Date.now() + patienceMilliseconds; Date.now() < deadline;) {
      if (await this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`never true: ${expression}`);
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done));
    if (this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    await ended;
    await removeOnceStill(this.profile);
  }

  private call<T>(method: string, params: object = {}): Promise<T> {
    const id = (this.next += 1);
    const message = { id, method, params, ...(this.sessionId === undefined ? {} : { sessionId: this.sessionId }) };
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise((done, failed) => {
      // A page that is being left may never answer; the caller asks again.
      const timer = setTimeout(() => failed(new Error(`${method}: no answer`)), 10_000);
      timer.unref();
      this.waiting.set(id, ({ result, error }) =>
        error ? failed(new Error(`${method}: ${error.message}`)) : done(result as T),
      );
    });
  }

  private take(text: string): void {
    const messages = (this.rest + text).split('\0');
    this.rest = messages.pop() ?? '';
    for (const message of messages) {
      const parsed = JSON.parse(message) as { id?: number; result?: unknown; error?: { message: string } };
      if (parsed.id === undefined) continue;
      this.waiting.get(parsed.id)?.(parsed);
      this.waiting.delete(parsed.id);
    }
  }
}
