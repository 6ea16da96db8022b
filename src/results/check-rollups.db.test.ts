import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { journalInTransaction } from '../collection/store-intake.server';
import { randomId } from '../kernel/bytes';
import { calendarDay, startOfDay } from '../kernel/calendar-day';
import { frozenClock } from '../platform/clock';
import { questionnaireA, questionnaireC } from '../survey/built-in-questionnaires';
import type { Questionnaire } from '../survey/questionnaire';
import { period } from '../survey/reporting-period';
import { checkRollups, checkRollupsWhenDue } from './actions/check-rollups.server';
import { countIntake } from './actions/count-intake.server';
import { countVoids } from './actions/count-voids.server';
import { recountRollups } from './actions/recount-rollups.server';
import { isCheckDue } from './check-due';
import { readDifferences } from './store-rollup-check.server';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

const at = (day: string) => ({
  db: database.db,
  pool: database.pool,
  clock: frozenClock(startOfDay(calendarDay(day))),
});

async function collect(unitCode: string, periodId: string, form: Questionnaire, count: number, seed: number) {
  const ballots = madeBallots({ unitCode, periodId, form, count, seed, repeatOneIn: 8 });
  await journalInTransaction(
    database.db,
    ballots.map((ballot) => ({
      ...ballot,
      batchCode: 'NHAP-1',
      clientId: randomId(),
      comments: [],
      day: calendarDay('2025-01-10'),
      withWeek: false,
    })),
  );
}

async function twoOffices(): Promise<void> {
  await collect('DV-1', '2025-Q1', questionnaireA, 70, 1);
  await collect('DV-1', '2025-Q1', questionnaireC, 33, 2);
  await collect('DV-1', '2025-Q2', questionnaireC, 40, 3);
  await collect('DV-2', '2025-Q1', questionnaireC, 51, 4);
  await countIntake(at('2025-01-11'));
}

async function events(type: string): Promise<{ unit_code: string; subject: string; body: object }[]> {
  const found = await sql<{ unit_code: string; subject: string; body: Buffer }>`
    select unit_code, subject, body from log_entry where type = ${type} order by id`.execute(database.db);
  return found.rows.map((row) => ({ ...row, body: JSON.parse(row.body.toString('utf8')) as object }));
}

describe('the nightly check', () => {
  it('finds all roll-ups equal to the ballots, voids and possible repeats included, and says so in the log', async () => {
    await twoOffices();
    await voidBallots('DV-2');
    await countVoids(at('2025-01-12'), 'DV-2');
    const voided = await sql`select 1 from rollup where ballot_set like 'voided%'`.execute(database.db);
    expect(voided.rows.length).toBeGreaterThan(3);
    const check = await checkRollups(at('2025-01-12'));
    expect([check.ballots, check.differing]).toEqual([194, []]);
    const [event] = await events('rollups-checked');
    expect(event).toMatchObject({ unit_code: '', body: { ballots: 194, differing: 0 } });
  });

  const corruptions: readonly (readonly [string, string])[] = [
    [
      'a count',
      `update rollup set counts[3] = counts[3] + 1 where unit_code = 'DV-1' and period_id = '2025-Q1' and cut = 'field' and form_id = 'A' and code = 'TP'`,
    ],
    [
      'a number of ballots',
      `update rollup set ballots = ballots - 1 where unit_code = 'DV-1' and period_id = '2025-Q1' and cut = 'all' and form_id = 'C' and ballot_set = 'counted'`,
    ],
    [
      'a sum of alikeness',
      `update rollup set alikeness[2] = alikeness[2] + 1 where unit_code = 'DV-1' and period_id = '2025-Q1' and cut = 'all' and form_id = 'A'`,
    ],
    [
      'a sum of relations',
      `update rollup_relation set cells[3] = cells[3] + 1 where unit_code = 'DV-1' and period_id = '2025-Q1' and form_id = 'A'`,
    ],
    ['a missing roll-up', `delete from rollup where unit_code = 'DV-1' and period_id = '2025-Q1' and cut = 'channel'`],
    [
      'a roll-up without ballots',
      `insert into rollup select unit_code, period_id, form_id, 7, ballot_set, cut, code, ballots, counts, alikeness from rollup where unit_code = 'DV-1' and period_id = '2025-Q1' and cut = 'all' and form_id = 'A'`,
    ],
    [
      'ballots put in past the mover',
      `insert into ballot select unit_code, id || '-2', period_id, week, channel, field_code, official_code, form_id, form_version, answers, possible_repeat, batch_code from ballot where unit_code = 'DV-1' and period_id = '2025-Q1' limit 1`,
    ],
  ];
  it.each(corruptions)('cries at %s, naming office and period, until it is put right', async (_what, statement) => {
    await twoOffices();
    await sql.raw(statement).execute(database.db);
    const check = await checkRollups(at('2025-01-12'));
    expect(check.differing).toEqual([{ unitCode: 'DV-1', periodId: '2025-Q1' }]);
    expect(await events('rollups-differ')).toMatchObject([{ unit_code: 'DV-1', subject: '2025-Q1' }]);
    await checkRollups(at('2025-01-13'));
    expect(await events('rollups-differ')).toHaveLength(1);
    expect((await readDifferences(database.db, 'DV-1')).map(({ periodId }) => periodId)).toEqual(['2025-Q1']);
    const recount = await recountRollups(at('2025-01-13'), 'DV-1', period('2025-Q1').id);
    expect(recount.differed).toBe(true);
    expect(await readDifferences(database.db, 'DV-1')).toEqual([]);
    expect((await checkRollups(at('2025-01-14'))).differing).toEqual([]);
  });

  it('runs once a night, and after the start of a server that slept over it', async () => {
    const instant = (text: string) => new Date(`${text}+07:00`);
    expect(isCheckDue(instant('2025-01-12T09:00:00'), undefined)).toBe(true);
    expect(isCheckDue(instant('2025-01-12T23:59:00'), instant('2025-01-12T02:00:00'))).toBe(false);
    expect(isCheckDue(instant('2025-01-13T01:59:00'), instant('2025-01-12T02:00:00'))).toBe(false);
    expect(isCheckDue(instant('2025-01-13T02:00:00'), instant('2025-01-12T23:00:00'))).toBe(true);
    await twoOffices();
    await checkRollupsWhenDue(at('2025-01-12'));
    await checkRollupsWhenDue(at('2025-01-12'));
    expect(await events('rollups-checked')).toHaveLength(1);
  });
});

async function voidBallots(unitCode: string): Promise<void> {
  const id = randomId();
  const now = new Date();
  await sql`
    insert into void_request (unit_code, id, period_id, kind, batch_code, ballots, reason, note, requested_by, requested_by_name, requested_at)
    values (${unitCode}, ${id}, '2025-Q1', 'import-run', 'NHAP-1', 51, 'test', 'Nhập thử', 'a', 'A', ${now})
  `.execute(database.db);
  await sql`
    insert into void_decision (unit_code, request_id, decision, ballots, decided_by, decided_by_name, decided_at)
    values (${unitCode}, ${id}, 'confirmed', 51, 'b', 'B', ${now})
  `.execute(database.db);
  await sql`
    insert into ballot_void (unit_code, ballot_id, period_id, request_id)
    select unit_code, id, period_id, ${id} from ballot where unit_code = ${unitCode}
  `.execute(database.db);
}
