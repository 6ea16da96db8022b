import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { keyingOffice, sheetRated } from '../../test/fixtures/keying-office';
import { calendarDay } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import { ok } from '../kernel/result';
import { inTransaction } from '../platform/database.server';
import { closePeriod } from './actions/close-period.server';
import { decideVoid } from './actions/decide-void.server';
import { drawForSecondReading } from './actions/draw-second-readings.server';
import { moveIntake } from './actions/move-intake.server';
import { openBatch, type OpenBatchInput } from './actions/open-batch.server';
import { readBoxOpenings } from './actions/read-box-openings.server';
import { openKeyingDesk, readBatchChoices, readKeyingBatch } from './actions/read-keying.server';
import { releaseBatch } from './actions/release-batch.server';
import { requestVoid } from './actions/request-void.server';
import { saveReading } from './actions/save-reading.server';
import { settleSheet } from './actions/settle-sheet.server';

let database: FreshDatabase;
let offices = 0;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const officeWithBatch = (sheets: number, changed: Partial<OpenBatchInput> = {}) =>
  keyingOffice(database.db, `KEY-${(offices += 1)}`, sheets, changed);

async function count(table: string, unitCode: string): Promise<number> {
  const found = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)} where unit_code = ${unitCode}`.execute(database.db);
  return found.rows[0]!.count;
}

async function move(unitCode: string, today = '2025-03-20'): Promise<number> {
  const moved = await inTransaction(database.db, async (tx) =>
    ok(await moveIntake(tx, { unitCode, today: calendarDay(today), at: new Date(), chance: seededChance(1) })),
  );
  return moved.ok ? moved.value.length : 0;
}

/** Keys a batch of five alike sheets twice, with one difference that the third person settles. */
async function keyedBatch() {
  const office = await officeWithBatch(6);
  for (let number = 1; number <= 5; number += 1) await office.key('keyer', 'first', number, sheetRated(5));
  await office.key('keyer', 'first', 6, { kind: 'spoiled', reason: 'blank' });
  await drawForSecondReading(office.ctx, office.people.keyer, { ...office.at, all: false });
  for (let number = 1; number <= 5; number += 1)
    await office.key('other', 'second', number, number === 2 ? sheetRated(4) : sheetRated(5));
  await office.key('other', 'second', 6, { kind: 'spoiled', reason: 'torn' });
  return office;
}

const allFour = { answers: Object.fromEntries(Array.from({ length: 10 }, (_, slot) => [slot, 4])) };

describe('keying a batch of paper ballots', () => {
  it('goes from first entry over the blind second one and the third person into the journal, box and batch on the counts only', async () => {
    const { ctx, people, at, unitCode } = await keyedBatch();
    expect((await releaseBatch(ctx, people.clerk, at)).ok).toBe(false);
    expect((await settleSheet(ctx, people.third, { ...at, sheet: 2, settlement: allFour })).ok).toBe(true);
    expect(await releaseBatch(ctx, people.clerk, at)).toMatchObject({
      ok: true,
      value: {
        sheets: 6,
        keyed: 5,
        spoiled: 1,
        readTwice: 6,
        placesDifferent: 10,
        sheetsDifferent: 1,
        settledByHead: 0,
      },
    });
    expect(await move(unitCode)).toBe(5);
    const ballots = await sql<Record<string, unknown>>`select * from ballot where unit_code = ${unitCode}`.execute(
      database.db,
    );
    expect(ballots.rows.map((row) => (row.answers as Buffer)[0]).sort()).toEqual([4, 5, 5, 5, 5]);
    expect(Object.keys(ballots.rows[0]!)).not.toContain('opening_id');
    expect(ballots.rows[0]).toMatchObject({
      channel: 'paper',
      period_id: '2025-Q1',
      batch_code: '2025-Q1-P01',
      week: null,
    });
  });

  it('shows nobody a single ballot with its answers after the release', async () => {
    const { ctx, people, at, unitCode } = await keyedBatch();
    await settleSheet(ctx, people.third, { ...at, sheet: 2, settlement: allFour });
    expect(await count('keying_reading', unitCode)).toBe(13);
    await releaseBatch(ctx, people.clerk, at);
    expect(await count('keying_reading', unitCode)).toBe(0);
    expect(await openKeyingDesk(ctx, people.keyer, { ...at, role: 'first' })).toMatchObject({
      ok: false,
      error: { type: 'batch-ended' },
    });
    expect(
      await saveReading(ctx, people.keyer, { ...at, sheet: 1, role: 'first', reading: sheetRated(1) }),
    ).toMatchObject({
      ok: false,
    });
    const summary = await readKeyingBatch(ctx, people.clerk, at.unitCode, at.batchId);
    expect(summary).toMatchObject({
      ok: true,
      value: { stage: 'released', outcome: { readers: [{ first: 6 }, { second: 6 }, { settled: 1 }] } },
    });
    expect(JSON.stringify(summary)).not.toContain('answers');
  });

  it('never shows the first reading to the second reader', async () => {
    const { ctx, people, at, key } = await officeWithBatch(1);
    await key('keyer', 'first', 1, sheetRated(5));
    await drawForSecondReading(ctx, people.keyer, { ...at, all: false });
    const desk = await openKeyingDesk(ctx, people.other, { ...at, role: 'second' });
    expect(desk).toMatchObject({ ok: true, value: { sheets: [1], own: [] } });
    expect(await openKeyingDesk(ctx, people.keyer, { ...at, role: 'second' })).toMatchObject({
      ok: true,
      value: { sheets: [], own: [] },
    });
  });

  it('keeps every revision and refuses to change or delete a reading before the end', async () => {
    const { key, unitCode } = await officeWithBatch(2);
    await key('keyer', 'first', 1, sheetRated(5));
    expect(await key('keyer', 'first', 1, sheetRated(3))).toEqual({ ok: true, value: { revision: 2 } });
    expect(await count('keying_reading', unitCode)).toBe(2);
    await expect(sql`delete from keying_reading where unit_code = ${unitCode}`.execute(database.db)).rejects.toThrow(
      /only when its batch has ended/,
    );
    await expect(
      sql`update keying_reading set answers = '\\x01' where unit_code = ${unitCode}`.execute(database.db),
    ).rejects.toThrow();
  });

  it('lets the head of the one-stop office settle own differences and says so on the record', async () => {
    const { ctx, people, at, key } = await officeWithBatch(1);
    await key('keyer', 'first', 1, sheetRated(5));
    await drawForSecondReading(ctx, people.keyer, { ...at, all: false });
    await key('oneStopHead', 'second', 1, sheetRated(4));
    expect(await settleSheet(ctx, people.oneStopHead, { ...at, sheet: 1, settlement: allFour })).toEqual({
      ok: true,
      value: { byHead: true },
    });
    expect(await releaseBatch(ctx, people.clerk, at)).toMatchObject({ ok: true, value: { settledByHead: 1 } });
  });

  it('gives a batch below five ballots no mark that the ballots carry', async () => {
    const { ctx, people, at, key, unitCode } = await officeWithBatch(4);
    for (let number = 1; number <= 4; number += 1) await key('keyer', 'first', number, sheetRated(5));
    await drawForSecondReading(ctx, people.keyer, { ...at, all: false });
    for (let number = 1; number <= 4; number += 1) await key('other', 'second', number, sheetRated(5));
    await releaseBatch(ctx, people.clerk, at);
    await move(unitCode);
    const marks = await sql<{
      batch_code: string | null;
    }>`select batch_code from ballot where unit_code = ${unitCode}`.execute(database.db);
    expect(marks.rows).toEqual(Array.from({ length: 4 }, () => ({ batch_code: null })));
  });

  it('refuses a field the office does not have, an answer off the scale, and a sheet outside the batch', async () => {
    const { key } = await officeWithBatch(1);
    expect(await key('keyer', 'first', 1, sheetRated(5, 'YT'))).toMatchObject({
      ok: false,
      error: { type: 'unknown-field-or-official' },
    });
    expect(await key('keyer', 'first', 1, sheetRated(6))).toMatchObject({
      ok: false,
      error: { type: 'answers-do-not-fit' },
    });
    expect(await key('keyer', 'first', 2, sheetRated(5))).toMatchObject({
      ok: false,
      error: { type: 'no-such-sheet' },
    });
    expect(await key('head', 'first', 1, sheetRated(5))).toMatchObject({ ok: false, error: { type: 'not-allowed' } });
  });

  it('opens no batch with more sheets than the box still holds, for a foreign period, or once the period is published', async () => {
    const { ctx, people, input, unitCode, clock } = await officeWithBatch(8);
    expect(await openBatch(ctx, people.keyer, { ...input, sheets: 3 })).toEqual({
      ok: false,
      error: { type: 'more-sheets-than-box', left: 2 },
    });
    expect(await openBatch(ctx, people.keyer, { ...input, sheets: 2, periodId: '2025-Q3' })).toMatchObject({
      ok: false,
      error: { type: 'period-not-in-plan' },
    });
    expect(await readBatchChoices(ctx, people.keyer, unitCode)).toMatchObject({
      ok: true,
      value: { periods: ['2025-Q1', '2025-Q2'], secondSharePercent: 10 },
    });
    await inTransaction(database.db, async (tx) => {
      await closePeriod(tx, { unitCode, periodId: '2025-Q1', at: clock.now(), by: 'system', today: clock.today() });
      return ok(undefined);
    });
    expect(await openBatch(ctx, people.keyer, { ...input, sheets: 2 })).toMatchObject({
      ok: false,
      error: { type: 'period-already-published' },
    });
  });
});

describe('voiding', () => {
  const why = { reason: 'duplicate' as const, note: 'Nhập hai lần cùng một tập phiếu' };

  it('takes a released batch out by two people, neither of whom has seen the answers', async () => {
    const { ctx, people, at, unitCode, person } = await keyedBatch();
    await settleSheet(ctx, people.third, { ...at, sheet: 2, settlement: allFour });
    await releaseBatch(ctx, people.clerk, at);
    await move(unitCode);
    const target = { kind: 'released-batch' as const, batchCode: '2025-Q1-P01' };
    const request = await requestVoid(ctx, people.clerk, { unitCode, periodId: '2025-Q1', target, ...why });
    if (!request.ok) throw new Error(request.error.type);
    expect(await requestVoid(ctx, people.clerk, { unitCode, periodId: '2025-Q1', target, ...why })).toMatchObject({
      ok: false,
      error: { type: 'void-already-requested' },
    });
    const decide = (actor: ReturnType<typeof person>, confirm = true) =>
      decideVoid(ctx, actor, { unitCode, requestId: request.value.id, confirm });
    expect(await decide(people.clerk)).toMatchObject({ ok: false, error: { type: 'not-allowed' } });
    expect(await decide({ ...people.clerk, roles: people.head.roles })).toMatchObject({
      ok: false,
      error: { type: 'void-needs-another-person' },
    });
    expect(await decide(people.third)).toMatchObject({ ok: false, error: { type: 'void-by-keyer-of-batch' } });
    expect(await decide(people.head)).toEqual({ ok: true, value: { ballots: 5, periodId: '2025-Q1' } });
    expect(await count('ballot_void', unitCode)).toBe(5);
    expect(await count('ballot', unitCode)).toBe(5);
    expect(await decide(people.head)).toMatchObject({ ok: false, error: { type: 'void-already-decided' } });
  });

  it('withdraws a batch before its release: the readings go, the sheets stay counted in the box', async () => {
    const { ctx, people, at, unitCode } = await keyedBatch();
    const target = { kind: 'keyed-batch' as const, batchId: at.batchId };
    const request = await requestVoid(ctx, people.clerk, {
      unitCode,
      periodId: '2025-Q1',
      target,
      reason: 'test',
      note: 'Tập phiếu tập huấn',
    });
    if (!request.ok) throw new Error(request.error.type);
    expect((await decideVoid(ctx, people.head, { unitCode, requestId: request.value.id, confirm: true })).ok).toBe(
      true,
    );
    expect(await count('keying_reading', unitCode)).toBe(0);
    expect(await count('intake', unitCode)).toBe(0);
    const openings = await readBoxOpenings(ctx, people.clerk, unitCode);
    expect(openings).toMatchObject({
      ok: true,
      value: [{ balance: { found: 12, keyed: 0, spoiled: 2, withdrawn: 6, stillToKey: 4 } }],
    });
  });

  it('is refused by the database itself when one person is both', async () => {
    const { unitCode } = await officeWithBatch(1);
    await sql`insert into void_request (unit_code, id, period_id, kind, ballots, reason, note, requested_by, requested_by_name, requested_at)
      values (${unitCode}, 'r', '2025-Q1', 'possible-repeats', 1, 'test', 'x', 'one', 'One', now())`.execute(
      database.db,
    );
    await expect(
      sql`insert into void_decision (unit_code, request_id, decision, ballots, decided_by, decided_by_name, decided_at)
        values (${unitCode}, 'r', 'confirmed', 1, 'one', 'One', now())`.execute(database.db),
    ).rejects.toThrow(/two different people/);
  });

  it('writes every step into the log', async () => {
    const { ctx, people, at, unitCode } = await keyedBatch();
    const target = { kind: 'keyed-batch' as const, batchId: at.batchId };
    const request = await requestVoid(ctx, people.clerk, { unitCode, periodId: '2025-Q1', target, ...why });
    if (!request.ok) throw new Error(request.error.type);
    await decideVoid(ctx, people.head, { unitCode, requestId: request.value.id, confirm: false });
    const log = await sql<{
      type: string;
    }>`select type from log_entry where unit_code = ${unitCode} and type not like 'plan-%' order by id`.execute(
      database.db,
    );
    expect(log.rows.map((row) => row.type)).toEqual([
      'box-opened',
      'keying-batch-opened',
      'second-readings-drawn',
      'void-requested',
      'void-refused',
    ]);
  });
});
