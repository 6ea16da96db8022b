import type { DeskContext } from '../desk-context';
import { openScanPool, type ScanPool } from '../reading/scan-pool-adapter.server';
import { poolReader } from '../scan-machine-adapter.server';
import { readScans, type ScanMachine } from './read-scans.server';
import { sheetBook } from './sheet-book.server';

let pool: ScanPool | undefined;
/** A job's turn: then the server may stop, and other jobs of the process have their connections. */
const longestTurnMilliseconds = 5_000;

/** The reading threads, started with the first file, and what the office has printed. */
function officeMachine(ctx: DeskContext): ScanMachine {
  pool ??= openScanPool();
  return { reader: poolReader(pool), book: (_db, unitCode) => sheetBook(ctx, unitCode) };
}

/** What the server does all the time: reads what was uploaded, some chunks in a turn. */
export async function readWaitingScans(ctx: DeskContext): Promise<void> {
  const until = performance.now() + longestTurnMilliseconds;
  while ((await readScans(ctx, officeMachine(ctx))) > 0 && performance.now() < until);
}
