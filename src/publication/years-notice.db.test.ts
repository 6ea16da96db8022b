import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import {
  clerk,
  commune,
  head,
  type PublishingOffice,
  publishingOffice,
  value,
} from '../../test/fixtures/publishing-office';
import { seededChance } from '../kernel/random';
import { takeDueCutOffs } from '../results/actions/take-cut-offs.server';
import { beginPublication } from './actions/begin-publication.server';
import { approvePublication } from './actions/decide-publication.server';
import { preparePublication } from './actions/prepare-publication.server';
import { readHome } from './actions/read-due-tasks.server';
import { readPublishedSnapshot } from './actions/read-portal.server';
import type { SnapshotId } from './publication';

let database: FreshDatabase;
let office: PublishingOffice;

beforeAll(async () => {
  database = await freshDatabase();
  office = await publishingOffice(database.db);
}, 60_000);
afterAll(() => database.close());

async function publish(kind: 'regular' | 'supplement'): Promise<SnapshotId> {
  const { ctx, planId } = office;
  const id = value(await beginPublication(ctx, clerk, commune, { planId, periodId: '2025', kind }));
  await office.finishDraft(id);
  const seen = value(await preparePublication(ctx, clerk, commune, id, 'http://localhost:8080'));
  value(await approvePublication(ctx, head, commune, { publicationId: id, seen, when: 'plan-day' }));
  return seen;
}

test('the year’s notice of 14 December counts to the 13th and says so; the supplement completes it', async () => {
  const { ctx, planId } = office;
  await office.collect('2025-Q1', 40);
  await office.collect('2025-Q4', 30);
  office.on('2025-12-13');
  const wanted = { planId, periodId: '2025', kind: 'regular' } as const;
  expect(await beginPublication(ctx, clerk, commune, wanted)).toMatchObject({
    error: { type: 'period-under-way', until: '2025-12-13' },
  });
  office.on('2025-12-14');
  await takeDueCutOffs(ctx, commune, seededChance(1));
  // Ballots of the last day stand in the supplement only.
  await office.collect('2025-Q4', 9);
  expect((await readHome(ctx, clerk, commune)).tasks).toContainEqual(
    expect.objectContaining({ type: 'prepare-publication', by: '2025-12-14', urgency: 'today' }),
  );
  const notice = await publish('regular');
  const published = await readPublishedSnapshot(ctx, commune, notice);
  expect(published?.content).toMatchObject({
    ballots: 70,
    period: { id: '2025', countsUntil: '2025-12-13' },
    supersedes: null,
  });
  expect(published?.content.report.sections.map(({ text }) => text).join('\n')).toContain('13/12/2025');

  office.on('2025-12-15');
  const supplement = await publish('supplement');
  expect((await readPublishedSnapshot(ctx, commune, supplement))?.content).toMatchObject({
    kind: 'supplement',
    ballots: 79,
    period: { countsUntil: null },
    supersedes: { id: notice, relation: 'completes' },
  });
  expect((await readPublishedSnapshot(ctx, commune, notice))?.supersededBy).toMatchObject({
    id: supplement,
    relation: 'completes',
  });
});

test('figures by official are in no snapshot unless the plan says so', async () => {
  const snapshot = await readPublishedSnapshot(office.ctx, commune, 'moi-nhat');
  expect(snapshot?.content.cuts.length).toBeGreaterThan(0);
  expect(snapshot?.content.cuts.filter(({ by }) => by === 'official')).toEqual([]);
});
