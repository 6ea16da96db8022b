import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuiltFiles, serveBuiltFiles } from './built-files.server';

const script = 'export const câu = "Hài lòng";\n'.repeat(100);
const folder = mkdtempSync(join(tmpdir(), 'built-'));
const chunks = join(folder, '_app/immutable/chunks');
const server = createServer();

beforeAll(async () => {
  mkdirSync(chunks, { recursive: true });
  writeFileSync(join(chunks, 'a1.js'), script);
  writeFileSync(join(chunks, 'a1.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, '_app/version.json'), '{"version":"1"}');
  writeFileSync(join(folder, 'khac.bin'), 'not of the program');
  const serve = serveBuiltFiles(readBuiltFiles(folder));
  server.on('request', (request, response) => {
    if (!serve(request, response)) response.writeHead(404).end('next');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // From here on what is served cannot come from the disk.
  rmSync(folder, { recursive: true });
});
afterAll(() => server.close());

const get = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);

describe('a file of the built program', () => {
  it('is served whole though its folder was taken away under the running server', async () => {
    const plain = await get('/_app/immutable/chunks/a1.js', { headers: { 'accept-encoding': 'identity' } });
    expect(await plain.text()).toBe(script);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('content-type')).toBe('text/javascript');
    const shrunk = await get('/_app/immutable/chunks/a1.js?v=2', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(shrunk.headers.get('content-encoding')).toBe('br');
    expect(await shrunk.text()).toBe(script);
  });

  it('is kept by browsers for ever when its name holds its hash, and asked for again when not', async () => {
    const named = await get('/_app/immutable/chunks/a1.js', { method: 'HEAD' });
    expect(named.headers.get('cache-control')).toBe('public,max-age=31536000,immutable');
    expect(await named.text()).toBe('');
    const first = await get('/_app/version.json');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/_app/version.json', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('is left to the pages when unknown, written to, or climbed out of', async () => {
    expect((await get('/khac.bin')).status).toBe(404);
    expect((await get('/_app/version.json', { method: 'POST' })).status).toBe(404);
    expect((await get('/_app/../../etc/passwd')).status).toBe(404);
  });
});
