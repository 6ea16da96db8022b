import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { fail, ok, type Result } from '../kernel/result';
import type { App } from './app';
import { compressResponse } from './compress-response.server';
import type { Config } from './config';

/** Answers the request and returns true, or returns false and leaves it to the next. */
export type BareHandler = (request: IncomingMessage, response: ServerResponse) => boolean;
/** SvelteKit's handler (adapter-node, or vite in development). */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export type ListenProblem =
  | { readonly type: 'port-taken'; readonly port: number }
  | { readonly type: 'port-forbidden'; readonly port: number }
  | { readonly type: 'address-unknown'; readonly host: string }
  | { readonly type: 'tls-unreadable'; readonly detail: string };

interface Handlers {
  readonly bare: readonly BareHandler[];
  readonly pages: PageHandler;
  /** The page shown when a body is too large. */
  readonly tooLargePage: string;
}

/** Uploads (spreadsheets, photos, signed papers) come as multipart; nothing else needs more than a form's worth. */
const largestUploadBytes = 32 * 1024 * 1024;
const largestFormBytes = 1024 * 1024;

/** What SvelteKit's adapter reads; set before its handler is loaded. The listener below writes these headers itself. */
export const adapterEnvironment = {
  PROTOCOL_HEADER: 'x-hailong-protocol',
  ADDRESS_HEADER: 'x-hailong-address',
  BODY_SIZE_LIMIT: String(largestUploadBytes),
} as const;

export async function listen(config: Config, handlers: Handlers, app: App): Promise<Result<Server, ListenProblem>> {
  const listener = requestListener(config, handlers, app);
  const server = makeServer(config, listener);
  if (!server.ok) return server;
  server.value.keepAliveTimeout = 65_000;
  const bound = await bind(config, server.value);
  return bound.ok ? server : bound;
}

/** Before the slow part of the start: is the port free? */
export async function probePort(config: Config): Promise<Result<void, ListenProblem>> {
  const probe = createServer();
  const bound = await bind(config, probe);
  if (bound.ok) await stopListening(probe);
  return bound;
}

function bind(config: Config, server: Server): Promise<Result<void, ListenProblem>> {
  return new Promise((done) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done(fail({ type: 'port-taken', port: config.port }));
      else if (error.code === 'EACCES') done(fail({ type: 'port-forbidden', port: config.port }));
      else done(fail({ type: 'address-unknown', host: config.host }));
    });
    server.listen(config.port, config.host, () => done(ok(undefined)));
  });
}

/** Lets requests under way finish, for at most `patienceMilliseconds`. */
export async function stopListening(server: Server, patienceMilliseconds = 3_000): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), patienceMilliseconds);
  await closed;
  clearTimeout(timer);
}

function makeServer(config: Config, listener: RequestListener): Result<Server, ListenProblem> {
  if (config.tls === undefined) return ok(createServer(listener));
  try {
    return ok(
      createTlsServer({ cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) }, listener),
    );
  } catch (error) {
    return fail({ type: 'tls-unreadable', detail: (error as Error).message });
  }
}

function requestListener(config: Config, handlers: Handlers, app: App): RequestListener {
  return (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    for (const handler of handlers.bare) if (handler(request, response)) return;
    describeCaller(config, request);
    setSecurityHeaders(config, request, response);
    if (isTooLarge(request)) return refuseTooLarge(request, response, handlers.tooLargePage);
    compressResponse(request, response);
    (request as IncomingMessage & { hailong?: App }).hailong = app;
    handlers.pages(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  };
}

/** Protocol and address as SvelteKit shall see them; what a caller writes there itself counts only from a trusted proxy. */
function describeCaller(config: Config, request: IncomingMessage): void {
  const forwarded = (name: string): string | undefined =>
    config.trustProxy
      ? String(request.headers[name] ?? '')
          .split(',')
          .at(-1)
          ?.trim() || undefined
      : undefined;
  const protocol = forwarded('x-forwarded-proto') ?? (config.tls ? 'https' : 'http');
  request.headers['x-hailong-protocol'] = protocol === 'https' ? 'https' : 'http';
  request.headers['x-hailong-address'] = forwarded('x-forwarded-for') ?? request.socket.remoteAddress ?? '';
}

function setSecurityHeaders(config: Config, request: IncomingMessage, response: ServerResponse): void {
  const isEmbeddable = /^\/ket-qua\/[^?]*\/bang(\?|$)/.test(request.url ?? '');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'geolocation=(), microphone=(), payment=()');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  const frames = isEmbeddable ? '*' : "'self'";
  response.setHeader(
    'Content-Security-Policy',
    `object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ${frames}`,
  );
  if (!isEmbeddable) response.setHeader('X-Frame-Options', 'SAMEORIGIN');
  // Not for localhost: there it would close every other program's plain HTTP to this browser.
  const isNamed = /^https:\/\/(?!localhost\b)/.test(config.publicUrl);
  if (isNamed && request.headers['x-hailong-protocol'] === 'https') {
    response.setHeader('Strict-Transport-Security', 'max-age=31536000');
  }
}

function isTooLarge(request: IncomingMessage): boolean {
  const declared = Number(request.headers['content-length'] ?? 0);
  const isUpload = (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
  return declared > (isUpload ? largestUploadBytes : largestFormBytes);
}

/** Reads the rest first (up to a bound): a browser shows the answer only after it could send everything. */
function refuseTooLarge(request: IncomingMessage, response: ServerResponse, page: string): void {
  let received = 0;
  const answer = (): void => {
    if (response.headersSent) return;
    response.writeHead(413, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
    response.end(page);
  };
  request.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > 4 * largestUploadBytes) answer();
  });
  request.on('end', answer);
}
