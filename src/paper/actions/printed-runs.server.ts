import { closedPeriods } from '../../collection/store-keying.server';
import type { ActionContext } from '../../platform/action-context';
import type { PrintedRun } from '../reading/printed-run';
import type { SheetLayout } from '../sheet-layout';
import { knownRuns, layoutsPrinted } from '../store-print-run.server';

export interface PrintedRuns {
  readonly runs: ReadonlyMap<string, PrintedRun>;
  /** Every layout that any unit here printed by. */
  readonly layouts: readonly SheetLayout[];
}

/** What this installation has printed, for `hailong scan` with a data folder. */
export async function printedRuns(ctx: Pick<ActionContext, 'db'>): Promise<PrintedRuns> {
  const known = [...(await knownRuns(ctx.db, '')).values()];
  const runs = new Map<string, PrintedRun>();
  const layouts: SheetLayout[] = [];
  for (const unitCode of new Set(known.map((run) => run.unitCode))) {
    const closed = await closedPeriods(ctx.db, unitCode);
    layouts.push(...(await layoutsPrinted(ctx.db, unitCode)));
    for (const { run, periodId } of known.filter((one) => one.unitCode === unitCode))
      runs.set(run, { unitCode, periodId, isClosed: closed.has(periodId) });
  }
  return { runs, layouts };
}
