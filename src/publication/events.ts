import type { LogEvent } from '../log/entry';
import type { PublicationFrame, SnapshotId } from './publication';

type Body = LogEvent['body'];

function event(
  type: string,
  frame: Pick<PublicationFrame, 'unitCode'>,
  subject: string,
  actor: string,
  at: Date,
  body: Body,
): LogEvent {
  return { unitCode: frame.unitCode, type, subject, actor, at, body };
}

export function publicationBegun(frame: PublicationFrame, actor: string, at: Date): LogEvent {
  const { periodId, kind, supersedes, reason } = frame;
  return event('publication-begun', frame, frame.id, actor, at, { periodId, kind, supersedes, reason });
}

/** The hash ties the log to the very bytes the head saw. */
export function publicationPrepared(
  frame: PublicationFrame,
  snapshot: { readonly id: SnapshotId; readonly sha256: string },
  actor: string,
  at: Date,
): LogEvent {
  const { periodId, kind } = frame;
  return event('publication-prepared', frame, frame.id, actor, at, {
    periodId,
    kind,
    snapshotId: snapshot.id,
    sha256: snapshot.sha256,
  });
}

export function publicationApproved(
  frame: PublicationFrame,
  snapshotId: SnapshotId,
  publishOn: string,
  actor: string,
  at: Date,
): LogEvent {
  return event('publication-approved', frame, frame.id, actor, at, { snapshotId, publishOn });
}

export function publicationReturned(
  frame: PublicationFrame,
  snapshotId: SnapshotId,
  note: string,
  actor: string,
  at: Date,
): LogEvent {
  return event('publication-returned', frame, frame.id, actor, at, { snapshotId, note });
}

export function snapshotPublished(frame: PublicationFrame, snapshotId: SnapshotId, actor: string, at: Date): LogEvent {
  const { periodId, kind, supersedes } = frame;
  return event('snapshot-published', frame, snapshotId, actor, at, { periodId, kind, supersedes });
}

export function postingRecorded(
  unitCode: string,
  posting: {
    readonly id: string;
    readonly snapshotId: string;
    readonly postedOn: string;
    readonly postedBy: string;
    readonly place: string;
  },
  actor: string,
  at: Date,
): LogEvent {
  const { id, postedOn, postedBy, place } = posting;
  return event('posting-recorded', { unitCode }, posting.snapshotId, actor, at, {
    posting: id,
    postedOn,
    postedBy,
    place,
  });
}

export function signedFileAttached(
  unitCode: string,
  file: { readonly subjectId: string; readonly sha256: string; readonly officialNumber: string | null },
  actor: string,
  at: Date,
): LogEvent {
  return event('signed-file-attached', { unitCode }, file.subjectId, actor, at, {
    sha256: file.sha256,
    number: file.officialNumber,
  });
}

export function reportSentUpward(
  unitCode: string,
  report: {
    readonly subjectId: string;
    readonly toUnitCode: string;
    readonly sentOn: string;
    readonly officialNumber: string | null;
  },
  actor: string,
  at: Date,
): LogEvent {
  const { subjectId, toUnitCode, sentOn, officialNumber } = report;
  return event('report-sent-upward', { unitCode }, subjectId, actor, at, {
    to: toUnitCode,
    sentOn,
    number: officialNumber,
  });
}

export function windowReportMade(
  unitCode: string,
  report: { readonly id: string; readonly periodId: string },
  actor: string,
  at: Date,
): LogEvent {
  return event('window-report-made', { unitCode }, report.id, actor, at, { periodId: report.periodId });
}

/** The hash ties the log to the very bytes that everybody can fetch. */
export function unitsCombined(
  unitCode: string,
  line: { readonly id: string; readonly periodId: string; readonly units: readonly string[]; readonly sha256: string },
  actor: string,
  at: Date,
): LogEvent {
  const { id, periodId, units, sha256 } = line;
  return event('units-combined', { unitCode }, id, actor, at, { periodId, units: units.join(' '), sha256 });
}
