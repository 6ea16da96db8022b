/**
 * Ballots waiting on this device for a network, in IndexedDB so that the service worker reads them too. A ballot carries its
 * own random id: however often page and worker send it, the server counts it once.
 */
export interface QueuedBallot {
  readonly id: string;
  readonly body: Record<string, unknown>;
  /** Set when the server refused it for good; kept so that nothing is lost silently. */
  readonly refused?: string;
}

export type Delivery =
  | { readonly type: 'accepted' }
  | { readonly type: 'refused'; readonly text: string }
  | { readonly type: 'unreachable'; readonly text: string };

const storeName = 'queue';

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open('hailong', 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName, { keyPath: 'id' }));
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => failed(request.error));
  });
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((done, failed) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      // Done only when the transaction is: a ballot reported as kept survives a power cut.
      transaction.addEventListener('complete', () => done(request.result));
      transaction.addEventListener('error', () => failed(transaction.error));
      transaction.addEventListener('abort', () => failed(transaction.error));
    });
  } finally {
    database.close();
  }
}

export function enqueue(ballot: QueuedBallot): Promise<unknown> {
  return inStore('readwrite', (store) => store.put(ballot));
}

export function queued(): Promise<QueuedBallot[]> {
  return inStore('readonly', (store) => store.getAll() as IDBRequest<QueuedBallot[]>);
}

export function forget(id: string): Promise<unknown> {
  return inStore('readwrite', (store) => store.delete(id));
}

/** One try. Refused means for good; anything that may pass by itself is unreachable. */
export async function deliver(body: unknown): Promise<Delivery> {
  try {
    const answer = await fetch('/api/ballots', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.ok) return { type: 'accepted' };
    const { text = '' } = (await answer.json()) as { text?: string };
    return { type: answer.status >= 500 || answer.status === 429 ? 'unreachable' : 'refused', text };
  } catch {
    return { type: 'unreachable', text: '' };
  }
}

/** Sends what waits, one after the other; stops at the first that the network does not take. Returns how many still wait. */
export async function flush(): Promise<number> {
  const waiting = (await queued()).filter(({ refused }) => refused === undefined);
  for (const [index, ballot] of waiting.entries()) {
    const delivery = await deliver({ ...ballot.body, queued: true });
    if (delivery.type === 'unreachable') return waiting.length - index;
    if (delivery.type === 'accepted') await forget(ballot.id);
    else await enqueue({ ...ballot, refused: delivery.text });
  }
  return 0;
}
