import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { paperOffice } from '../../test/fixtures/paper-office';
import { openBatch } from '../collection/actions/open-batch.server';
import { drawForSecondReading } from '../collection/actions/draw-second-readings.server';
import { releaseBatch } from '../collection/actions/release-batch.server';
import { saveReading } from '../collection/actions/save-reading.server';
import { journalInTransaction } from '../collection/store-intake.server';
import { randomId } from '../kernel/bytes';
import { addDays, calendarDay } from '../kernel/calendar-day';
import type { Actor } from '../organisation/actor';
import type { Role } from '../organisation/role';
import type { UnitCode } from '../organisation/unit';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { checkRollups } from './actions/check-rollups.server';
import { countIntake } from './actions/count-intake.server';
import { viewIrregularities } from './actions/view-irregularities.server';
import { isWorthALook } from './irregularity-page';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const as = (role: Role, ...units: string[]): Actor => ({
  accountId: role,
  name: role,
  roles: units.map((unit) => ({ role, unitCode: unit as UnitCode })),
});

async function collect(unitCode: string, count: number, seed: number, day = '2025-01-10', channel?: 'kiosk') {
  const ballots = madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count, seed, missingOneIn: 1e6 });
  await journalInTransaction(
    database.db,
    ballots.map((ballot) => ({
      ...ballot,
      channel: channel ?? ballot.channel,
      clientId: randomId(),
      comments: [],
      day: calendarDay(day),
      withWeek: false,
    })),
  );
}

describe('signs worth a look', () => {
  it('come with the nightly recount, for the observer of one office and the superior of several, and for nobody else', async () => {
    const office = await paperOffice(database.db, 'HT-1');
    for (let day = 0; day < 14; day += 1)
      await collect('HT-1', 4, day, addDays(calendarDay('2025-01-10'), day), 'kiosk');
    await collect('HT-1', 80, 99, '2025-02-05', 'kiosk');
    for (let at = 2; at <= 12; at += 1) await collect(`HT-${at}`, 90, at);
    await collect('HT-13', 12, 13);
    await countIntake({ ...office.ctx });
    await checkRollups({ ...office.ctx, pool: database.pool });
    const own = await viewIrregularities(office.ctx, as('observer', 'HT-1'), office.unitCode, undefined);
    if (!own.ok) throw new Error(JSON.stringify(own.error));
    expect(own.value.periodId).toBe('2025-Q1');
    expect(new Set(own.value.scores.map(({ unitCode }) => unitCode))).toEqual(new Set(['HT-1']));
    expect(own.value.scores.filter(isWorthALook).map(({ kind, value }) => [kind, value])).toContainEqual([
      'busy-day',
      80,
    ]);
    const units = Array.from({ length: 13 }, (_, at) => `HT-${at + 1}`);
    const all = await viewIrregularities(office.ctx, as('superior', ...units), office.unitCode, '2025-Q1');
    const seen = new Set(all.ok ? all.value.scores.map(({ unitCode }) => unitCode) : []);
    expect(seen.size).toBe(12);
    // Twelve ballots say nothing and would point at people.
    expect(seen.has('HT-13')).toBe(false);
    for (const role of ['head', 'compiling-clerk', 'one-stop-head', 'administrator', 'working-group'] as const) {
      expect(await viewIrregularities(office.ctx, as(role, 'HT-1'), office.unitCode, undefined)).toMatchObject({
        ok: false,
      });
    }
  });

  it('of a group do not change for fewer than five new ballots', async () => {
    const office = await paperOffice(database.db, 'HK-1');
    const valueOf = async () => {
      await countIntake(office.ctx);
      await checkRollups({ ...office.ctx, pool: database.pool });
      const found = await sql<{ n: number }>`
        select n from irregularity_score where unit_code = 'HK-1' and kind = 'busy-day'`.execute(database.db);
      return found.rows[0]?.n;
    };
    for (let day = 0; day < 12; day += 1)
      await collect('HK-1', 3, day, addDays(calendarDay('2025-01-10'), day), 'kiosk');
    expect(await valueOf()).toBe(36);
    await collect('HK-1', 4, 50, '2025-02-01', 'kiosk');
    expect(await valueOf()).toBe(36);
    await collect('HK-1', 1, 51, '2025-02-02', 'kiosk');
    expect(await valueOf()).toBe(41);
  });

  it('of a stack of paper are worked out when its readings are deleted, and hold numbers only', async () => {
    const { ctx, person, unitCode } = await paperOffice(database.db, 'HP-1');
    const clerk = person('clerk', 'compiling-clerk');
    const opened = await openBatch(ctx, clerk, {
      unitCode,
      channel: 'interview',
      openingId: undefined,
      periodId: '2025-Q1',
      formId: 'C',
      formVersion: 1,
      sheets: 24,
      secondSharePercent: 100,
      asksOfficial: false,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const at = { unitCode, batchId: opened.value.id };
    const reading = (sheet: number) => ({
      kind: 'ballot' as const,
      answers: Uint8Array.from({ length: 10 }, (_, slot) =>
        sheet <= 12 ? 4 + (slot % 2) : 1 + ((sheet * 7 + slot * sheet) % 5),
      ),
      fieldCode: 'TP',
      officialCode: undefined,
      freeTexts: {},
    });
    for (let sheet = 1; sheet <= 24; sheet += 1)
      await saveReading(ctx, person('a', 'keyer'), { ...at, sheet, role: 'first', reading: reading(sheet) });
    await drawForSecondReading(ctx, person('a', 'keyer'), { ...at, all: false });
    for (let sheet = 1; sheet <= 24; sheet += 1)
      await saveReading(ctx, person('b', 'keyer'), { ...at, sheet, role: 'second', reading: reading(sheet) });
    expect((await releaseBatch(ctx, clerk, at)).ok).toBe(true);
    const signs = await sql<Record<string, unknown>>`select * from batch_sign where unit_code = ${unitCode}`.execute(
      database.db,
    );
    expect(signs.rows).toMatchObject([{ sheets: 24, period_id: '2025-Q1' }]);
    expect(Number(signs.rows[0]?.['identical_pairs'])).toBeGreaterThanOrEqual(66);
    expect(Number(signs.rows[0]?.['order_p'])).toBeLessThan(0.01);
    expect(Object.values(signs.rows[0] ?? {}).some((value) => Buffer.isBuffer(value))).toBe(false);
    expect((await sql`select 1 from keying_reading where unit_code = ${unitCode}`.execute(database.db)).rows).toEqual(
      [],
    );
  });
});
