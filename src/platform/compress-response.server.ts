import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, createBrotliCompress, createGzip, type BrotliCompress, type Gzip } from 'node:zlib';

const compressible = /^(text\/|application\/(json|javascript|manifest\+json|xml|geo\+json)|image\/svg\+xml)/;
const smallestWorthwhileBytes = 600;

/** brotli or gzip, as the browser asks; undefined when it asks for neither. */
export function chooseEncoding(acceptEncoding: string | undefined): 'br' | 'gzip' | undefined {
  const offers = (acceptEncoding ?? '').split(',').map((offer) => offer.trim().toLowerCase().split(';'));
  const accepts = (name: string): boolean =>
    offers.some(([offered, quality]) => offered === name && !/^\s*q=0(\.0+)?$/.test(quality ?? ''));
  if (accepts('br')) return 'br';
  return accepts('gzip') ? 'gzip' : undefined;
}

/** Compresses what the handlers behind write, unless it is small, already compressed, or of a kind that does not shrink. */
export function compressResponse(request: IncomingMessage, response: ServerResponse): void {
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding === undefined || request.method === 'HEAD') return;
  const plain = {
    writeHead: response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse,
    write: response.write.bind(response) as (chunk: unknown, ...rest: unknown[]) => boolean,
    end: response.end.bind(response) as (...args: unknown[]) => ServerResponse,
  };
  let compressor: BrotliCompress | Gzip | undefined;
  let decided = false;

  const decide = (lastChunk: unknown): void => {
    if (decided || response.headersSent) return;
    decided = true;
    // Node writes the headers through this very property at the first byte.
    response.writeHead = plain.writeHead as typeof response.writeHead;
    if (!isWorthwhile(response, lastChunk)) return;
    response.removeHeader('content-length');
    response.setHeader('content-encoding', encoding);
    response.appendHeader('vary', 'Accept-Encoding');
    const tag = response.getHeader('etag');
    if (typeof tag === 'string' && !tag.startsWith('W/')) response.setHeader('etag', `W/${tag}`);
    compressor =
      encoding === 'br'
        ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
        : createGzip({ level: 6 });
    compressor.on('data', (chunk: Buffer) => {
      if (!plain.write(chunk)) compressor?.pause();
    });
    compressor.on('end', () => plain.end());
    compressor.on('drain', () => response.emit('drain'));
    response.on('drain', () => compressor?.resume());
    response.on('close', () => compressor?.destroy());
  };

  // The status line waits for the first byte: only then is it known whether the body is compressed.
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const headers = rest.find((part) => typeof part === 'object' && part !== null);
    if (Array.isArray(headers) || response.headersSent) return plain.writeHead(status, ...rest);
    response.statusCode = status;
    if (typeof rest[0] === 'string') response.statusMessage = rest[0];
    for (const [name, value] of Object.entries((headers ?? {}) as Record<string, string>))
      if (value !== undefined) response.setHeader(name, value);
    return response;
  }) as typeof response.writeHead;
  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    decide(undefined);
    return compressor ? compressor.write(chunk, ...(rest as [])) : plain.write(chunk, ...rest);
  }) as typeof response.write;
  response.end = ((chunk: unknown, ...rest: unknown[]) => {
    decide(chunk ?? '');
    if (!compressor) return plain.end(chunk, ...rest);
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') compressor.end(chunk);
    else compressor.end();
    return response;
  }) as typeof response.end;
}

function isWorthwhile(response: ServerResponse, lastChunk: unknown): boolean {
  if (response.statusCode === 204 || response.statusCode === 206 || response.statusCode === 304) return false;
  if (response.hasHeader('content-encoding')) return false;
  if (!compressible.test(String(response.getHeader('content-type') ?? ''))) return false;
  const declared = response.getHeader('content-length');
  const length =
    declared !== undefined
      ? Number(declared)
      : lastChunk === undefined
        ? Infinity
        : Buffer.byteLength((lastChunk as string | Uint8Array) ?? '');
  return length >= smallestWorthwhileBytes;
}
