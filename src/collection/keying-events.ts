import type { LogEvent } from '../log/entry';
import type { BatchRecord, KeyingBatch } from './keying';
import type { BoxOpening } from './box-opening';
import type { VoidRequest } from './void';

/** Events of paper, imported files and voids (invariant 4). Counts and reasons, never an answer. */
interface Occasion {
  readonly unitCode: string;
  readonly actor: string;
  readonly at: Date;
}

export function boxOpened(occasion: Occasion, opening: BoxOpening): LogEvent {
  return {
    ...occasion,
    type: opening.correction ? 'box-opening-corrected' : 'box-opened',
    subject: opening.id,
    body: {
      box: opening.boxCode,
      day: opening.openedOn,
      sheets: opening.sheetsFound,
      spoiled: opening.spoiled,
      people: opening.witnesses.length,
      ...(opening.correction ? { replaces: opening.correction.replaces, reason: opening.correction.reason } : {}),
    },
  };
}

export function keyingBatchOpened(occasion: Occasion, batch: KeyingBatch): LogEvent {
  const { code, channel, periodId, sheets, secondSharePercent, reading } = batch;
  return {
    ...occasion,
    type: 'keying-batch-opened',
    subject: batch.id,
    body: {
      batch: code,
      channel,
      period: periodId,
      sheets,
      share: secondSharePercent,
      box: batch.boxCode ?? null,
      ...(reading === 'scanned' ? { reading } : {}),
    },
  };
}

export function secondReadingsDrawn(occasion: Occasion, batch: KeyingBatch, drawn: number): LogEvent {
  return { ...occasion, type: 'second-readings-drawn', subject: batch.id, body: { batch: batch.code, sheets: drawn } };
}

export function keyingBatchReleased(occasion: Occasion, batch: KeyingBatch, record: BatchRecord): LogEvent {
  return {
    ...occasion,
    type: 'keying-batch-released',
    subject: batch.id,
    body: {
      batch: batch.code,
      period: batch.periodId,
      ballots: record.keyed,
      spoiled: record.spoiled,
      twice: record.readTwice,
      compared: record.placesCompared,
      different: record.placesDifferent,
      byHead: record.settledByHead,
    },
  };
}

export function keyingBatchWithdrawn(occasion: Occasion, batch: KeyingBatch, reason: string): LogEvent {
  const { code, sheets } = batch;
  return { ...occasion, type: 'keying-batch-withdrawn', subject: batch.id, body: { batch: code, sheets, reason } };
}

export function ballotsImported(
  occasion: Occasion,
  run: { readonly id: string; readonly fileName: string; readonly ballots: number; readonly skipped: number },
): LogEvent {
  const { fileName: file, ballots, skipped } = run;
  return { ...occasion, type: 'ballots-imported', subject: run.id, body: { file, ballots, skipped } };
}

export function periodClosed(occasion: Occasion, periodId: string): LogEvent {
  return { ...occasion, type: 'period-closed', subject: periodId, body: { period: periodId } };
}

export function voidRequested(occasion: Occasion, request: VoidRequest): LogEvent {
  return { ...occasion, type: 'void-requested', subject: request.id, body: voidBody(request, request.ballots) };
}

export function voidDecided(
  occasion: Occasion,
  request: VoidRequest,
  decision: { readonly confirmed: boolean; readonly ballots: number },
): LogEvent {
  const type = decision.confirmed ? 'void-confirmed' : 'void-refused';
  return { ...occasion, type, subject: request.id, body: voidBody(request, decision.ballots) };
}

function voidBody({ periodId, target, reason, note }: VoidRequest, ballots: number): LogEvent['body'] {
  return { period: periodId, target: target.kind, reason, note, ballots };
}
