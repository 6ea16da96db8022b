import { parentPort } from 'node:worker_threads';
import { type Bench, measure, openBench, type Part } from '../paper-forge/accuracy';

/** One thread of `paper-accuracy`: forges, reads and judges the parts that it is given. */
let bench: Promise<Bench> | undefined;

parentPort?.on('message', (part: Part) => {
  bench ??= openBench();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void bench.then((open) => measure(open, part)).then((tally) => parentPort?.postMessage(tally));
});
