import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { OpenReply, ScanJob, ScannedPage, WorkerReply, WorkerRequest } from './scan-job';
import { ScanWorker } from './scan-worker-adapter.server';

/** Reads files of sheets in threads of their own, as many at once as there are cores: the server's own thread stays free. */
export interface ScanPool {
  /** How many pages a file has; nothing of it is read yet. */
  countPages(path: string): Promise<OpenReply>;
  /**
   * Pages `from` … of a file, from 0. `onPage` is called as they come, not in order; a thread reads the next page meanwhile and then
   * waits for it: no more pages are ahead than there are threads. Ends early where `signal` is given and says so.
   */
  readPages(job: ScanJob, options: ReadOptions): Promise<OpenReply>;
  close(): Promise<void>;
}

export interface ReadOptions {
  readonly from?: number;
  /** Up to the end of the file without it. */
  readonly count?: number;
  readonly signal?: AbortSignal;
  onPage(index: number, page: ScannedPage): void | Promise<void>;
}

export interface PoolOptions {
  /** As many as cores; 0 reads in the calling thread, for tests. */
  readonly threads?: number;
  /** The built worker, where it is not beside the running program. */
  readonly workerFile?: string;
}

/** A page that takes longer is given up: nothing that a scanner makes does. */
const mostMilliseconds = 90_000;

interface Thread {
  answer(request: WorkerRequest): Promise<WorkerReply | undefined>;
  end(): Promise<void>;
}

export function openScanPool(options: PoolOptions = {}): ScanPool {
  const file = options.workerFile ?? builtWorker();
  const count = file === undefined ? 0 : (options.threads ?? availableParallelism());
  const make = (): Thread => (file === undefined || count === 0 ? new InlineThread() : new WorkerThread(file));
  return new Pool(Array.from({ length: Math.max(1, count) }, make));
}

/** Beside the server's bundle; undefined where the program runs from its sources. */
function builtWorker(): string | undefined {
  const here = fileURLToPath(import.meta.url);
  const at = here.lastIndexOf('/build/');
  if (at < 0) return undefined;
  const file = `${here.slice(0, at)}/build/bin/scan-worker.js`;
  return existsSync(file) ? file : undefined;
}

class Pool implements ScanPool {
  readonly #threads: readonly Thread[];
  readonly #idle: Thread[];
  readonly #waiting: ((thread: Thread) => void)[] = [];
  #lastJob = 0;

  constructor(threads: readonly Thread[]) {
    this.#threads = threads;
    this.#idle = [...threads];
  }

  async countPages(path: string): Promise<OpenReply> {
    const job = { path, layouts: [], key: new Uint8Array(), keepPictures: false };
    const jobId = this.#newJob();
    const opened = await this.#open(jobId, job);
    this.#close(jobId);
    return opened;
  }

  async readPages(job: ScanJob, { from = 0, count = Infinity, signal, onPage }: ReadOptions): Promise<OpenReply> {
    const jobId = this.#newJob();
    const opened = await this.#open(jobId, job);
    if (opened.ok) {
      const end = Math.min(opened.value.pages, from + count);
      let next = from;
      const work = async (): Promise<void> => {
        let handedOver: void | Promise<void> = undefined;
        while (next < end && signal?.aborted !== true) {
          const page = next;
          next += 1;
          const scanned = await this.#use((thread) => thread.answer({ kind: 'read', jobId, job, page }));
          await handedOver;
          handedOver = onPage(page, scanned?.kind === 'page' ? scanned.page : givenUp);
          // It may fail while the next page is read: then it is said there, and is no loose end until then.
          handedOver?.catch(() => undefined);
        }
        await handedOver;
      };
      await Promise.all(this.#threads.map(work));
    }
    this.#close(jobId);
    return opened;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #newJob(): number {
    this.#lastJob += 1;
    return this.#lastJob;
  }

  async #open(jobId: number, job: ScanJob): Promise<OpenReply> {
    const opened = await this.#use((thread) => thread.answer({ kind: 'open', jobId, job }));
    return opened?.kind === 'opened' ? opened.reply : { ok: false, error: { type: 'file-damaged' } };
  }

  #close(jobId: number): void {
    for (const thread of this.#threads) void thread.answer({ kind: 'close', jobId });
  }

  async #use(work: (thread: Thread) => Promise<WorkerReply | undefined>): Promise<WorkerReply | undefined> {
    const thread = this.#idle.pop() ?? (await new Promise<Thread>((free) => this.#waiting.push(free)));
    try {
      return await work(thread);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(thread);
      else next(thread);
    }
  }
}

const givenUp: ScannedPage = {
  reading: { status: 'refused', refusal: { type: 'picture-damaged' } },
  picture: undefined,
  spent: { decoding: 0, reading: 0, keeping: 0 },
};

class InlineThread implements Thread {
  readonly #worker = new ScanWorker();

  answer(request: WorkerRequest): Promise<WorkerReply | undefined> {
    return this.#worker.answer(request);
  }

  async end(): Promise<void> {}
}

/** A thread that a wrong file may end: the page in hand is given up, the next one gets a new thread. */
class WorkerThread implements Thread {
  readonly #file: string;
  #worker: Worker | undefined;
  #settle: ((reply: WorkerReply | undefined) => void) | undefined;
  /** Jobs that the thread was told of. */
  readonly #told = new Set<number>();

  constructor(file: string) {
    this.#file = file;
  }

  answer(request: WorkerRequest): Promise<WorkerReply | undefined> {
    if (request.kind === 'close') {
      this.#told.delete(request.jobId);
      this.#worker?.postMessage(request);
      return Promise.resolve(undefined);
    }
    const worker = (this.#worker ??= this.#start());
    return new Promise((done) => {
      const tooLong = setTimeout(() => void worker.terminate(), mostMilliseconds);
      worker.ref();
      this.#settle = (reply) => {
        clearTimeout(tooLong);
        this.#settle = undefined;
        // Idle threads keep no program alive.
        worker.unref();
        done(reply);
      };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(this.#told.has(request.jobId) ? { ...request, job: undefined } : request);
      this.#told.add(request.jobId);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    worker.on('message', (reply: WorkerReply) => this.#settle?.(reply));
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#worker = undefined;
      this.#told.clear();
      this.#settle?.(undefined);
    });
    return worker;
  }
}
