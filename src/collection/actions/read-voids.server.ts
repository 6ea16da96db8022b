import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { type EarlierImport, readImports } from '../store-import.server';
import { type BatchOutcome, readBatches, readOutcomes, type StoredBatch } from '../store-keying.server';
import { periodsWithBallots, readVoidGroups, readVoidRequests, type StoredVoidRequest } from '../store-void.server';
import type { VoidGroup } from '../void';

/** Everything the page of voids shows: requests, decisions, and the groups one may point at. Counts only. */
export interface VoidsOfUnit {
  readonly requests: readonly StoredVoidRequest[];
  readonly groups: readonly VoidGroup[];
  readonly imports: readonly EarlierImport[];
  readonly batches: readonly { readonly batch: StoredBatch; readonly outcome: BatchOutcome | undefined }[];
  readonly mayRequest: boolean;
  readonly mayDecide: boolean;
}

export async function readVoids(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<VoidsOfUnit, NotAllowed>> {
  if (!may(actor, 'view-voids', unitCode)) return notAllowed('view-voids');
  const outcomes = await readOutcomes(ctx.db, unitCode);
  const batches = (await readBatches(ctx.db, unitCode)).map((batch) => ({ batch, outcome: outcomes.get(batch.id) }));
  const groups: VoidGroup[] = batches
    .filter(({ outcome }) => outcome === undefined)
    .map(({ batch }) => ({
      target: { kind: 'keyed-batch', batchId: batch.id },
      periodId: batch.periodId,
      ballots: batch.sheets,
    }));
  for (const periodId of await periodsWithBallots(ctx.db, unitCode))
    groups.push(...(await readVoidGroups(ctx.db, unitCode, periodId)));
  return ok({
    requests: await readVoidRequests(ctx.db, unitCode),
    groups,
    imports: await readImports(ctx.db, unitCode),
    batches,
    mayRequest: may(actor, 'request-void', unitCode),
    mayDecide: may(actor, 'confirm-void', unitCode),
  });
}
