import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDay } from '../kernel/calendar-day';
import {
  approve,
  dueState,
  publish,
  type Publication,
  type PublicationFrame,
  type PublicationId,
  returnToClerk,
  sendToHead,
  type SnapshotId,
} from './publication';

const window = { due: calendarDay('2025-03-15'), last: calendarDay('2025-03-20') };
const frame: PublicationFrame = {
  unitCode: 'QNG-HT',
  id: 'f'.repeat(32) as PublicationId,
  planId: 'p1',
  periodId: '2025-Q1',
  kind: 'regular',
  window,
  countsUntil: null,
  supersedes: null,
  reason: null,
};
const first = 'a'.repeat(32) as SnapshotId;
const second = 'b'.repeat(32) as SnapshotId;
const at = new Date('2025-03-15T02:00:00Z');
const today = calendarDay('2025-03-15');

describe('the way of a publication', () => {
  test('prepared by the clerk, approved by the head, published by the system', () => {
    const prepared = sendToHead({ state: 'drafted', frame }, { snapshotId: first, by: 'lan', at });
    if (!prepared.ok) throw new Error('not prepared');
    const approved = approve(prepared.value, { seen: first, by: 'minh', at, publishOn: today });
    if (!approved.ok) throw new Error('not approved');
    expect(publish(approved.value, { at, today })).toMatchObject({
      ok: true,
      value: { state: 'published', snapshotId: first, publishedOn: today },
    });
  });

  test('whoever prepared it does not approve it', () => {
    const prepared: Publication = { state: 'prepared', frame, snapshotId: first, preparedBy: 'lan', preparedAt: at };
    expect(approve(prepared, { seen: first, by: 'lan', at, publishOn: today })).toMatchObject({
      error: { type: 'preparer-approves' },
    });
  });

  test('a head who looked at an older snapshot approves nothing', () => {
    const prepared: Publication = { state: 'prepared', frame, snapshotId: second, preparedBy: 'lan', preparedAt: at };
    expect(approve(prepared, { seen: first, by: 'minh', at, publishOn: today })).toMatchObject({
      error: { type: 'other-snapshot-seen' },
    });
  });

  test('a return needs a note, and leads back to the clerk', () => {
    const prepared: Publication = { state: 'prepared', frame, snapshotId: first, preparedBy: 'lan', preparedAt: at };
    expect(returnToClerk(prepared, { note: '', by: 'minh', at })).toMatchObject({ error: { type: 'note-missing' } });
    const returned = returnToClerk(prepared, { note: 'Bổ sung nguyên nhân', by: 'minh', at });
    if (!returned.ok) throw new Error('not returned');
    expect(sendToHead(returned.value, { snapshotId: second, by: 'lan', at })).toMatchObject({
      ok: true,
      value: { snapshotId: second },
    });
  });

  test('the system does not publish before the day, nor what is not approved', () => {
    const approved: Publication = {
      state: 'approved',
      frame,
      snapshotId: first,
      approvedBy: 'minh',
      approvedAt: at,
      publishOn: addDays(today, 1),
    };
    expect(publish(approved, { at, today }).ok).toBe(false);
    expect(publish(approved, { at, today: addDays(today, 1) }).ok).toBe(true);
  });

  const everyState: readonly Publication[] = [
    { state: 'drafted', frame },
    { state: 'prepared', frame, snapshotId: first, preparedBy: 'lan', preparedAt: at },
    { state: 'returned', frame, note: 'x', returnedBy: 'minh', returnedAt: at },
    { state: 'approved', frame, snapshotId: first, approvedBy: 'minh', approvedAt: at, publishOn: today },
    { state: 'published', frame, snapshotId: first, approvedBy: 'minh', publishedAt: at, publishedOn: today },
  ];

  test('whatever people try in whatever order, nothing is published that another person has not approved in the same form', () => {
    const step = fc.oneof(
      fc.record({
        type: fc.constant('send' as const),
        by: fc.constantFrom('lan', 'minh'),
        snapshotId: fc.constantFrom(first, second),
      }),
      fc.record({
        type: fc.constant('approve' as const),
        by: fc.constantFrom('lan', 'minh'),
        seen: fc.constantFrom(first, second),
      }),
      fc.record({
        type: fc.constant('return' as const),
        by: fc.constantFrom('lan', 'minh'),
        note: fc.constantFrom('', 'x'),
      }),
      fc.record({ type: fc.constant('publish' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let publication: Publication = { state: 'drafted', frame } as Publication;
        let preparedBy: string | undefined;
        for (const next of steps) {
          const before: Publication = publication;
          const result =
            next.type === 'send'
              ? sendToHead(before, { ...next, at })
              : next.type === 'approve'
                ? approve(before, { ...next, at, publishOn: today })
                : next.type === 'return'
                  ? returnToClerk(before, { ...next, at })
                  : publish(before, { at, today });
          if (!result.ok) continue;
          publication = result.value;
          if (publication.state === 'prepared') preparedBy = publication.preparedBy;
          if (publication.state === 'approved' && before.state === 'prepared') {
            expect(publication.approvedBy).not.toBe(preparedBy);
            expect(publication.snapshotId).toBe(before.snapshotId);
          }
          if (publication.state === 'published') expect(before.state).toBe('approved');
        }
      }),
    );
  });

  test('what is published stays published', () => {
    const published = everyState.find((one) => one.state === 'published')!;
    expect(sendToHead(published, { snapshotId: second, by: 'lan', at }).ok).toBe(false);
    expect(returnToClerk(published, { note: 'x', by: 'minh', at }).ok).toBe(false);
    expect(approve(published, { seen: first, by: 'minh', at, publishOn: today }).ok).toBe(false);
  });

  test('Hương Trà, first quarter: due on the 15th, last day the 20th, late from the 21st whatever its state but published', () => {
    for (const publication of [undefined, ...everyState.filter((one) => one.state !== 'published')]) {
      expect(dueState(window, publication, calendarDay('2025-03-14'))).toEqual({ type: 'not-due', daysLeft: 1 });
      expect(dueState(window, publication, calendarDay('2025-03-15'))).toEqual({ type: 'due', daysLeft: 5 });
      expect(dueState(window, publication, calendarDay('2025-03-20'))).toEqual({ type: 'due', daysLeft: 0 });
      expect(dueState(window, publication, calendarDay('2025-03-21'))).toEqual({ type: 'late', daysLate: 1 });
    }
  });

  test('a publication after the last day says how many days late it was', () => {
    const published = everyState.find((one) => one.state === 'published')!;
    if (published.state !== 'published') throw new Error('state');
    expect(
      dueState(window, { ...published, publishedOn: calendarDay('2025-03-23') }, calendarDay('2025-12-01')),
    ).toEqual({ type: 'published', daysLate: 3 });
  });
});
