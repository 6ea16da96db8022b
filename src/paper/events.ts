import type { KeyingBatch } from '../collection/keying';
import type { LogEvent } from '../log/entry';
import type { ScanRecord } from './scan-record';

/** Events of scanned batches (invariant 4). Counts, never an answer, never a serial. */
interface Occasion {
  readonly unitCode: string;
  readonly actor: string;
  readonly at: Date;
}

export function checkRowsDrawn(
  occasion: Occasion,
  batch: KeyingBatch,
  draw: { readonly rows: number; readonly rowsOf: number },
): LogEvent {
  const body = { batch: batch.code, rows: draw.rows, of: draw.rowsOf };
  return { ...occasion, type: 'check-rows-drawn', subject: batch.id, body };
}

export function scannedBatchReleased(occasion: Occasion, batch: KeyingBatch, record: ScanRecord): LogEvent {
  return {
    ...occasion,
    type: 'scanned-batch-released',
    subject: batch.id,
    body: {
      batch: batch.code,
      period: batch.periodId,
      ballots: record.ballots,
      read: record.sheetsRead,
      refused: record.sheetsRefused,
      keyed: record.sheetsKeyed,
      missing: record.sheetsMissing,
      duplicates: record.duplicates,
      copies: record.copies,
      rows: record.rowsRead,
      doubtful: record.rowsDoubtful,
      checked: record.rowsChecked,
      different: record.rowsDifferent,
      wrong: record.rowsWrong,
    },
  };
}
