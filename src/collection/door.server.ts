import type { IncomingMessage, ServerResponse } from 'node:http';
import { fail, ok, type Result } from '../kernel/result';
import type { App } from '../platform/app';
import type { BareHandler } from '../platform/http-listener.server';
import { localeCookie, parseLocale } from '../ui/locale';
import { submitBallot } from './actions/submit-ballot.server';
import { problemOf, type SubmitError } from './problem';
import { largestBodyBytes } from './submission';

/** Refused bodies are read and thrown away up to here, so that the sender can read the answer. */
const mostDiscardedBytes = 64 * 1024 * 1024;

/** POST /api/ballots: JSON in, JSON out (docs/formats/ballot.md), before SvelteKit sees the request. */
export function ballotDoor(app: App): BareHandler {
  return (request, response) => {
    if (request.url !== '/api/ballots') return false;
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end();
      return true;
    }
    void answerBallot(app, request, response);
    return true;
  };
}

async function answerBallot(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const input = body.ok ? parseJson(request, body.value) : body;
  const result = input.ok ? await submitBallot(app, input.value) : input;
  if (result.ok) return send(response, result.value.status === 'accepted' ? 201 : 200, result.value);
  const { status, text } = problemOf(result.error, localeOf(request));
  send(response, status, { status: 'refused', problem: result.error.type, text });
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return;
  // As text, headers and body leave in one write.
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

function readBody(request: IncomingMessage): Promise<Result<Buffer, SubmitError>> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBodyBytes) chunks.push(chunk);
      else if (size > mostDiscardedBytes) request.destroy();
      else chunks.length = 0;
    });
    request.on('end', () =>
      done(size > largestBodyBytes ? fail({ type: 'body-too-large' }) : ok(Buffer.concat(chunks))),
    );
    // Cut off on the way: nobody is left to read the answer, nothing was stored.
    request.on('close', () => done(fail({ type: 'not-json' })));
    request.on('error', () => done(fail({ type: 'not-json' })));
  });
}

/** Only `application/json`: a page of another site cannot send that without being asked first (CORS). */
function parseJson(request: IncomingMessage, bytes: Buffer): Result<unknown, SubmitError> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return fail({ type: 'not-json' });
  try {
    return ok(JSON.parse(bytes.toString('utf8')));
  } catch {
    return fail({ type: 'not-json' });
  }
}

function localeOf(request: IncomingMessage) {
  const cookie = new RegExp(`(?:^|;\\s*)${localeCookie}=(\\w+)`).exec(request.headers.cookie ?? '');
  return parseLocale(cookie?.[1]);
}
