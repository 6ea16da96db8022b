// The program of the reader's threads: `scan-pool-adapter.server.ts` starts it.
import { parentPort } from 'node:worker_threads';
import { ScanWorker } from '../paper/reading/scan-worker-adapter.server';
import type { WorkerRequest } from '../paper/reading/scan-job';

const worker = new ScanWorker();
let before = Promise.resolve();

parentPort?.on('message', (request: WorkerRequest) => {
  before = before.then(async () => {
    const reply = await worker.answer(request);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    if (reply !== undefined) parentPort?.postMessage(reply);
  });
});
