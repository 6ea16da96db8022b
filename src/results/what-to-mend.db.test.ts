import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { journalInTransaction } from '../collection/store-intake.server';
import { randomId } from '../kernel/bytes';
import { calendarDay, startOfDay } from '../kernel/calendar-day';
import type { Actor } from '../organisation/actor';
import type { Role } from '../organisation/role';
import type { UnitCode } from '../organisation/unit';
import { frozenClock } from '../platform/clock';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { completeRollups } from './actions/complete-rollups.server';
import { countIntake } from './actions/count-intake.server';
import { readResults } from './actions/read-results.server';
import { readWhatToMend } from './actions/read-what-to-mend.server';
import { noRelations, relationLayout, type RelationLayout, RelationTally } from './relation-layout';
import { tallyLayout } from './tally';
import { whatToMend } from './what-to-mend';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const layout = relationLayout(tallyLayout(questionnaireC)) as RelationLayout;
const at = (day: string) => ({ db: database.db, clock: frozenClock(startOfDay(calendarDay(day))) });
const person = (role: Role, unitCode: UnitCode): Actor => ({
  accountId: role,
  name: role,
  roles: [{ role, unitCode }],
});

/** Ballots through the journal and the mover; what their relations are, base period by base period. */
async function officeWith(unitCode: UnitCode, counts: Readonly<Record<string, number>>) {
  const bases: number[][] = [];
  for (const [periodId, count] of Object.entries(counts)) {
    const ballots = madeBallots({ unitCode, periodId, form: questionnaireC, count, seed: count, repeatOneIn: 9 });
    const sums = new RelationTally(layout);
    for (const ballot of ballots) sums.add(ballot);
    bases.push([...sums.cells]);
    const common = { batchCode: undefined, comments: [], day: calendarDay('2025-01-10'), withWeek: false };
    await journalInTransaction(
      database.db,
      ballots.map((ballot) => ({ ...ballot, ...common, clientId: randomId() })),
    );
    await countIntake(at('2025-01-11'));
  }
  return bases;
}

async function mendOf(unitCode: UnitCode, periodId: string, role: Role = 'compiling-clerk') {
  const results = await readResults(at('2025-08-01'), unitCode, periodId);
  if (!results.ok) throw new Error(results.error.type);
  const { rows } = results.value;
  return { rows, mend: await readWhatToMend(at('2025-08-01'), person(role, unitCode), results.value) };
}

describe('what to mend, from roll-ups', () => {
  it('is that of the ballots themselves, over all base periods of the period', async () => {
    const unitCode = 'DV-1' as UnitCode;
    const bases = await officeWith(unitCode, { '2025-Q1': 80, '2025-Q2': 60 });
    const { rows, mend } = await mendOf(unitCode, '2025-H1');
    expect(mend?.items[0]?.importance.kind).toBe('measured');
    expect(mend).toEqual(whatToMend({ layout, rows, bases }));
    const first = await mendOf(unitCode, '2025-Q1');
    expect(first.mend).toEqual(whatToMend({ layout, rows: first.rows, bases: bases.slice(0, 1) }));
  });

  it('is shown to those who see the results, and to nobody else', async () => {
    const unitCode = 'DV-2' as UnitCode;
    await officeWith(unitCode, { '2025-Q1': 50 });
    expect((await mendOf(unitCode, '2025-Q1', 'observer')).mend).toBeDefined();
    expect((await mendOf(unitCode, '2025-Q1', 'administrator')).mend).toBeUndefined();
  });

  it('is not known where some ballots were rolled up before relations were, until the server has completed them', async () => {
    const unitCode = 'DV-3' as UnitCode;
    await officeWith(unitCode, { '2025-Q1': 60 });
    const before = await mendOf(unitCode, '2025-Q1');
    await sql`delete from rollup_relation where unit_code = ${unitCode}`.execute(database.db);
    expect((await mendOf(unitCode, '2025-Q1')).mend?.lines).toBeUndefined();
    // Ballots that come before the server has completed the old ones must not pass for all of them.
    await sql`
      insert into rollup_relation select unit_code, period_id, form_id, form_version, 'counted', 1, ${noRelations(layout)}::bigint[]
      from rollup where unit_code = ${unitCode} and cut = 'all' and ballot_set = 'counted'
    `.execute(database.db);
    expect((await mendOf(unitCode, '2025-Q1')).mend?.lines).toBeUndefined();
    await completeRollups(at('2025-08-01'));
    expect(await mendOf(unitCode, '2025-Q1')).toEqual(before);
    const differed = await sql<{ body: Buffer }>`
      select body from log_entry where type = 'rollups-recounted' and unit_code = ${unitCode}`.execute(database.db);
    expect(
      differed.rows.map(({ body }) => (JSON.parse(body.toString('utf8')) as { differed: boolean }).differed),
    ).toEqual([false]);
  });

  it('leaves out what was voided', async () => {
    const unitCode = 'DV-4' as UnitCode;
    const [q1] = await officeWith(unitCode, { '2025-Q1': 70 });
    await sql`
      with asked as (
        insert into void_request (unit_code, id, period_id, kind, batch_code, ballots, reason, note, requested_by, requested_by_name, requested_at)
        values (${unitCode}, 'v1', '2025-Q1', 'import-run', 'NHAP-1', 10, 'test', 'Nhập thử', 'a', 'A', now())
      ), decided as (
        insert into void_decision (unit_code, request_id, decision, ballots, decided_by, decided_by_name, decided_at)
        values (${unitCode}, 'v1', 'confirmed', 10, 'b', 'B', now())
      )
      insert into ballot_void (unit_code, ballot_id, period_id, request_id)
      select unit_code, id, period_id, 'v1' from ballot where unit_code = ${unitCode} order by id limit 10
    `.execute(database.db);
    const { rows, mend } = await mendOf(unitCode, '2025-Q1');
    const gone = new RelationTally(layout);
    const voided = await sql<{ possible_repeat: boolean; answers: Buffer }>`
      select b.possible_repeat, b.answers from ballot b join ballot_void v on v.ballot_id = b.id where b.unit_code = ${unitCode}
    `.execute(database.db);
    for (const row of voided.rows) gone.add({ possibleRepeat: row.possible_repeat, answers: row.answers });
    expect(mend).toEqual(
      whatToMend({ layout, rows, bases: [(q1 ?? []).map((sum, cell) => sum - (gone.cells[cell] ?? 0))] }),
    );
  });
});
