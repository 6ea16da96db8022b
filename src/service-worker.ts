/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { flush } from './ui/islands/ballot-queue';

/**
 * Registered by the citizen's and the kiosk's pages, over HTTPS or on localhost only. It sends waiting ballots when the
 * network is back and shows those two kinds of pages without a network; all other pages it leaves alone.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const pages = 'hailong-pages';
const patienceMilliseconds = 4_000;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('sync', (event) => {
  const sync = event as ExtendableEvent & { readonly tag: string };
  if (sync.tag === 'ballots') sync.waitUntil(flushAll());
});

/** A rejected promise makes the browser try again later. */
async function flushAll(): Promise<void> {
  if ((await flush()) > 0) throw new Error('still waiting');
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  const isPage = request.mode === 'navigate' && /^\/(p\/[^/]+|kiosk\/[^/]+)$/.test(url.pathname);
  if (isPage) event.respondWith(fromNetworkFirst(request));
  else if (isPartOfPage(request, url)) event.respondWith(fromStoreFirst(request));
});

/** What the pages stored themselves: the island; the kiosk's scripts, styles and fonts. And photos shown at a kiosk. */
function isPartOfPage(request: Request, url: URL): boolean {
  return url.pathname === '/p/phieu.js' || url.pathname.startsWith('/_app/immutable/') || isKioskPhoto(request);
}

function isKioskPhoto(request: Request): boolean {
  return (
    request.referrer.startsWith(`${worker.location.origin}/kiosk/`) && new URL(request.url).pathname.startsWith('/anh/')
  );
}

async function fromNetworkFirst(request: Request): Promise<Response> {
  const store = await caches.open(pages);
  const stored = await store.match(request, { ignoreSearch: true });
  const fetched = fetch(request).then(async (answer) => {
    if (answer.ok) await store.put(request, answer.clone());
    return answer;
  });
  if (!stored) return fetched;
  const late = new Promise<Response>((done) => setTimeout(() => done(stored), patienceMilliseconds));
  return Promise.race([fetched.catch(() => stored), late]);
}

/** At once from the store where it is there; renewed behind, since island and photos keep their address. */
async function fromStoreFirst(request: Request): Promise<Response> {
  const store = await caches.open(pages);
  const stored = await store.match(request);
  const fetched = fetch(request).then(async (answer) => {
    if (answer.ok && (stored || isKioskPhoto(request))) await store.put(request, answer.clone());
    return answer;
  });
  if (!stored) return fetched;
  fetched.catch(() => undefined);
  return stored;
}
