import type { BatchSigns } from '../collection/batch-signs';
import type { SignScore } from './irregularity-scores';

export interface SignedBatch extends BatchSigns {
  readonly unitCode: string;
  readonly batchCode: string;
}

/** The scores of a released batch of paper. */
export function batchScores(batch: SignedBatch): SignScore[] {
  const { unitCode, batchCode: subject, sheets: n, identicalPairs, identicalP, orderP, readerP } = batch;
  const of = { unitCode, subject, n, expected: null };
  return [
    ...(identicalP === undefined
      ? []
      : [{ ...of, kind: 'identical-sheets' as const, value: identicalPairs, p: identicalP }]),
    ...(orderP === undefined ? [] : [{ ...of, kind: 'sheet-order' as const, value: n, p: orderP }]),
    ...(readerP === undefined ? [] : [{ ...of, kind: 'keyer-difference' as const, value: n, p: readerP }]),
  ];
}
