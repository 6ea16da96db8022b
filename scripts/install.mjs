// Needs nothing installed. Brings node_modules in line with package-lock.json, and does nothing when it already is.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const leastNode = [20, 19];

/** Ends the process with a clear message on a Node that is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
  console.error(
    `Hài Lòng cần Node.js ${leastNode.join('.')} trở lên (nên dùng 24); máy này có ${process.versions.node}. Tải tại https://nodejs.org`,
  );
  process.exit(1);
}

/** Runs `npm ci` when something of the lockfile is missing; `npm install` only where npm refuses the lockfile itself. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.error('Đang cài các gói cần thiết (lần đầu mất khoảng một phút)…');
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await run(...npm('ci', ...options))) === 0) return;
  console.error('npm ci không thành công; thử npm install…');
  if ((await run(...npm('install', ...options))) === 0) return;
  console.error('Không cài được các gói. Hãy kiểm tra kết nối mạng (hoặc registry của npm) rồi chạy lại.');
  process.exit(1);
}

function isInstalled() {
  try {
    const wanted = readLock('package-lock.json');
    const present = readLock('node_modules/.package-lock.json');
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      const found = present[path];
      return found === undefined ? entry.optional === true : found.version === entry.version;
    });
  } catch {
    return false;
  }
}

function readLock(name) {
  return JSON.parse(readFileSync(`${projectFolder}/${name}`, 'utf8')).packages;
}

function npm(...args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

/** Runs a program to its end and returns its exit code; a signal to this process ends the program and then this process. */
export function run(file, args, options = {}) {
  const child = spawn(file, args, { cwd: projectFolder, stdio: 'inherit', ...options });
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  return new Promise((done) => {
    const finish = (code, signal) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130);
      done(code ?? 1);
    };
    child.once('error', (error) => {
      console.error(error.message);
      finish(1);
    });
    child.once('exit', finish);
  });
}
