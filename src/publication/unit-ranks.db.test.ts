import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import { as, clerk, province, value } from '../../test/fixtures/publishing-office';
import { calendarDay } from '../kernel/calendar-day';
import { replaceParents, saveUnitRow } from '../organisation/store-units.server';
import type { UnitCode } from '../organisation/unit';
import type { ActionContext } from '../platform/action-context';
import { frozenClock } from '../platform/clock';
import { period } from '../survey/reporting-period';
import { ownRank, rankUnitsBelow } from './actions/rank-units-below.server';

let database: FreshDatabase;
let ctx: ActionContext;
const superior = as('superior', province);
const communes = ['QNG-1', 'QNG-2', 'QNG-3', 'QNG-4', 'QNG-5'] as UnitCode[];
const asked = { periodId: undefined, level: undefined, method: 'satisfied-share' } as const;

beforeAll(async () => {
  database = await freshDatabase();
  ctx = { db: database.db, clock: frozenClock(new Date('2025-10-20T02:00:00Z')) };
  const open = { officeName: undefined, address: undefined, validFrom: undefined, validUntil: undefined };
  await saveUnitRow(ctx.db, { code: province, name: 'Tỉnh Quảng Ngãi', type: 'province', office: 'qng', ...open });
  for (const code of communes) {
    await saveUnitRow(ctx.db, { code, name: `Xã ${code}`, type: 'commune', office: code.toLowerCase(), ...open });
    await replaceParents(ctx.db, code, [
      { child: code, parent: province, validFrom: calendarDay('2025-07-01'), validUntil: undefined },
    ]);
  }
  await release('QNG-1', '2025-Q3', [0, 0, 5, 40, 55], '2025-09-15');
  await release('QNG-2', '2025-Q3', [30, 30, 20, 10, 10], '2025-09-15');
  await release('QNG-3', '2025-Q3', [0, 2, 8, 40, 50], '2025-09-15');
  await release('QNG-4', '2025-Q3', null, '2025-09-15');
  await release('QNG-1', '2025-Q2', [0, 0, 5, 40, 55], '2025-06-15');
}, 60_000);
afterAll(() => database.close());

/** A released snapshot with nothing in it but what a ranking reads. */
async function release(
  unitCode: string,
  periodId: string,
  counts: readonly number[] | null,
  day: string,
): Promise<void> {
  const id = `${unitCode}-${periodId}-${day}`;
  const overall = { scope: 'overall', id: 'overall', suppressed: counts === null };
  const rows = [{ scope: 'item', id: '1', suppressed: true }, counts ? { ...overall, distribution: counts } : overall];
  const content = Buffer.from(JSON.stringify({ form: { id: 'A', version: 1 }, rows }), 'utf8');
  await sql`insert into publication (unit_code, id, plan_id, period_id, kind, due_day, last_day, draft, draft_figures, draft_by, draft_at)
    values (${unitCode}, ${id}, ${`KH-${day}`}, ${periodId}, 'regular', ${day}, ${day}, '{}', '', 'x', ${day})`.execute(
    ctx.db,
  );
  await sql`insert into snapshot (unit_code, id, publication_id, content, content_sha256, unit_name, search_name, period_id, ballots, prepared_by, prepared_at)
    values (${unitCode}, ${id}, ${id}, ${content}, '', ${unitCode}, '', ${periodId}, 100, 'x', ${day})`.execute(ctx.db);
  await sql`insert into snapshot_release (unit_code, snapshot_id, released_on, released_at)
    values (${unitCode}, ${id}, ${day}, ${day})`.execute(ctx.db);
}

describe('the units below a superior office', () => {
  it('are ranked by the newest period that compares any, from published figures alone', async () => {
    const page = value(await rankUnitsBelow(ctx, superior, province, asked));
    expect(page).toMatchObject({ periodId: '2025-Q3', level: 'commune', levels: ['commune'] });
    expect(page.periods).toEqual([
      { periodId: '2025-Q3', units: 4 },
      { periodId: '2025-Q2', units: 1 },
    ]);
    expect(page.ranking.ranked.map(({ code, simultaneous, surely }) => ({ code, simultaneous, surely }))).toEqual([
      { code: 'QNG-1', simultaneous: { from: 1, to: 2 }, surely: null },
      { code: 'QNG-3', simultaneous: { from: 1, to: 2 }, surely: null },
      { code: 'QNG-2', simultaneous: { from: 3, to: 3 }, surely: 'last' },
    ]);
    expect(page.ranking.unranked.map(({ code, reason }) => [code, reason])).toEqual([
      ['QNG-4', 'hidden'],
      ['QNG-5', 'not-published'],
    ]);
    const before = value(await rankUnitsBelow(ctx, superior, province, { ...asked, periodId: '2025-Q2' }));
    expect(before.ranking.ranked.map(({ code }) => code)).toEqual(['QNG-1']);
  });

  it('are seen by the superior only', async () => {
    expect(await rankUnitsBelow(ctx, clerk, province, asked)).toMatchObject({ ok: false });
  });

  it('each learn their own place among all, where it can be told', async () => {
    const quarter = period('2025-Q3').id;
    expect(await ownRank(ctx, 'QNG-2' as UnitCode, quarter)).toMatchObject({
      size: 3,
      unit: { marginal: { from: 3, to: 3 } },
    });
    expect(await ownRank(ctx, 'QNG-4' as UnitCode, quarter)).toBeUndefined();
    expect(await ownRank(ctx, 'QNG-1' as UnitCode, period('2025-Q2').id)).toBeUndefined();
    expect(await ownRank(ctx, province, quarter)).toBeUndefined();
  });

  it('stand where their correction puts them', async () => {
    await release('QNG-2', '2025-Q3', [0, 0, 5, 45, 50], '2025-10-01');
    const page = value(await rankUnitsBelow(ctx, superior, province, asked));
    expect(page.ranking.ranked.every(({ surely }) => surely === null)).toBe(true);
    expect(page.ranking.ranked.find(({ code }) => code === 'QNG-2')?.snapshotId).toBe('QNG-2-2025-Q3-2025-10-01');
  });
});
