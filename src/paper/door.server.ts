import type { IncomingMessage, ServerResponse } from 'node:http';
import { fail, type Result } from '../kernel/result';
import { authenticate, sessionCookie } from '../organisation/actions/authenticate.server';
import { isAllowedOrigin } from '../platform/allowed-origin.server';
import type { App } from '../platform/app';
import type { BareHandler } from '../platform/http-listener.server';
import { type Locale, localeCookie, parseLocale } from '../ui/locale';
import { scanDeskText } from '../ui/text/scan-desk';
import { type ReceivedScan, receiveScan, type ReceiveScanError } from './actions/receive-scan.server';
import { scanProblem } from './problem';

const address = /^\/van-phong\/([^/?]+)\/nhap-phieu\/([0-9a-f]{32})\/quet\/tep\?(.*)$/;

/**
 * POST …/quet/tep?ten=…&dau=… with the file as the body, before SvelteKit sees it: SvelteKit would hold it in memory and refuse
 * more than a photo's worth. Who may send is decided as in `hooks.server.ts`: own origin, session cookie, permission.
 */
export function scanDoor(app: App): BareHandler {
  return (request, response) => {
    const [, unit, batchId, query] = (request.method === 'POST' && address.exec(request.url ?? '')) || [];
    if (unit === undefined || batchId === undefined) return false;
    const locale = parseLocale(cookie(request, localeCookie));
    answerUpload(app, request, { unitCode: decodeURIComponent(unit), batchId, query: new URLSearchParams(query) })
      .then((received) => {
        if (received.ok) return send(response, 200, received.value);
        return send(response, ...problemBody(received.error, locale));
      })
      .catch((error: unknown) => {
        console.error(`[${new Date().toISOString()}] upload of a scan:`, error);
        send(response, 500, { problem: scanDeskText[locale].upload.failed });
      })
      // What was refused early is read to its end, so that the browser can read the answer.
      .finally(() => request.resume());
    return true;
  };
}

type UploadError = ReceiveScanError | { readonly type: 'not-signed-in' } | { readonly type: 'foreign-origin' };

async function answerUpload(
  app: App,
  request: IncomingMessage,
  to: { readonly unitCode: string; readonly batchId: string; readonly query: URLSearchParams },
): Promise<Result<ReceivedScan, UploadError>> {
  if (!isAllowedOrigin(app.config, headersOf(request))) return fail({ type: 'foreign-origin' });
  const token = cookie(request, sessionCookie);
  const actor = token === undefined ? undefined : await authenticate(app, token);
  if (!actor || actor.mustChangePassword) return fail({ type: 'not-signed-in' });
  const first = to.query.get('dau') ?? '';
  return receiveScan(app, actor, {
    unitCode: to.unitCode,
    batchId: to.batchId,
    name: to.query.get('ten') ?? '',
    firstSheet: first === '' ? undefined : Number(first),
    content: request,
  });
}

function problemBody(error: UploadError, locale: Locale): [status: number, body: object] {
  if (error.type === 'not-signed-in') return [401, { problem: scanDeskText[locale].upload.signedOut }];
  if (error.type === 'foreign-origin') return [403, { problem: scanDeskText[locale].upload.failed }];
  const { status, text } = scanProblem(error, locale);
  return [status, { problem: text }];
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function headersOf({ headers }: IncomingMessage): Headers {
  const known = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') known.set(name, value);
  return known;
}

function cookie({ headers }: IncomingMessage, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
}
