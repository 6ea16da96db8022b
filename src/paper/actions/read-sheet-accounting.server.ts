import { batchSheetsByOpening } from '../../collection/actions/read-box-openings.server';
import { openingsInForce, sheetBalance } from '../../collection/box-opening';
import { readOpenings } from '../../collection/store-box-opening.server';
import { readBatches, readOutcomes } from '../../collection/store-keying.server';
import type { CalendarDay } from '../../kernel/calendar-day';
import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import type { Queryable } from '../../platform/database.server';
import { collectionPeriods } from '../../survey/plan';
import { type Period, period as periodOf } from '../../survey/reporting-period';
import { planInForce } from '../../survey/store.server';
import { sheetAccounting, type BoxSheets, type SheetAccounting } from '../sheet-accounting';
import { movementsInForce, runBalance } from '../sheet-movement';
import { readScanOutcomes } from '../store-scan-outcome.server';
import { readRunsOfPeriod } from '../store-print-run.server';
import { sheetsReadByRun } from '../store-serial.server';
import { readMovements } from '../store-sheet-movement.server';

export interface AccountingDesk {
  readonly periods: readonly Period[];
  /** The one that was asked for, or the one of today; undefined without a plan. */
  readonly period: Period | undefined;
  readonly accounting: SheetAccounting | undefined;
}

export async function readSheetAccounting(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  asked: string | undefined,
): Promise<Result<AccountingDesk, NotAllowed>> {
  if (!may(actor, 'manage-collection', unitCode) && !may(actor, 'view-box', unitCode)) return notAllowed('view-box');
  const today = ctx.clock.today();
  const plan = await planInForce(ctx.db, unitCode, today);
  const periods = plan ? collectionPeriods(plan.content).filter(({ from }) => from <= today) : [];
  const period = periods.find(({ id }) => id === asked) ?? periods.at(-1);
  const accounting = period && (await accountingOf(ctx.db, unitCode, period, today > period.until));
  return ok({ periods, period, accounting });
}

/** The paper of the period of a batch, for its record; undefined for who may not see it. */
export async function readAccountingOfBatch(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  periodId: string,
): Promise<SheetAccounting | undefined> {
  const mayView = may(actor, 'manage-collection', unitCode) || may(actor, 'view-box', unitCode);
  const of = periodOf(periodId);
  return mayView ? accountingOf(ctx.db, unitCode, of, ctx.clock.today() > of.until) : undefined;
}

export async function accountingOf(
  db: Queryable,
  unitCode: string,
  period: Period,
  over: boolean,
): Promise<SheetAccounting> {
  const runs = await readRunsOfPeriod(db, unitCode, period.id);
  const movements = movementsInForce(
    await readMovements(
      db,
      unitCode,
      runs.map(({ run }) => run),
    ),
  );
  const read = await sheetsReadByRun(db, unitCode);
  return sheetAccounting({
    runs: runs.map((run) => {
      const seen = read.get(run.run);
      const own = movements.filter((moved) => moved.run === run.run);
      return { ...runBalance(run, own), number: run.number, read: (seen?.numbered ?? 0) + (seen?.copies ?? 0) };
    }),
    withCopyMaster: runs.some(({ kind }) => kind === 'copy-master'),
    boxes: await boxesOf(db, unitCode, period),
    interviewed: await interviewedIn(db, unitCode, period),
    over,
  });
}

/** An opening belongs to the period of its batches; before it has one, to the period of its day. */
async function boxesOf(db: Queryable, unitCode: string, period: Period): Promise<BoxSheets[]> {
  const batches = await readBatches(db, unitCode);
  const sheets = await batchSheetsByOpening(db, unitCode);
  const scans = await readScanOutcomes(db, unitCode);
  return openingsInForce(await readOpenings(db, unitCode)).flatMap((opening) => {
    const own = batches.filter(({ openingId }) => openingId === opening.rootId);
    const belongs = own[0] ? own[0].periodId === period.id : isIn(period, opening.openedOn);
    if (!belongs) return [];
    const balance = sheetBalance(opening, sheets.get(opening.rootId) ?? []);
    const scanned = own.flatMap(({ id }) => scans.get(id) ?? []);
    const of = (term: 'sheetsRead' | 'sheetsKeyed' | 'sheetsRefused' | 'sheetsMissing') =>
      scanned.reduce((sum, one) => sum + one[term], 0);
    const absent = of('sheetsMissing');
    const { boxCode: box, openedOn, turn } = opening;
    return [
      {
        box,
        openedOn,
        turn,
        found: balance.found,
        read: of('sheetsRead'),
        absent,
        keyed: balance.keyed - of('sheetsRead'),
        refused: balance.spoiled - absent,
        withdrawn: balance.withdrawn,
      },
    ];
  });
}

function isIn({ from, until }: Period, day: CalendarDay): boolean {
  return day >= from && day <= until;
}

async function interviewedIn(db: Queryable, unitCode: string, period: Period): Promise<number> {
  const outcomes = await readOutcomes(db, unitCode);
  return (await readBatches(db, unitCode))
    .filter((batch) => batch.channel === 'interview' && batch.periodId === period.id)
    .filter((batch) => outcomes.get(batch.id)?.outcome !== 'withdrawn')
    .reduce((sum, batch) => sum + batch.sheets, 0);
}
