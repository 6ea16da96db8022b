import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomId } from '../kernel/bytes';
import { calendarDay } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import { ok } from '../kernel/result';
import { frozenClock } from '../platform/clock';
import { inTransaction } from '../platform/database.server';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { acceptedBallot } from '../../test/fixtures/accepted-ballot';
import { forgetClosedPeriods, moveComments } from './actions/move-comments.server';
import { moveIntake } from './actions/move-intake.server';
import { openJournal } from './actions/open-journal.server';
import type { AcceptedBallot, StoredBallot } from './ballot';
import type { Journal } from './journal';

let database: FreshDatabase;
let journal: Journal;
let unit = 0;

beforeAll(async () => {
  database = await freshDatabase();
  journal = openJournal(database.pool);
});
afterAll(() => database.close());

function freshUnit(): Pick<AcceptedBallot, 'unitCode'> {
  unit += 1;
  return { unitCode: `TEST-${unit}` as AcceptedBallot['unitCode'] };
}

async function move(unitCode: string, today: string, seed = 1): Promise<StoredBallot[]> {
  const result = await inTransaction(database.db, async (tx) =>
    ok(await moveIntake(tx, { unitCode, today: calendarDay(today), at: new Date(), chance: seededChance(seed) })),
  );
  if (!result.ok) throw new Error('not moved');
  return result.value;
}

async function count(table: string, unitCode: string): Promise<number> {
  const result = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)} where unit_code = ${unitCode}`.execute(database.db);
  return result.rows[0]!.count;
}

describe('the intake journal', () => {
  it('holds every ballot once however often and at whatever moment it is sent', async () => {
    const place = freshUnit();
    const ballots = Array.from({ length: 60 }, () => acceptedBallot(place));
    const outcomes = await Promise.all(
      [...ballots, ...ballots, ...ballots.toReversed()].map((ballot) => journal.write(ballot)),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(60);
    expect(outcomes.filter((outcome) => outcome === 'repeat')).toHaveLength(120);
    expect(await count('intake', place.unitCode)).toBe(60);
  });

  it('refuses other content under an id that still waits', async () => {
    const first = acceptedBallot(freshUnit());
    expect(await journal.write(first)).toBe('accepted');
    expect(await journal.write({ ...first, answers: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1) })).toBe('conflict');
    expect(await journal.write({ ...first, comments: [{ questionId: 'proposal', body: 'khác' }] })).toBe('conflict');
    expect(await count('intake', first.unitCode)).toBe(1);
  });

  it('acknowledges a repeat that races with the mover and never counts it twice', async () => {
    const place = freshUnit();
    const ballots = Array.from({ length: 200 }, () => acceptedBallot(place));
    await Promise.all(ballots.map((ballot) => journal.write(ballot)));
    const again = openJournal(database.pool);
    const [moved, outcomes] = await Promise.all([
      move(place.unitCode, '2025-01-15'),
      Promise.all(ballots.map((ballot) => again.write(ballot))),
    ]);
    expect(outcomes.every((outcome) => outcome === 'repeat')).toBe(true);
    expect(moved).toHaveLength(200);
    expect((await count('intake', place.unitCode)) + (await count('ballot', place.unitCode))).toBe(200);
    expect(await journal.write(ballots[0]!)).toBe('repeat');
  });

  it('counts the ballots of a day by channel and field, a repeat not again', async () => {
    const place = freshUnit();
    const field = { fieldCode: 'TP' as AcceptedBallot['fieldCode'] };
    const one = acceptedBallot({ ...place, ...field });
    await Promise.all([
      journal.write(one),
      journal.write(acceptedBallot({ ...place, ...field })),
      journal.write(acceptedBallot({ ...place, channel: 'kiosk' })),
    ]);
    await journal.write(one);
    const rows = await sql<{ channel: string; field_code: string; count: number }>`
      select channel, field_code, sum(count) as count from day_counter where unit_code = ${place.unitCode} group by channel, field_code order by channel`.execute(
      database.db,
    );
    expect(rows.rows).toEqual([
      { channel: 'kiosk', field_code: '', count: 1 },
      { channel: 'web', field_code: 'TP', count: 2 },
    ]);
  });

  it('stores the others when one ballot of a batch cannot be stored', async () => {
    const place = freshUnit();
    const broken = acceptedBallot({ ...place, channel: 'pigeon' as AcceptedBallot['channel'] });
    const outcomes = await Promise.allSettled(
      [acceptedBallot(place), broken, acceptedBallot(place)].map((ballot) => journal.write(ballot)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await count('intake', place.unitCode)).toBe(2);
    expect(await count('intake_seen', place.unitCode)).toBe(2);
  });
});

describe('the mover', () => {
  it("takes today's ballots only in twenties and a finished day whole", async () => {
    const place = freshUnit();
    for (let sent = 0; sent < 45; sent += 1) await journal.write(acceptedBallot(place));
    expect(await move(place.unitCode, '2025-01-15')).toHaveLength(40);
    expect(await move(place.unitCode, '2025-01-15')).toHaveLength(0);
    expect(await move(place.unitCode, '2025-01-16')).toHaveLength(5);
    expect(await count('intake', place.unitCode)).toBe(0);
    expect(await count('ballot', place.unitCode)).toBe(45);
  });

  it('writes an event for every batch of every finished day', async () => {
    const place = freshUnit();
    for (const day of ['2025-01-13', '2025-01-14', '2025-01-14'])
      await journal.write(acceptedBallot({ ...place, day: calendarDay(day) }));
    await move(place.unitCode, '2025-01-15');
    const events = await sql<{
      body: Buffer;
    }>`select body from log_entry where unit_code = ${place.unitCode} and type = 'ballots-moved' order by id`.execute(
      database.db,
    );
    expect(events.rows.map((row) => row.body.toString())).toEqual(['{"count":1}', '{"count":2}']);
  });

  it('keeps the week only where 5 ballots of the unit share it', async () => {
    const place = freshUnit();
    for (let sent = 0; sent < 4; sent += 1) await journal.write(acceptedBallot(place));
    expect((await move(place.unitCode, '2025-01-16')).map(({ week }) => week)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    for (let sent = 0; sent < 5; sent += 1)
      await journal.write(acceptedBallot({ ...place, day: calendarDay('2025-01-16') }));
    expect(new Set((await move(place.unitCode, '2025-01-17')).map(({ week }) => week))).toEqual(
      new Set(['2025-01-13']),
    );
    await journal.write(acceptedBallot({ ...place, day: calendarDay('2025-01-17') }));
    expect((await move(place.unitCode, '2025-01-18')).map(({ week }) => week)).toEqual(['2025-01-13']);
  });

  it('gives no week to ballots whose day of acceptance says nothing', async () => {
    const place = freshUnit();
    for (let sent = 0; sent < 6; sent += 1)
      await journal.write(acceptedBallot({ ...place, withWeek: false, channel: 'paper', batchCode: 'L01' }));
    const moved = await move(place.unitCode, '2025-01-16');
    expect(moved.map(({ week }) => week)).toEqual(Array(6).fill(undefined));
    expect(moved.map(({ batchCode }) => batchCode)).toEqual(Array(6).fill('L01'));
  });

  it('moves free text in company of five or when its period is over, never with its ballot', async () => {
    const place = freshUnit();
    const say = (body: string) =>
      journal.write(acceptedBallot({ ...place, comments: [{ questionId: 'proposal', body }] }));
    const clock = frozenClock(new Date('2025-01-16T03:00:00Z'));
    const ctx = { db: database.db, clock };
    for (const text of ['một', 'hai', 'ba', 'bốn']) await say(text);
    await move(place.unitCode, '2025-01-16');
    expect(await moveComments(ctx, place.unitCode, seededChance(2))).toBe(0);
    await say('năm');
    expect(await moveComments(ctx, place.unitCode, seededChance(2))).toBe(5);
    await say('sáu');
    expect(await moveComments(ctx, place.unitCode, seededChance(2))).toBe(0);
    clock.move(new Date('2025-03-15T03:00:00Z'));
    expect(await moveComments(ctx, place.unitCode, seededChance(2))).toBe(1);
  });

  it('forgets the hash of an id when its period has closed', async () => {
    const place = freshUnit();
    await journal.write(acceptedBallot(place));
    const clock = frozenClock(new Date('2025-03-14T16:00:00Z'));
    await move(place.unitCode, '2025-03-15');
    await forgetClosedPeriods({ db: database.db, clock }, place.unitCode);
    expect(await count('intake_seen', place.unitCode)).toBe(1);
    clock.move(new Date('2025-03-14T17:00:00Z'));
    await forgetClosedPeriods({ db: database.db, clock }, place.unitCode);
    expect(await count('intake_seen', place.unitCode)).toBe(0);
  });

  it('carries the mark of a possible repeat along', async () => {
    const place = freshUnit();
    await journal.write(acceptedBallot({ ...place, channel: 'kiosk', possibleRepeat: true }));
    expect((await move(place.unitCode, '2025-01-16')).map(({ possibleRepeat }) => possibleRepeat)).toEqual([true]);
  });
});

describe('a stored ballot', () => {
  it('can be neither changed nor deleted', async () => {
    const place = freshUnit();
    await journal.write(acceptedBallot(place));
    await move(place.unitCode, '2025-01-16');
    const id = randomId();
    await expect(sql`update ballot set field_code = ${id}`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from ballot`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`truncate ballot`.execute(database.db)).rejects.toThrow(/permission denied/);
  });
});
