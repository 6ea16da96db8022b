import type { Tx } from '../../platform/database.server';
import { insertLookRelease, insertPublishedLook } from '../store-published-look.server';
import type { ResultsBasis } from './read-results.server';

/** In the transaction that freezes a publication: what later figures must be suppressed against, once it is released. */
export async function keepLook(tx: Tx, id: string, basis: ResultsBasis, frozenAt: Date): Promise<void> {
  await insertPublishedLook(tx, { ...basis, id, frozenAt });
}

/** In the transaction that releases it. */
export async function releaseLook(tx: Tx, unitCode: string, id: string): Promise<void> {
  await insertLookRelease(tx, unitCode, id);
}
