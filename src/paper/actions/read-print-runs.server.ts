import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { readCounters } from '../../organisation/actions/read-organisation.server';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import type { PrintRun } from '../print-run';
import { movementsInForce, runBalance, type RunBalance, type SheetMovement } from '../sheet-movement';
import { countRuns, type Printing, readPrintings, readRun, readRuns } from '../store-print-run.server';
import { readMovements, readPlaces } from '../store-sheet-movement.server';
import { type PrintSource, readPrintSource } from './print-source.server';

function mayFollowSheets(actor: Actor, unitCode: string): boolean {
  return may(actor, 'manage-collection', unitCode) || may(actor, 'view-box', unitCode);
}

const runsPerPage = 20;

export interface RunList {
  readonly runs: readonly { readonly run: PrintRun; readonly balance: RunBalance }[];
  readonly page: number;
  readonly pages: number;
}

export async function readPrintRuns(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  asked: number,
): Promise<Result<RunList, NotAllowed>> {
  if (!mayFollowSheets(actor, unitCode)) return notAllowed('view-box');
  const pages = Math.max(1, Math.ceil((await countRuns(ctx.db, unitCode)) / runsPerPage));
  const page = Math.min(Math.max(1, asked), pages);
  const runs = await readRuns(ctx.db, unitCode, { skip: (page - 1) * runsPerPage, take: runsPerPage });
  const movements = movementsInForce(
    await readMovements(
      ctx.db,
      unitCode,
      runs.map(({ run }) => run),
    ),
  );
  return ok({
    runs: runs.map((run) => ({
      run,
      balance: runBalance(
        run,
        movements.filter((moved) => moved.run === run.run),
      ),
    })),
    page,
    pages,
  });
}

export interface RunDesk {
  readonly run: PrintRun;
  readonly balance: RunBalance;
  readonly printings: readonly Printing[];
  /** In force, the newest first; each with the records it replaced. */
  readonly movements: readonly { readonly movement: SheetMovement; readonly replaced: readonly SheetMovement[] }[];
  /** Counters and places used before, for the form. */
  readonly places: readonly string[];
}

export async function readPrintRun(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  code: string,
): Promise<Result<RunDesk, NotAllowed | { readonly type: 'no-such-run' }>> {
  if (!mayFollowSheets(actor, unitCode)) return notAllowed('view-box');
  const run = await readRun(ctx.db, unitCode, code);
  if (!run) return fail({ type: 'no-such-run' });
  const all = await readMovements(ctx.db, unitCode, [code]);
  const inForce = movementsInForce(all);
  const counters = (await readCounters(ctx, unitCode)).filter((counter) => counter.active).map(({ name }) => name);
  return ok({
    run,
    balance: runBalance(run, inForce),
    printings: await readPrintings(ctx.db, unitCode, code),
    movements: inForce.map((movement) => ({
      movement,
      replaced: all.filter((other) => other.rootId === movement.rootId && other.id !== movement.id),
    })),
    places: [...new Set([...counters, ...(await readPlaces(ctx.db, unitCode))])],
  });
}

/** What a new run may be; undefined where no plan is in force. */
export async function readRunChoices(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<PrintSource | undefined, NotAllowed>> {
  if (!may(actor, 'manage-collection', unitCode)) return notAllowed('manage-collection');
  return ok(await readPrintSource(ctx, unitCode));
}
