import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { chooseEncoding } from './compress-response.server';
import type { BareHandler } from './http-listener.server';

interface BuiltFile {
  readonly type: string;
  readonly tag: string;
  readonly cacheControl: string;
  readonly bodies: { readonly plain: Buffer; readonly br?: Buffer; readonly gzip?: Buffer };
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Scripts, styles and fonts of the built program (about 4 MB with their compressed forms), read into memory at the start.
 * adapter-node opens them anew at every request and hears no failure: a `build` folder replaced under the running server, or too
 * many open files, would end the whole process. Paths as a browser asks for them; files of an unknown kind are left out.
 */
export function readBuiltFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && types[extname(entry.name)] !== undefined)
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [`/${relative(folder, path).split(sep).join('/')}`, readBuiltFile(path)]));
}

function readBuiltFile(path: string): BuiltFile {
  const plain = readFileSync(path);
  const compressed = (ending: string) => (existsSync(path + ending) ? readFileSync(path + ending) : undefined);
  const [br, gzip] = [compressed('.br'), compressed('.gz')];
  return {
    type: types[extname(path)] ?? '',
    tag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    // The name of an immutable file holds the hash of its content.
    cacheControl: path.includes(`${sep}immutable${sep}`) ? 'public,max-age=31536000,immutable' : 'no-cache',
    bodies: { plain, ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) },
  };
}

export function serveBuiltFiles(files: ReadonlyMap<string, BuiltFile>): BareHandler {
  return (request, response) => {
    const file = files.get((request.url ?? '').split('?')[0] ?? '');
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    response
      .setHeader('ETag', file.tag)
      .setHeader('Cache-Control', file.cacheControl)
      .setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === file.tag) {
      response.writeHead(304).end();
      return true;
    }
    const wanted = chooseEncoding(request.headers['accept-encoding']);
    const shrunk = wanted && file.bodies[wanted];
    if (shrunk) response.setHeader('Content-Encoding', wanted);
    const body = shrunk ?? file.bodies.plain;
    response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}
