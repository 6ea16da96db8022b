import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import type { Queryable } from '../../platform/database.server';
import { collectionPeriodOn } from '../../survey/plan';
import type { Period } from '../../survey/reporting-period';
import { planInForce } from '../../survey/store.server';
import {
  type BatchSheets,
  type BoxOpeningDue,
  boxOpeningDue,
  openingsInForce,
  sheetBalance,
  type SheetBalance,
} from '../box-opening';
import { readOpenings, readOpeningPhoto, type OpeningPhoto, type StoredOpening } from '../store-box-opening.server';
import { countFirstReadings, readBatches, readOutcomes } from '../store-keying.server';

/** What the batches of each opening hold, by root record of the opening. */
export async function batchSheetsByOpening(tx: Queryable, unitCode: string): Promise<Map<string, BatchSheets[]>> {
  const [batches, outcomes, readings] = [
    await readBatches(tx, unitCode),
    await readOutcomes(tx, unitCode),
    await countFirstReadings(tx, unitCode),
  ];
  const byOpening = new Map<string, BatchSheets[]>();
  for (const batch of batches) {
    if (batch.openingId === undefined) continue;
    const outcome = outcomes.get(batch.id);
    const reading = readings.get(batch.id) ?? { read: 0, spoiled: 0 };
    const withdrawn = outcome?.outcome === 'withdrawn';
    const sheets = {
      sheets: batch.sheets,
      keyed: outcome ? outcome.keyed : reading.read - reading.spoiled,
      spoiled: outcome ? outcome.spoiled : reading.spoiled,
      withdrawn,
      duplicate: withdrawn && outcome.reason === 'duplicate',
    };
    byOpening.set(batch.openingId, [...(byOpening.get(batch.openingId) ?? []), sheets]);
  }
  return byOpening;
}

export interface OpeningWithBalance {
  readonly opening: StoredOpening;
  readonly balance: SheetBalance;
  /** Records this one replaced, the newest first; they stay readable. */
  readonly replaced: readonly StoredOpening[];
}

export async function readBoxOpenings(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<OpeningWithBalance[], NotAllowed>> {
  if (!may(actor, 'view-box', unitCode) && !may(actor, 'key-ballots', unitCode)) return notAllowed('view-box');
  const all = await readOpenings(ctx.db, unitCode);
  const batches = await batchSheetsByOpening(ctx.db, unitCode);
  return ok(
    openingsInForce(all).map((opening) => ({
      opening,
      balance: sheetBalance(opening, batches.get(opening.rootId) ?? []),
      replaced: all
        .filter((other) => other.rootId === opening.rootId && other.id !== opening.id)
        .sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime()),
    })),
  );
}

/** For the home page: whether the box of a period was opened, and by when it must be. */
export async function boxOpeningDueOf(ctx: ActionContext, unitCode: string, period: Period): Promise<BoxOpeningDue> {
  return boxOpeningDue(period, openingsInForce(await readOpenings(ctx.db, unitCode)), ctx.clock.today());
}

export interface CurrentBoxDue {
  readonly period: Period;
  readonly due: BoxOpeningDue;
}

/** The same for the period of today; undefined where no plan in force collects ballots in a box. */
export async function currentBoxDue(ctx: ActionContext, unitCode: string): Promise<CurrentBoxDue | undefined> {
  const today = ctx.clock.today();
  const plan = await planInForce(ctx.db, unitCode, today);
  const period = plan && collectionPeriodOn(plan.content, today);
  if (!period || !plan.content.channels.includes('paper')) return undefined;
  return { period, due: await boxOpeningDueOf(ctx, unitCode, period) };
}

export async function readBoxPhoto(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  openingId: string,
): Promise<Result<OpeningPhoto | undefined, NotAllowed>> {
  if (!may(actor, 'view-box', unitCode)) return notAllowed('view-box');
  return ok(await readOpeningPhoto(ctx.db, unitCode, openingId));
}
