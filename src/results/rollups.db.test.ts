import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { madeBallots } from '../../test/fixtures/made-ballots';
import type { AcceptedBallot, StoredBallot } from '../collection/ballot';
import { journalInTransaction } from '../collection/store-intake.server';
import { randomId } from '../kernel/bytes';
import { type CalendarDay, calendarDay, startOfDay } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import type { UnitCode } from '../organisation/unit';
import { frozenClock } from '../platform/clock';
import { questionnaireA, questionnaireC } from '../survey/built-in-questionnaires';
import { period } from '../survey/reporting-period';
import { completeRollups } from './actions/complete-rollups.server';
import { countIntake } from './actions/count-intake.server';
import { readResults } from './actions/read-results.server';
import { recountRollups } from './actions/recount-rollups.server';
import { takeCutOffs } from './actions/take-cut-offs.server';
import { overallRow, type PeriodResults } from './period-results';
import { readRollups } from './store.server';

let database: FreshDatabase;
let units = 0;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

function freshUnit(): UnitCode {
  units += 1;
  return `DV-${units}` as UnitCode;
}

function at(day: string) {
  return { db: database.db, clock: frozenClock(startOfDay(calendarDay(day))) };
}

async function journal(ballots: readonly StoredBallot[], day: string, batchCode?: string): Promise<void> {
  const accepted = ballots.map((ballot): AcceptedBallot => ({
    ...ballot,
    batchCode,
    clientId: randomId(),
    comments: [],
    day: calendarDay(day),
    withWeek: true,
  }));
  await journalInTransaction(database.db, accepted);
}

async function read(
  unitCode: UnitCode,
  periodId: string,
  day: string,
  countsUntil: CalendarDay | null = null,
): Promise<PeriodResults> {
  const results = await readResults(at(day), unitCode, periodId, { countsUntil });
  if (!results.ok) throw new Error(JSON.stringify(results.error));
  return results.value;
}

function nOfOverall(results: PeriodResults): number | undefined {
  const row = overallRow(results);
  return row?.suppressed === false ? row.n : undefined;
}

describe('roll-ups', () => {
  it('equal a recount of the ballots, whatever came in whatever batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            count: fc.integer({ min: 1, max: 45 }),
            seed: fc.integer({ min: 1, max: 1e6 }),
            isC: fc.boolean(),
          }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async (arrivals) => {
          const unitCode = freshUnit();
          for (const { count, seed, isC } of arrivals) {
            const form = isC ? questionnaireC : questionnaireA;
            await journal(
              madeBallots({ unitCode, periodId: '2025-Q1', form, count, seed, repeatOneIn: 7 }),
              '2025-01-10',
            );
            await countIntake(at('2025-01-10'), seededChance(seed));
          }
          await countIntake(at('2025-01-11'));
          const kept = await readRollups(database.db, unitCode, [period('2025-Q1').id]);
          const recount = await recountRollups(at('2025-01-11'), unitCode, period('2025-Q1').id);
          expect(recount.ballots).toBe(arrivals.reduce((sum, { count }) => sum + count, 0));
          expect(recount.differed).toBe(false);
          expect(await readRollups(database.db, unitCode, [period('2025-Q1').id])).toEqual(kept);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('from before alikeness was counted get the widest interval, until the server has counted them anew', async () => {
    const unitCode = freshUnit();
    const ballots = (seed: number) =>
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 40, seed, missingOneIn: 1e6 });
    const factor = async () => {
      const row = (await read(unitCode, '2025-Q1', '2025-01-13')).rows.find(({ scope }) => scope === 'factor');
      if (row?.suppressed !== false) throw new Error('no factor is shown');
      return row;
    };
    await journal(ballots(1), '2025-01-10');
    await countIntake(at('2025-01-11'));
    await sql`update rollup set alikeness = null where unit_code = ${unitCode}`.execute(database.db);
    await journal(ballots(2), '2025-01-11');
    await countIntake(at('2025-01-12'));
    const before = await factor();
    expect(before.byPerson).toMatchObject({ people: 80, effectiveForShare: 80 });
    await completeRollups(at('2025-01-12'));
    const after = await factor();
    expect(after.distribution).toEqual(before.distribution);
    expect(after.byPerson?.effectiveForShare).toBeGreaterThan(90);
    const events = await sql<{ body: string }>`
      select convert_from(body, 'UTF8') as body from log_entry
      where unit_code = ${unitCode} and type = 'rollups-recounted'
    `.execute(database.db);
    expect(events.rows).toHaveLength(1);
    expect(events.rows[0]?.body).toContain('"differed":false');
    expect((await recountRollups(at('2025-01-13'), unitCode, period('2025-Q1').id)).differed).toBe(false);
  });

  it('are put right by a recount that says they were wrong', async () => {
    const unitCode = freshUnit();
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 30, seed: 1 }),
      '2025-01-10',
    );
    await countIntake(at('2025-01-11'));
    await sql`update rollup set ballots = ballots + 1 where unit_code = ${unitCode} and cut = 'all'`.execute(
      database.db,
    );
    const recount = await recountRollups(at('2025-01-11'), unitCode, period('2025-Q1').id);
    expect(recount.differed).toBe(true);
    expect((await read(unitCode, '2025-Q1', '2025-01-11')).ballots).toBe(30);
  });

  it('take in only whole batches of 20 today, and the rest when the day is over', async () => {
    const unitCode = freshUnit();
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 33, seed: 2 }),
      '2025-01-10',
    );
    await countIntake(at('2025-01-10'));
    expect((await read(unitCode, '2025-Q1', '2025-01-10')).ballots).toBe(20);
    await countIntake(at('2025-01-11'));
    expect((await read(unitCode, '2025-Q1', '2025-01-11')).ballots).toBe(33);
  });

  it('of two forms in one period are never pooled; the one with most ballots is shown and the other named', async () => {
    const unitCode = freshUnit();
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 30, seed: 2 }),
      '2025-01-10',
    );
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireA, count: 40, seed: 3 }),
      '2025-01-10',
    );
    await countIntake(at('2025-01-11'));
    const results = await read(unitCode, '2025-Q1', '2025-01-11');
    expect([results.form.id, results.ballots]).toEqual(['A', 40]);
    expect(results.otherForms).toEqual([{ id: 'C', version: 1, ballots: 30 }]);
    const asked = await readResults(at('2025-01-11'), unitCode, '2025-Q1', { form: { id: 'C', version: undefined } });
    expect(asked.ok && asked.value.ballots).toBe(30);
  });

  it('leave voided ballots out, say why and give the index with them', async () => {
    const unitCode = freshUnit();
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 50, seed: 4 }),
      '2025-01-10',
    );
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 6, seed: 5, missingOneIn: 1e6 }),
      '2025-01-10',
      'THU-NGHIEM',
    );
    await countIntake(at('2025-01-11'));
    const before = await read(unitCode, '2025-Q1', '2025-01-11');
    await voidBatch(unitCode, '2025-Q1', 'THU-NGHIEM');
    const after = await read(unitCode, '2025-Q1', '2025-01-11');
    expect(after.ballots).toBe(50);
    expect(after.voids.byReason).toEqual([{ reason: 'test', count: 6 }]);
    const effect = after.voids.overallWithVoided;
    expect(effect.kind === 'exact' && effect.row).toEqual(overallRow(before));
    expect((await recountRollups(at('2025-01-11'), unitCode, period('2025-Q1').id)).differed).toBe(false);
    expect((await read(unitCode, '2025-Q1', '2025-01-11')).ballots).toBe(50);
  });
});

async function voidBatch(unitCode: string, periodId: string, batchCode: string): Promise<void> {
  const id = randomId();
  const now = new Date();
  await sql`
    insert into void_request (unit_code, id, period_id, kind, batch_code, ballots, reason, note, requested_by, requested_by_name, requested_at)
    values (${unitCode}, ${id}, ${periodId}, 'import-run', ${batchCode}, 6, 'test', 'Nhập thử', 'a', 'A', ${now})
  `.execute(database.db);
  await sql`
    insert into void_decision (unit_code, request_id, decision, ballots, decided_by, decided_by_name, decided_at)
    values (${unitCode}, ${id}, 'confirmed', 6, 'b', 'B', ${now})
  `.execute(database.db);
  await sql`
    insert into ballot_void (unit_code, ballot_id, period_id, request_id)
    select unit_code, id, period_id, ${id} from ballot where unit_code = ${unitCode} and batch_code = ${batchCode}
  `.execute(database.db);
}

describe('a cut-off', () => {
  it('holds what came up to its day, also when the server slept over it, and nothing later', async () => {
    const unitCode = freshUnit();
    await planWithCutOff(unitCode, '2025-01-10');
    const early = madeBallots({
      unitCode,
      periodId: '2025-Q4',
      form: questionnaireC,
      count: 33,
      seed: 6,
      missingOneIn: 1e6,
    });
    const late = madeBallots({
      unitCode,
      periodId: '2025-Q4',
      form: questionnaireC,
      count: 45,
      seed: 7,
      missingOneIn: 1e6,
    });
    await journal(early, '2025-12-13');
    await journal(late, '2025-12-14');
    await countIntake(at('2025-12-14'));
    const cutOff = calendarDay('2025-12-13');
    const notice = await read(unitCode, '2025', '2025-12-14', cutOff);
    expect([notice.ballots, nOfOverall(notice), notice.countsUntil]).toEqual([33, 33, '2025-12-13']);
    await countIntake(at('2025-12-15'));
    expect((await read(unitCode, '2025', '2025-12-15', cutOff)).ballots).toBe(33);
    const supplement = await read(unitCode, '2025', '2025-12-15');
    expect([supplement.ballots, nOfOverall(supplement)]).toEqual([78, 78]);
  });

  it('is taken when someone asks, in an office where nothing waits any more', async () => {
    const unitCode = freshUnit();
    await planWithCutOff(unitCode, '2025-01-10');
    const ballots = madeBallots({ unitCode, periodId: '2025-Q4', form: questionnaireC, count: 20, seed: 8 });
    await journal(ballots, '2025-12-13');
    await countIntake(at('2025-12-13'));
    await sql`delete from intake_seen where unit_code = ${unitCode}`.execute(database.db);
    const notice = await read(unitCode, '2025', '2025-12-14', calendarDay('2025-12-13'));
    expect([notice.ballots, notice.countsUntil]).toEqual([20, '2025-12-13']);
  });

  it('is refused where the plan was approved after its day: later ballots may stand in the counts', async () => {
    const unitCode = freshUnit();
    await planWithCutOff(unitCode, '2025-12-20');
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q4', form: questionnaireC, count: 33, seed: 6 }),
      '2025-12-13',
    );
    await countIntake(at('2025-12-21'));
    await takeCutOffs(at('2025-12-21'));
    const results = await readResults(at('2025-12-21'), unitCode, '2025', { countsUntil: calendarDay('2025-12-13') });
    expect(results.ok ? undefined : results.error.type).toBe('cut-off-not-taken');
  });
});

async function planWithCutOff(unitCode: string, approvedOn: string): Promise<void> {
  const content = {
    periods: [{ periodId: '2025', origin: 'in-plan' }],
    publication: [
      {
        periodId: '2025',
        kind: 'regular',
        due: '2025-12-14',
        lastDay: '2025-12-20',
        cutOff: '2025-12-13',
        origin: 'in-plan',
      },
    ],
  };
  const approvedAt = startOfDay(calendarDay(approvedOn));
  await sql`
    insert into plan_version (unit_code, plan_id, version, state, content, reason, span_from, span_until, created_at, created_by, approved_at, approved_by)
    values (${unitCode}, ${randomId()}, 1, 'approved', ${JSON.stringify(content)}::jsonb, '', '2024-12-15', '2025-12-14', ${approvedAt}, 'a', ${approvedAt}, 'b')
  `.execute(database.db);
}

describe('reading results', () => {
  it('says which period it cannot show and why', async () => {
    const unitCode = freshUnit();
    const problem = async (periodId: string) => {
      const results = await readResults(at('2025-01-11'), unitCode, periodId);
      return results.ok ? undefined : results.error.type;
    };
    expect(await problem('2025-Q9')).toBe('unknown-period');
    expect(await problem('2025-M01')).toBe('period-without-figures');
    expect(await problem('2025-Q1')).toBe('no-ballots');
  });

  it('compares with the period of the same kind before', async () => {
    const unitCode = freshUnit();
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 60, seed: 1 }),
      '2025-01-10',
    );
    await journal(
      madeBallots({ unitCode, periodId: '2025-Q2', form: questionnaireC, count: 60, seed: 2 }),
      '2025-04-10',
    );
    await countIntake(at('2025-06-11'));
    const results = await read(unitCode, '2025-Q2', '2025-06-11');
    expect(results.changeFromLast?.periodId).toBe('2025-Q1');
    expect(results.changeFromLast?.rows).toHaveLength(results.rows.length);
  });
});
