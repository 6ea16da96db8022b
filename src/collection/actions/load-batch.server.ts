import { assert, fail, ok, type Result } from '../../kernel/result';
import { fieldsOf, officialsAt } from '../../organisation/store-staff.server';
import type { Queryable, Tx } from '../../platform/database.server';
import type { Questionnaire } from '../../survey/questionnaire';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { batchProgress, type BatchProgress } from '../keying';
import {
  lockBatch,
  type NamedReading,
  readBatch,
  readDraw,
  readOutcomes,
  readReadings,
  type StoredBatch,
} from '../store-keying.server';

/** A field or an official that a sheet may name. */
export interface Choice {
  readonly code: string;
  readonly name: string;
}

/** A batch that has not ended, with all that a reader or the third person needs. */
export interface OpenBatchWork {
  readonly batch: StoredBatch;
  readonly questionnaire: Questionnaire;
  readonly progress: BatchProgress;
  readonly readings: readonly NamedReading[];
  readonly fields: readonly Choice[];
  readonly officials: readonly Choice[];
}

export type NotOpen =
  { readonly type: 'no-such-batch' } | { readonly type: 'batch-ended'; readonly outcome: 'released' | 'withdrawn' };

/** Locks the batch until the transaction ends. */
export async function loadOpenBatch(
  tx: Tx,
  unitCode: string,
  batchId: string,
): Promise<Result<OpenBatchWork, NotOpen>> {
  const batch = await lockBatch(tx, unitCode, batchId);
  return batch ? loadWork(tx, batch) : fail({ type: 'no-such-batch' });
}

/** The same for reading only. */
export async function viewOpenBatch(
  db: Queryable,
  unitCode: string,
  batchId: string,
): Promise<Result<OpenBatchWork, NotOpen>> {
  const batch = await readBatch(db, unitCode, batchId);
  return batch ? loadWork(db, batch) : fail({ type: 'no-such-batch' });
}

async function loadWork(db: Queryable, batch: StoredBatch): Promise<Result<OpenBatchWork, NotOpen>> {
  const { unitCode, id } = batch;
  const ended = (await readOutcomes(db, unitCode)).get(id);
  if (ended) return fail({ type: 'batch-ended', outcome: ended.outcome });
  const questionnaire = await readQuestionnaire(db, unitCode, batch.formId, batch.formVersion);
  assert(questionnaire !== undefined, `batch ${id} of an unknown form`);
  const readings = await readReadings(db, unitCode, id);
  return ok({
    batch,
    questionnaire,
    readings,
    progress: batchProgress(batch.sheets, await readDraw(db, unitCode, id), readings),
    fields: (await fieldsOf(db, unitCode)).filter((field) => field.active),
    officials: batch.asksOfficial ? (await officialsAt(db, unitCode)).filter((official) => official.active) : [],
  });
}
