import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../test/database/fresh';
import type { Actor } from '../../organisation/actor';
import type { App } from '../../platform/app';
import { accountingOf } from '../../paper/actions/read-sheet-accounting.server';
import { frozenClock } from '../../platform/clock';
import { readCombinableUnits } from '../../publication/actions/combine-units.server';
import { period } from '../../survey/reporting-period';
import { provinceCode } from './people-and-place';
import { simulateLivingExample } from './simulate';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  const config = { publicUrl: 'http://localhost:8080', demo: true } as App['config'];
  const clock = frozenClock(new Date('2025-10-20T09:00:00+07:00'));
  await simulateLivingExample({ db: database.db, pool: database.pool, clock, config });
}, 120_000);
afterAll(() => database.close());

describe('the living example', () => {
  test('has published three quarters, none too good to be true, and left the fourth under way', async () => {
    const published = await sql<{ period_id: string; share: number }>`
      select s.period_id, s.satisfied_share as share
      from snapshot_release r join snapshot s on s.unit_code = r.unit_code and s.id = r.snapshot_id
      where s.unit_code = 'QNG-HT' order by 1`.execute(database.db);
    expect(published.rows.map((row) => row.period_id)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3']);
    for (const { share } of published.rows) {
      expect(share).toBeGreaterThan(70);
      expect(share).toBeLessThan(95);
    }
    const waiting = await sql<{ n: number }>`select count(*) as n from ballot where period_id = '2025-Q4'`.execute(
      database.db,
    );
    expect(waiting.rows[0]?.n).toBeGreaterThan(40);
  });

  test('counts every ballot it made exactly once', async () => {
    const counts = await sql<{ ballots: number; counters: number; journal: number }>`
      select (select count(*) from ballot) as ballots, (select sum(count) from day_counter) as counters,
             (select count(*) from intake) as journal`.execute(database.db);
    const { ballots, counters, journal } = counts.rows[0] ?? { ballots: 0, counters: -1, journal: 0 };
    expect(ballots + journal).toBe(Number(counters));
  });

  test('prints its paper, and more of it went out than came back, never less', async () => {
    const periods = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'].map(period);
    for (const each of periods) {
      const account = await accountingOf(database.db, 'QNG-HT', each, true);
      expect(account.printed).toBeGreaterThan(account.issued);
      expect(account.cameBack).toBeGreaterThan(0);
      expect(account.missing).toBeGreaterThanOrEqual(0);
      expect(account.missing).toBeLessThan(10);
      expect(account.boxes.every(({ notFinished }) => notFinished === 0)).toBe(true);
    }
  });

  test('has a line of small communes for the spring, and leaves the summer to whoever signs in as the province', async () => {
    const lines = await sql<{ period_id: string; units: number }>`
      select period_id, count(*)::int as units from combined_units_member group by period_id`.execute(database.db);
    expect(lines.rows).toEqual([{ period_id: '2025-Q2', units: 4 }]);
    const hidden = await sql<{ n: number }>`
      select count(*)::int as n from snapshot_release r join snapshot s on s.unit_code = r.unit_code and s.id = r.snapshot_id
      where s.unit_code like 'QNG-N%' and s.satisfied_share is null`.execute(database.db);
    expect(hidden.rows).toEqual([{ n: 8 }]);
    const province: Actor = { accountId: 'tinh', name: 'Tỉnh', roles: [{ role: 'superior', unitCode: provinceCode }] };
    const context = { db: database.db, clock: frozenClock(new Date('2025-10-20T09:00:00+07:00')) };
    const asked = { periodId: period('2025-Q3').id, level: 'commune' } as const;
    const found = await readCombinableUnits(context, province, provinceCode, asked);
    expect(found).toMatchObject({ value: { outcome: 'may-combine', unpublished: 1 } });
  });
});
