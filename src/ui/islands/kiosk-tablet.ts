import { deliver, type Delivery, enqueue, flush, queued } from './ballot-queue';

/** The tablet of a kiosk: its secret, its queue, its last ballot. No answer outlives its ballot here but in the queue. */
export interface Tablet {
  readonly id: string;
  /** Takes the secret out of the address at the first opening. True where the server knows it, or no server answers. */
  checkIn(): Promise<boolean>;
  send(body: Record<string, unknown>, content: string): Promise<Delivery | { readonly type: 'queued' }>;
  flush(): Promise<void>;
  waiting(): Promise<{ readonly waiting: number; readonly refused: number; readonly reason: string }>;
  mayLeave(code: string): Promise<boolean>;
}

interface Kept {
  readonly secret: string;
  readonly leaveCodeHash: string;
}

const repeatWindowMilliseconds = 20_000;

/** IndexedDB lives everywhere, but only a secure page has the worker that shows it again without a network. */
export function offlineAbility(): boolean {
  return isSecureContext && 'serviceWorker' in navigator && 'indexedDB' in window;
}

export function tabletOf(id: string): Tablet {
  const key = `hailong kiosk ${id}`;
  let last: { readonly content: string; readonly at: number } | undefined;
  const kept = (): Kept | undefined => JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | undefined;

  async function checkIn(): Promise<boolean> {
    const linked = location.hash.slice(1);
    if (/^[0-9a-f]{32}$/.test(linked)) {
      localStorage.setItem(key, JSON.stringify({ secret: linked, leaveCodeHash: kept()?.leaveCodeHash ?? '' }));
      history.replaceState(history.state, '', location.pathname);
    }
    const secret = kept()?.secret;
    if (!secret) return false;
    try {
      const answer = await post(id, { secret });
      if (answer.status === 403) return false;
      if (answer.ok) {
        const { leaveCodeHash } = (await answer.json()) as Kept;
        localStorage.setItem(key, JSON.stringify({ secret, leaveCodeHash }));
      }
    } catch {
      // No network: the tablet goes on with what it has.
    }
    return true;
  }

  function isPossibleRepeat(content: string): boolean {
    const now = performance.now();
    const before = last;
    last = { content, at: now };
    return before !== undefined && before.content === content && now - before.at < repeatWindowMilliseconds;
  }

  return {
    id,
    checkIn,
    send: async (ballot, content) => {
      const body = {
        ...ballot,
        kiosk: { id, secret: kept()?.secret ?? '' },
        possibleRepeat: isPossibleRepeat(content),
      };
      const delivery = await deliver(body);
      if (delivery.type === 'accepted') return delivery;
      if (!offlineAbility()) return delivery;
      // Refused for good: kept all the same, so that staff see it and nothing vanishes.
      const refused = delivery.type === 'refused' ? { refused: delivery.text } : {};
      await enqueue({ id: String(ballot['id']), body, ...refused });
      return delivery.type === 'refused' ? delivery : { type: 'queued' };
    },
    flush: async () => {
      if (offlineAbility()) await flush().catch(() => undefined);
    },
    waiting: async () => {
      const all = await queued().catch(() => []);
      const refused = all.filter((ballot) => ballot.refused !== undefined);
      return { waiting: all.length - refused.length, refused: refused.length, reason: refused.at(-1)?.refused ?? '' };
    },
    mayLeave: async (code) => {
      const held = kept();
      if (held?.leaveCodeHash && isSecureContext) return (await leaveHash(id, code)) === held.leaveCodeHash;
      const answer = await post(id, { secret: held?.secret ?? '', leave: code }).catch(() => undefined);
      return answer?.ok === true && ((await answer.json()) as { left?: boolean }).left === true;
    },
  };
}

function post(id: string, body: object): Promise<Response> {
  return fetch(`/kiosk/${id}/may`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The same as `leaveCodeHash` in src/collection/kiosk.ts. */
async function leaveHash(id: string, code: string): Promise<string> {
  const bytes = new TextEncoder().encode(`kiosk-leave-v1\n${id}\n${code.trim()}`);
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** 128 random bits; `getRandomValues` exists over plain HTTP too. */
export function newBallotId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Registers the worker and stores what this page was made of, out of the browser's own cache. */
export function keepPageOffline(): void {
  if (!offlineAbility()) return;
  navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
  const parts = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && /^\/(_app\/immutable|anh)\//.test(pathname))
    .map(({ href }) => href);
  void caches
    .open('hailong-pages')
    .then((cache) => Promise.all([location.pathname, ...parts].map((part) => cache.add(part).catch(() => undefined))));
}
