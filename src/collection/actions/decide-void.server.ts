import { assert, fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { batchRecord } from '../keying';
import { keyingBatchWithdrawn, voidDecided } from '../keying-events';
import { readImports } from '../store-import.server';
import { deleteReadings, insertOutcome, readersOfBatch, readOutcomes } from '../store-keying.server';
import {
  insertBallotVoids,
  insertVoidDecision,
  lockVoids,
  readVoidRequests,
  type StoredVoidRequest,
} from '../store-void.server';
import { checkVoidDecision, type VoidError, type VoidRequest } from '../void';
import { loadOpenBatch } from './load-batch.server';
import { readerShares } from './release-batch.server';
import { sizeOfTarget } from './request-void.server';

export interface DecideVoidInput {
  readonly unitCode: string;
  readonly requestId: string;
  readonly confirm: boolean;
}

export type DecideVoidError = NotAllowed | VoidError | { readonly type: 'no-such-void-request' };

/** The second person confirms or refuses. Confirmed: the ballots leave every figure, by new records (invariant 3). */
export async function decideVoid(
  ctx: ActionContext,
  actor: Actor,
  input: DecideVoidInput,
): Promise<Result<{ readonly ballots: number; readonly periodId: string }, DecideVoidError>> {
  const { unitCode, requestId, confirm } = input;
  if (!may(actor, 'confirm-void', unitCode)) return notAllowed('confirm-void');
  return inTransaction(
    ctx.db,
    async (tx): Promise<Result<{ readonly ballots: number; readonly periodId: string }, DecideVoidError>> => {
      await lockVoids(tx, unitCode);
      const request = (await readVoidRequests(tx, unitCode)).find((one) => one.id === requestId);
      if (!request) return fail({ type: 'no-such-void-request' });
      const ballots = await sizeOfTarget(tx, unitCode, request.periodId, request.target);
      const keyers = await keyersOf(tx, request);
      const checked = checkVoidDecision(request, request.state, {
        by: actor.accountId,
        confirm,
        ballotsNow: ballots,
        keyers,
      });
      if (!checked.ok) return checked;
      const at = ctx.clock.now();
      const by = { by: actor.accountId, byName: actor.name, at };
      await insertVoidDecision(tx, request, { decision: confirm ? 'confirmed' : 'refused', ballots, ...by });
      if (confirm) await carryOut(tx, request, ballots, by);
      await appendEvent(
        tx,
        voidDecided({ unitCode, actor: actor.accountId, at }, request, { confirmed: confirm, ballots }),
      );
      return ok({ ballots, periodId: request.periodId });
    },
  );
}

/** Who saw the answers of the group: readers of the batch, or who sent the file. */
async function keyersOf(tx: Tx, { unitCode, target }: StoredVoidRequest): Promise<string[]> {
  switch (target.kind) {
    case 'keyed-batch':
      return readersOfBatch(tx, unitCode, target.batchId);
    case 'released-batch':
      return [...(await readOutcomes(tx, unitCode)).values()]
        .filter((outcome) => outcome.batchCode === target.batchCode)
        .flatMap((outcome) => outcome.readers.map((reader) => reader.id));
    case 'import-run':
      return (await readImports(tx, unitCode))
        .filter((run) => run.batchCode === target.batchCode)
        .map((run) => run.importedBy);
    case 'possible-repeats':
    case 'channel-week':
      return [];
  }
}

interface Decider {
  readonly by: string;
  readonly byName: string;
  readonly at: Date;
}

async function carryOut(tx: Tx, request: VoidRequest, ballots: number, decider: Decider): Promise<void> {
  const { target } = request;
  if (target.kind === 'keyed-batch') return withdrawBatch(tx, request, target.batchId, decider);
  const voided = await insertBallotVoids(tx, request);
  assert(voided === ballots, `voided ${voided} of ${ballots}`);
}

/** Before release nothing was accepted: the batch ends, its readings go, its sheets stay counted in the box. */
async function withdrawBatch(
  tx: Tx,
  { unitCode, reason }: VoidRequest,
  batchId: string,
  { by, byName, at }: Decider,
): Promise<void> {
  const open = await loadOpenBatch(tx, unitCode, batchId);
  assert(open.ok, 'batch ended while its void was decided');
  const { batch, progress, readings } = open.value;
  await insertOutcome(tx, unitCode, batchId, {
    ...batchRecord(progress, readings, batch.asksOfficial),
    outcome: 'withdrawn',
    batchCode: undefined,
    readers: readerShares(readings),
    reason,
    endedBy: by,
    endedByName: byName,
    endedAt: at,
  });
  await deleteReadings(tx, unitCode, batchId);
  await appendEvent(tx, keyingBatchWithdrawn({ unitCode, actor: by, at }, batch, reason));
}
