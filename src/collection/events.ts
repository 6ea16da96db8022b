import type { LogEvent } from '../log/entry';

/** A batch left the journal (invariant 4). The count, never which: accepting one ballot is not an event. */
export function ballotsMoved(unitCode: string, count: number, at: Date): LogEvent {
  return { unitCode, type: 'ballots-moved', subject: 'ballots', actor: 'system', at, body: { count } };
}

export function commentsMoved(unitCode: string, count: number, at: Date): LogEvent {
  return { unitCode, type: 'comments-moved', subject: 'comments', actor: 'system', at, body: { count } };
}

export function codesMade(
  unitCode: string,
  run: { readonly id: string; readonly count: number; readonly periodId: string },
  actor: string,
  at: Date,
): LogEvent {
  return {
    unitCode,
    type: 'one-time-codes-made',
    subject: run.id,
    actor,
    at,
    body: { count: run.count, period: run.periodId },
  };
}

export function kioskRegistered(
  unitCode: string,
  kiosk: { readonly id: string; readonly name: string },
  actor: string,
  at: Date,
): LogEvent {
  return { unitCode, type: 'kiosk-registered', subject: kiosk.id, actor, at, body: { name: kiosk.name } };
}

export function kioskWithdrawn(unitCode: string, kioskId: string, actor: string, at: Date): LogEvent {
  return { unitCode, type: 'kiosk-withdrawn', subject: kioskId, actor, at, body: {} };
}
