import { createServer, type IncomingMessage, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, compressResponse } from './compress-response.server';

async function answerOf(
  listener: RequestListener,
  acceptEncoding: string,
): Promise<{ message: IncomingMessage; body: Buffer }> {
  const server = createServer((incoming, response) => {
    compressResponse(incoming, response);
    listener(incoming, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await new Promise((done, failed) => {
      const port = (server.address() as AddressInfo).port;
      request({ port, host: '127.0.0.1', headers: { 'accept-encoding': acceptEncoding } }, (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('end', () => done({ message, body: Buffer.concat(chunks) }));
      })
        .on('error', failed)
        .end();
    });
  } finally {
    server.close();
  }
}

const page = '<p>Ông/Bà hài lòng</p>'.repeat(40_000);
const sendPage: RequestListener = (_request, response) => {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(page)),
  });
  for (let at = 0; at < page.length; at += 10_000) response.write(page.slice(at, at + 10_000));
  response.end();
};

describe('a response', () => {
  it('arrives whole, in the best encoding that the browser takes', async () => {
    const brotli = await answerOf(sendPage, 'gzip, deflate, br');
    expect(brotli.message.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.body).toString()).toBe(page);
    const gzip = await answerOf(sendPage, 'gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(page);
    expect(gzip.message.headers['vary']).toBe('Accept-Encoding');
    const plain = await answerOf(sendPage, 'identity');
    expect(plain.message.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(page);
  });

  it('stays as it is when small, of a kind that does not shrink, or compressed already', async () => {
    const small = await answerOf((_request, response) => response.end('ok'), 'br');
    const image = await answerOf(
      (_request, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(Buffer.alloc(5_000)),
      'br',
    );
    const done = await answerOf(
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/css', 'content-encoding': 'gzip' }).end(Buffer.alloc(5_000)),
      'br',
    );
    expect([small, image, done].map(({ message }) => message.headers['content-encoding'])).toEqual([
      undefined,
      undefined,
      'gzip',
    ]);
    expect(done.body.length).toBe(5_000);
  });

  it('keeps its status and has no body when there is none', async () => {
    const moved = await answerOf((_request, response) => response.writeHead(303, { location: '/x' }).end(), 'br');
    expect([moved.message.statusCode, moved.message.headers['location'], moved.body.length]).toEqual([303, '/x', 0]);
  });
});

describe('the encoding', () => {
  it('is none when the browser forbids it', () => {
    expect(chooseEncoding('br;q=0, gzip;q=0')).toBeUndefined();
    expect(chooseEncoding('br;q=0, gzip;q=0.5')).toBe('gzip');
    expect(chooseEncoding(undefined)).toBeUndefined();
  });
});
