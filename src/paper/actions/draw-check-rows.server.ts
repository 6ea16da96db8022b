import { type Chance, secureChance, shuffled } from '../../kernel/random';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { checkRowsDrawn } from '../events';
import { rowsThatCount } from '../scan-record';
import { countSheets } from '../scanned-sheet';
import { rowsToCheck } from '../silent-error-rate';
import { readScanFiles } from '../store-scan-file.server';
import { insertCheckDraw, readRows } from '../store-scan-row.server';
import { loadScan, type NoScan } from './load-scan.server';

export type DrawCheckError =
  | NotAllowed
  | NoScan
  | { readonly type: 'files-still-waiting'; readonly files: number }
  | { readonly type: 'sheets-still-open'; readonly sheets: number }
  | { readonly type: 'scanning-finished' }
  | { readonly type: 'scanning-not-finished' };

/**
 * Ends the scanning: every sheet of the batch is read, keyed by hand or set aside. Of the rows that the machine decided a random
 * part goes to people, who cannot tell these rows from doubtful ones. `all` sends every row, when that part was too often wrong.
 */
export async function drawCheckRows(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string; readonly all: boolean },
  chance: Chance = secureChance,
): Promise<Result<{ readonly rows: number }, DrawCheckError>> {
  const { unitCode, batchId, all } = input;
  const permission = all ? 'review-keying' : 'key-ballots';
  if (!may(actor, permission, unitCode)) return notAllowed(permission);
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly rows: number }, DrawCheckError>> => {
    const open = await loadScan(tx, unitCode, batchId);
    if (!open.ok) return open;
    const { batch, standings, finished } = open.value;
    if (all && !finished) return fail({ type: 'scanning-not-finished' });
    if (!all && finished) return fail({ type: 'scanning-finished' });
    const waiting = (await readScanFiles(tx, unitCode, batchId)).filter((file) => file.state === 'waiting').length;
    if (waiting > 0) return fail({ type: 'files-still-waiting', files: waiting });
    const { refused, notScanned } = countSheets(standings);
    if (refused + notScanned > 0) return fail({ type: 'sheets-still-open', sheets: refused + notScanned });
    const rows = (await readRows(tx, unitCode, batchId)).map((row) => ({ row }));
    const decided = rowsThatCount(rows, standings).flatMap(({ row }) => (row.value === undefined ? [] : [row]));
    const drawn = all ? decided : shuffled(decided, chance).slice(0, rowsToCheck(decided.length));
    const at = ctx.clock.now();
    await insertCheckDraw(tx, unitCode, batchId, {
      rows: drawn.map(({ sheet, item }) => ({ sheet, item })),
      rowsOf: decided.length,
      by: actor.accountId,
      at,
    });
    const draw = { rows: drawn.length, rowsOf: decided.length };
    await appendEvent(tx, checkRowsDrawn({ unitCode, actor: actor.accountId, at }, batch, draw));
    return ok({ rows: drawn.length });
  });
}
