import type { Branded } from '../kernel/branded';
import { type CalendarDay, daysBetween } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';

export type PublicationId = Branded<string, 'PublicationId'>;
export type SnapshotId = Branded<string, 'SnapshotId'>;

const idForm = /^[0-9a-f]{32}$/;

export function parseSnapshotId(text: string): SnapshotId | undefined {
  return idForm.test(text) ? (text as SnapshotId) : undefined;
}

/**
 * `regular`: a period the plan wants published; the year's notice is one that stops counting before its period ends
 * (`countsUntil`), `supplement` completes it. `correction`: replaces something already published, which stays.
 */
export type PublicationKind = 'regular' | 'supplement' | 'correction';

/** The days between which the plan wants it published: Hương Trà, "vào ngày 15 đến ngày 20". */
export interface PublicationWindow {
  readonly due: CalendarDay;
  readonly last: CalendarDay;
}

/** What a publication is about; the same in every state. */
export interface PublicationFrame {
  readonly unitCode: string;
  readonly id: PublicationId;
  readonly planId: string;
  readonly periodId: string;
  readonly kind: PublicationKind;
  readonly window: PublicationWindow;
  /** The last day whose ballots are counted, where that is before the period's end. */
  readonly countsUntil: CalendarDay | null;
  /** The published snapshot that this one corrects or completes. */
  readonly supersedes: SnapshotId | null;
  /** Why there is a correction; shown on both pages. */
  readonly reason: string | null;
}

export type Publication =
  | { readonly state: 'drafted'; readonly frame: PublicationFrame }
  | {
      readonly state: 'prepared';
      readonly frame: PublicationFrame;
      readonly snapshotId: SnapshotId;
      readonly preparedBy: string;
      readonly preparedAt: Date;
    }
  | {
      readonly state: 'returned';
      readonly frame: PublicationFrame;
      readonly note: string;
      readonly returnedBy: string;
      readonly returnedAt: Date;
    }
  | {
      readonly state: 'approved';
      readonly frame: PublicationFrame;
      readonly snapshotId: SnapshotId;
      readonly approvedBy: string;
      readonly approvedAt: Date;
      readonly publishOn: CalendarDay;
    }
  | {
      readonly state: 'published';
      readonly frame: PublicationFrame;
      readonly snapshotId: SnapshotId;
      readonly approvedBy: string;
      readonly publishedAt: Date;
      readonly publishedOn: CalendarDay;
    };

/** What people see of a publication against the calendar. */
export type DueState =
  | { readonly type: 'not-due'; readonly daysLeft: number }
  | { readonly type: 'due'; readonly daysLeft: number }
  | { readonly type: 'late'; readonly daysLate: number }
  | { readonly type: 'published'; readonly daysLate: number };

/** A publication nobody has begun has no record yet: pass undefined. Published late stays visible as days late. */
export function dueState(
  window: PublicationWindow,
  publication: Publication | undefined,
  today: CalendarDay,
): DueState {
  if (publication?.state === 'published') {
    return { type: 'published', daysLate: Math.max(0, daysBetween(window.last, publication.publishedOn)) };
  }
  if (today < window.due) return { type: 'not-due', daysLeft: daysBetween(today, window.due) };
  if (today <= window.last) return { type: 'due', daysLeft: daysBetween(today, window.last) };
  return { type: 'late', daysLate: daysBetween(window.last, today) };
}

export type PublicationError =
  | { readonly type: 'wrong-publication-state'; readonly state: Publication['state'] }
  | { readonly type: 'preparer-approves' }
  | { readonly type: 'other-snapshot-seen' }
  | { readonly type: 'note-missing' };

export function sendToHead(
  publication: Publication,
  sent: { readonly snapshotId: SnapshotId; readonly by: string; readonly at: Date },
): Result<Extract<Publication, { state: 'prepared' }>, PublicationError> {
  if (publication.state !== 'drafted' && publication.state !== 'returned') return wrongState(publication);
  return ok({
    state: 'prepared',
    frame: publication.frame,
    snapshotId: sent.snapshotId,
    preparedBy: sent.by,
    preparedAt: sent.at,
  });
}

/** The head gives it back with a note; an approval may be taken back the same way until the day of publication. */
export function returnToClerk(
  publication: Publication,
  returned: { readonly note: string; readonly by: string; readonly at: Date },
): Result<Extract<Publication, { state: 'returned' }>, PublicationError> {
  if (publication.state !== 'prepared' && publication.state !== 'approved') return wrongState(publication);
  if (returned.note === '') return fail({ type: 'note-missing' });
  return ok({
    state: 'returned',
    frame: publication.frame,
    note: returned.note,
    returnedBy: returned.by,
    returnedAt: returned.at,
  });
}

/**
 * Two people: whoever prepared it does not approve it. `seen` is the snapshot the head had on the screen: when the clerk
 * has sent another in the meantime, nothing is approved.
 */
export function approve(
  publication: Publication,
  approval: { readonly seen: SnapshotId; readonly by: string; readonly at: Date; readonly publishOn: CalendarDay },
): Result<Extract<Publication, { state: 'approved' }>, PublicationError> {
  if (publication.state !== 'prepared') return wrongState(publication);
  if (publication.snapshotId !== approval.seen) return fail({ type: 'other-snapshot-seen' });
  if (publication.preparedBy === approval.by) return fail({ type: 'preparer-approves' });
  const { frame, snapshotId } = publication;
  return ok({
    state: 'approved',
    frame,
    snapshotId,
    approvedBy: approval.by,
    approvedAt: approval.at,
    publishOn: approval.publishOn,
  });
}

/** Nothing is published without approval: only the approved state leads here, and not before its day. */
export function publish(
  publication: Publication,
  now: { readonly at: Date; readonly today: CalendarDay },
): Result<Extract<Publication, { state: 'published' }>, PublicationError> {
  if (publication.state !== 'approved' || publication.publishOn > now.today) return wrongState(publication);
  const { frame, snapshotId, approvedBy } = publication;
  return ok({ state: 'published', frame, snapshotId, approvedBy, publishedAt: now.at, publishedOn: now.today });
}

function wrongState(publication: Publication): ReturnType<typeof fail<PublicationError>> {
  return fail({ type: 'wrong-publication-state', state: publication.state });
}
