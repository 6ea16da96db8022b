import { describe, expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import type { DueFacts, FactsPublication } from './due-tasks';
import type { Publication, PublicationFrame, PublicationId, SnapshotId } from './publication';
import { publicationInFocus, stepsOverview } from './steps-overview';

const frame: PublicationFrame = {
  unitCode: 'QNG-HT',
  id: 'f'.repeat(32) as PublicationId,
  planId: 'p1',
  periodId: '2025-Q1',
  kind: 'regular',
  window: { due: calendarDay('2025-03-15'), last: calendarDay('2025-03-20') },
  countsUntil: null,
  supersedes: null,
  reason: null,
};
const snapshotId = 'a'.repeat(32) as SnapshotId;
const at = new Date('2025-03-16T02:00:00Z');
const published: Publication = {
  state: 'published',
  frame,
  snapshotId,
  approvedBy: 'minh',
  publishedAt: at,
  publishedOn: calendarDay('2025-03-16'),
};
const prepared: Publication = { state: 'prepared', frame, snapshotId, preparedBy: 'lan', preparedAt: at };

function fact(publication: Publication | undefined, window = frame.window): FactsPublication {
  const common = {
    key: frame.id,
    title: 'Quý I',
    kind: 'regular',
    since: undefined,
    postings: 0,
    reportSent: false,
    above: 'Huyện',
  } as const;
  return { ...common, window, publication };
}

const facts: DueFacts = {
  unitCode: 'QNG-HT',
  organisationReady: true,
  plan: { id: 'p1', title: 'Kế hoạch', inForce: true },
  planWaiting: undefined,
  planTasks: [],
  difficultiesOpen: undefined,
  period: undefined,
  lastPeriod: {
    id: '2025-Q1',
    from: calendarDay('2024-12-15'),
    until: calendarDay('2025-03-14'),
    boxOpenedOn: undefined,
    hasBox: true,
    dossierCountsEntered: true,
    quota: [{ title: 'Tư pháp', required: 60, collected: 37, expected: 37, requiredAtEnd: 60 }],
  },
  keying: { sheetsWaiting: 0, secondEntries: 0, differences: 0, batchesReady: 0, openForAll: 0 },
  voidRequests: [],
  contestsToAnswer: [],
  publications: [fact(prepared)],
  differingPeriods: [],
};

describe('the steps that watchers see', () => {
  test('what is over and not done is late, with what is missing', () => {
    const lines = stepsOverview(facts, calendarDay('2025-03-18'));
    const state = Object.fromEntries(lines.map(({ step, state: each }) => [step, each]));
    expect(state).toEqual({
      plan: 'done',
      'dossier-counts': 'done',
      ballots: 'late',
      box: 'late',
      keying: 'done',
      voids: 'done',
      prepare: 'done',
      approve: 'under-way',
      publish: 'ahead',
      post: 'ahead',
      report: 'ahead',
    });
    expect(lines.find(({ step }) => step === 'ballots')?.count).toBe(23);
  });

  test('without approval after the last day, approval and publication are late for everyone to see', () => {
    const late = stepsOverview(facts, calendarDay('2025-03-21')).filter(({ state }) => state === 'late');
    expect(late.map(({ step }) => step)).toEqual(['ballots', 'box', 'approve', 'publish']);
  });

  test('in focus is the oldest unfinished publication, else the next, else the last', () => {
    const second = fact(undefined, { due: calendarDay('2025-06-15'), last: calendarDay('2025-06-20') });
    expect(publicationInFocus([second, fact(prepared)], calendarDay('2025-06-16'))?.publication).toBe(prepared);
    expect(publicationInFocus([second, fact(published)], calendarDay('2025-04-01'))).toBe(second);
    expect(publicationInFocus([fact(published)], calendarDay('2025-12-01'))?.publication).toBe(published);
    expect(publicationInFocus([], calendarDay('2025-12-01'))).toBeUndefined();
  });
});
