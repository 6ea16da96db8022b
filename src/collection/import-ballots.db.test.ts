import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { paperOffice } from '../../test/fixtures/paper-office';
import { calendarDay } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import { ok } from '../kernel/result';
import { SYSTEM } from '../organisation/actor';
import { inTransaction } from '../platform/database.server';
import { closePeriod } from './actions/close-period.server';
import { decideVoid } from './actions/decide-void.server';
import { importBallots, previewBallotFile } from './actions/import-ballots.server';
import { moveIntake } from './actions/move-intake.server';
import { readVoids } from './actions/read-voids.server';
import { requestVoid } from './actions/request-void.server';

let database: FreshDatabase;
let offices = 0;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function office() {
  offices += 1;
  return paperOffice(database.db, `IMP-${offices}`, '2025-10-20T03:00:00Z');
}

const header = 'unit,period,channel,field,official,form,version,q1,q2,q3,q4,q5,q6,q7,q8,q9,overall';
function file(lines: readonly string[], name = 'phieu-quy-1.csv') {
  return { name, bytes: Buffer.from([header, ...lines].join('\r\n'), 'utf8') };
}
function line(unit: string, rating: number | '' = 5, period = '2025-Q1', channel = 'paper'): string {
  return `${unit},${period},${channel},TP,CB01,C,1,${Array.from({ length: 9 }, () => rating).join(',')},4`;
}
async function count(table: string, unitCode: string): Promise<number> {
  const found = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)} where unit_code = ${unitCode}`.execute(database.db);
  return found.rows[0]!.count;
}
async function move(unitCode: string, today = '2025-10-20'): Promise<number> {
  const moved = await inTransaction(database.db, async (tx) =>
    ok(await moveIntake(tx, { unitCode, today: calendarDay(today), at: new Date(), chance: seededChance(1) })),
  );
  return moved.ok ? moved.value.length : 0;
}

describe('importing ballots', () => {
  it('takes a file through the journal, and one move brings every line of it into the ballot table', async () => {
    const { ctx, unitCode } = await office();
    const lines = [
      ...Array.from({ length: 7 }, () => line(unitCode)),
      line(unitCode, '', '2025-Q2', 'web'),
      line(unitCode, 1, '2025-Q4', 'kiosk'),
    ];
    expect(await importBallots(ctx, SYSTEM, file(lines))).toMatchObject({
      ok: true,
      value: { state: 'imported', ballots: 9, skipped: 0, units: [unitCode] },
    });
    expect(await count('intake', unitCode)).toBe(9);
    expect(await move(unitCode)).toBe(9);
    const ballots = await sql<{ period_id: string; batch_code: string | null; channel: string; week: string | null }>`
      select period_id, channel, batch_code, week from ballot where unit_code = ${unitCode} order by period_id`.execute(
      database.db,
    );
    expect(ballots.rows.every((row) => row.week === null)).toBe(true);
    expect(ballots.rows.filter((row) => row.batch_code !== null)).toHaveLength(7);
    expect(ballots.rows.at(-1)).toMatchObject({ period_id: '2025-Q4', channel: 'kiosk', batch_code: null });
  });

  it('changes nothing the second time, also as another file with the same lines', async () => {
    const { ctx, unitCode } = await office();
    const lines = Array.from({ length: 6 }, (_, index) => line(unitCode, ((index % 5) + 1) as 1));
    await importBallots(ctx, SYSTEM, file(lines));
    const semicolons = {
      name: 'khac.csv',
      bytes: Buffer.from(`\ufeff${[header, ...lines].join('\n').replaceAll(',', ';')}\n`),
    };
    for (const again of [file(lines), semicolons]) {
      expect(await importBallots(ctx, SYSTEM, again)).toMatchObject({
        ok: true,
        value: { state: 'already-imported', known: [{ ballots: 6, fileName: 'phieu-quy-1.csv' }] },
      });
    }
    await move(unitCode);
    expect(await importBallots(ctx, SYSTEM, file(lines))).toMatchObject({
      ok: true,
      value: { state: 'already-imported' },
    });
    expect(await count('ballot', unitCode)).toBe(6);
    expect(await count('intake', unitCode)).toBe(0);
  });

  it('imports nothing where one line is wrong, unless told to leave that line out', async () => {
    const { ctx, unitCode } = await office();
    const lines = [line(unitCode), line(unitCode, 9 as 5), line(unitCode, 3)];
    const refused = await importBallots(ctx, SYSTEM, file(lines));
    expect(refused).toMatchObject({
      ok: true,
      value: { state: 'refused', preview: { lines: 3, rejected: [{ line: 3 }] } },
    });
    expect(await count('intake', unitCode)).toBe(0);
    expect(await importBallots(ctx, SYSTEM, file(lines), { skipRejected: true })).toMatchObject({
      ok: true,
      value: { state: 'imported', ballots: 2, skipped: 1 },
    });
  });

  it('takes a past period until it is published, then refuses it', async () => {
    const { ctx, unitCode, clock } = await office();
    expect(await importBallots(ctx, SYSTEM, file([line(unitCode)]))).toMatchObject({
      ok: true,
      value: { state: 'imported' },
    });
    await inTransaction(database.db, async (tx) => {
      await closePeriod(tx, { unitCode, periodId: '2025-Q1', at: clock.now(), by: 'system', today: clock.today() });
      return ok(undefined);
    });
    expect(await importBallots(ctx, SYSTEM, file([line(unitCode, 2)]))).toMatchObject({
      ok: true,
      value: {
        state: 'refused',
        preview: { rejected: [{ problems: [{ type: 'period-published', value: '2025-Q1' }] }] },
      },
    });
  });

  it('takes lines of the units where the person may import, and of no other', async () => {
    const mine = await office();
    const foreign = await office();
    const clerk = mine.person('clerk', 'compiling-clerk');
    const preview = await previewBallotFile(mine.ctx, clerk, file([line(mine.unitCode), line(foreign.unitCode)]));
    expect(preview).toMatchObject({
      ok: true,
      value: {
        counts: [{ unitCode: mine.unitCode, ballots: 1 }],
        rejected: [{ problems: [{ type: 'unit-not-yours' }] }],
      },
    });
    expect(await previewBallotFile(mine.ctx, mine.person('k', 'keyer'), file([line(mine.unitCode)]))).toMatchObject({
      ok: true,
      value: { counts: [] },
    });
  });

  it('refuses a file that is no table of ballots', async () => {
    const { ctx } = await office();
    expect(await importBallots(ctx, SYSTEM, { name: 'x.csv', bytes: Buffer.from('a,b\n1,2\n') })).toMatchObject({
      ok: false,
      error: { type: 'ballot-columns-missing' },
    });
    expect(await importBallots(ctx, SYSTEM, { name: 'x.csv', bytes: Buffer.from('') })).toMatchObject({
      ok: false,
      error: { type: 'empty-file' },
    });
  });

  it('takes 20,000 lines in a few seconds', { timeout: 60_000 }, async () => {
    const { ctx, unitCode } = await office();
    const lines = Array.from({ length: 20_000 }, (_, index) => line(unitCode, ((index % 5) + 1) as 1));
    const start = performance.now();
    expect(await importBallots(ctx, SYSTEM, file(lines))).toMatchObject({
      ok: true,
      value: { state: 'imported', ballots: 20_000 },
    });
    expect(await move(unitCode)).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('can be voided as a whole file by two people, never a part of it below five', async () => {
    const { ctx, unitCode, person } = await office();
    await importBallots(
      ctx,
      SYSTEM,
      file([...Array.from({ length: 6 }, () => line(unitCode)), line(unitCode, 2, '2025-Q2')]),
    );
    await move(unitCode);
    const clerk = person('clerk', 'compiling-clerk');
    const voids = await readVoids(ctx, clerk, unitCode);
    if (!voids.ok) throw new Error('not allowed');
    const group = voids.value.groups.find((one) => one.target.kind === 'import-run');
    expect(group).toMatchObject({ periodId: '2025-Q1', ballots: 6 });
    const small = voids.value.groups.find((one) => one.periodId === '2025-Q2');
    const why = { unitCode, reason: 'test' as const, note: 'Tệp dùng để tập huấn' };
    expect(await requestVoid(ctx, clerk, { ...why, periodId: '2025-Q2', target: small!.target })).toMatchObject({
      ok: false,
      error: { type: 'void-group-too-small' },
    });
    const request = await requestVoid(ctx, clerk, { ...why, periodId: '2025-Q1', target: group!.target });
    if (!request.ok) throw new Error(request.error.type);
    expect(
      await decideVoid(ctx, person('head', 'head'), { unitCode, requestId: request.value.id, confirm: true }),
    ).toMatchObject({ ok: true, value: { ballots: 6 } });
    expect(await count('ballot_void', unitCode)).toBe(6);
  });
});
