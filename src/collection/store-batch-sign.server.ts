import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { BatchSigns } from './batch-signs';
import type { KeyingBatch } from './keying';

export async function insertBatchSigns(
  tx: Queryable,
  batch: Pick<KeyingBatch, 'unitCode' | 'id' | 'code' | 'periodId'>,
  signs: BatchSigns,
): Promise<void> {
  await sql`
    insert into batch_sign (unit_code, batch_id, period_id, batch_code, sheets, identical_pairs, identical_p, order_p, reader_p)
    values (${batch.unitCode}, ${batch.id}, ${batch.periodId}, ${batch.code}, ${signs.sheets}, ${signs.identicalPairs},
            ${signs.identicalP ?? null}, ${signs.orderP ?? null}, ${signs.readerP ?? null})
  `.execute(tx);
}
