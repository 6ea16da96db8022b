import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import { as, province, value } from '../../test/fixtures/publishing-office';
import type { StoredBallot } from '../collection/ballot';
import { insertBallots } from '../collection/store-ballot.server';
import { randomId } from '../kernel/bytes';
import { calendarDay } from '../kernel/calendar-day';
import { ok } from '../kernel/result';
import { replaceParents, saveUnitRow } from '../organisation/store-units.server';
import type { UnitCode } from '../organisation/unit';
import type { ActionContext } from '../platform/action-context';
import { frozenClock } from '../platform/clock';
import { inTransaction } from '../platform/database.server';
import { countBallots } from '../results/actions/count-ballots.server';
import { keepLook } from '../results/actions/keep-look.server';
import { readResultsWithBasis } from '../results/actions/read-results.server';
import { type PeriodResults, overallRow } from '../results/period-results';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { answerSlots } from '../survey/questionnaire';
import { period } from '../survey/reporting-period';
import { combineUnits, readCombinableUnits } from './actions/combine-units.server';
import { publishDue } from './actions/publish-due.server';
import { readCombinedUnits, readCombinedUnitsWith } from './actions/read-combined-units.server';

let database: FreshDatabase;
let ctx: ActionContext;
const clock = frozenClock(new Date('2025-04-20T02:00:00Z'));
const superior = as('superior', province);
const [xaA, xaB, xaC, xaD] = ['QNG-A', 'QNG-B', 'QNG-C', 'QNG-D'] as [UnitCode, UnitCode, UnitCode, UnitCode];
const first = { periodId: period('2025-Q1').id, level: 'commune' } as const;

beforeAll(async () => {
  database = await freshDatabase();
  ctx = { db: database.db, clock };
  const open = { officeName: undefined, address: undefined, validFrom: undefined, validUntil: undefined };
  await saveUnitRow(ctx.db, { code: province, name: 'Tỉnh Quảng Ngãi', type: 'province', office: 'qng', ...open });
  const since = { parent: province, validFrom: calendarDay('2024-12-01'), validUntil: undefined };
  for (const code of [xaA, xaB, xaC, xaD]) {
    await saveUnitRow(ctx.db, {
      code,
      name: `Xã ${code.slice(-1)}`,
      type: 'commune',
      office: code.toLowerCase(),
      ...open,
    });
    await replaceParents(ctx.db, code, [{ child: code, ...since }]);
  }
}, 60_000);
afterAll(() => database.close());

/** Ballots of one quarter that answer everything alike: 5 is satisfied, 2 is not. */
async function collect(unitCode: UnitCode, periodId: string, satisfied: number, dissatisfied: number): Promise<void> {
  const answers = [...Array<number>(satisfied).fill(5), ...Array<number>(dissatisfied).fill(2)];
  const ballots = answers.map((answer): StoredBallot => ({
    unitCode,
    id: randomId(),
    periodId: period(periodId).id,
    week: undefined,
    channel: 'web',
    fieldCode: undefined,
    officialCode: undefined,
    formId: questionnaireC.id,
    formVersion: questionnaireC.version,
    answers: Uint8Array.from(answerSlots(questionnaireC), () => answer),
    possibleRepeat: false,
    batchCode: undefined,
  }));
  await inTransaction(ctx.db, async (tx) => {
    await insertBallots(tx, ballots);
    await countBallots(tx, ballots);
    return ok(undefined);
  });
}

let publications = 0;

/** Frozen and approved, to be published by the next `publishDue`; without the files of a true publication. */
async function freeze(
  unitCode: UnitCode,
  periodId: string,
): Promise<{ readonly id: string; readonly results: PeriodResults }> {
  const { results, basis } = value(await readResultsWithBasis(ctx, unitCode, periodId));
  const id = randomId();
  const at = new Date(clock.now().getTime() + 1000 * (publications += 1));
  const day = clock.today();
  const content = Buffer.from(JSON.stringify({ form: results.form, rows: results.rows }), 'utf8');
  await sql`insert into publication (unit_code, id, plan_id, period_id, kind, due_day, last_day, draft, draft_figures, draft_by, draft_at)
    values (${unitCode}, ${id}, ${id}, ${periodId}, 'regular', ${day}, ${day}, '{}', '', 'x', ${at})`.execute(ctx.db);
  await sql`insert into snapshot (unit_code, id, publication_id, content, content_sha256, unit_name, search_name, period_id, ballots, prepared_by, prepared_at)
    values (${unitCode}, ${id}, ${id}, ${content}, '', ${unitCode}, '', ${periodId}, ${results.ballots}, 'x', ${at})`.execute(
    ctx.db,
  );
  await sql`update publication set snapshot_id = ${id} where id = ${id}`.execute(ctx.db);
  await inTransaction(ctx.db, async (tx) => {
    await keepLook(tx, id, basis, at);
    return ok(undefined);
  });
  await sql`insert into snapshot_decision (unit_code, snapshot_id, decision, publish_on, decided_by, decided_at)
    values (${unitCode}, ${id}, 'approved', ${day}, 'y', ${at})`.execute(ctx.db);
  return { id, results };
}

async function publish(unitCode: UnitCode, periodId: string): Promise<PeriodResults> {
  const { results } = await freeze(unitCode, periodId);
  expect(await publishDue(ctx)).toBe(1);
  return results;
}

const isHidden = (results: PeriodResults) => overallRow(results)?.suppressed;

describe('communes that are too small to be shown', () => {
  it('are nothing to combine before they have published, and too few when they are two', async () => {
    await collect(xaA, '2025-Q1', 2, 0);
    for (const code of [xaB, xaC]) await collect(code, '2025-Q1', 0, 3);
    await collect(xaD, '2025-Q1', 20, 4);
    expect(value(await readCombinableUnits(ctx, superior, province, first))).toEqual({
      units: [],
      unpublished: 4,
      otherForm: [],
      outcome: 'none',
    });
    expect(isHidden(await publish(xaA, '2025-Q1'))).toBe(true);
    await publish(xaB, '2025-Q1');
    expect(isHidden(await publish(xaD, '2025-Q1'))).toBe(false);
    const two = value(await readCombinableUnits(ctx, superior, province, first));
    expect(two).toMatchObject({ units: [{ code: xaA }, { code: xaB }], unpublished: 1, outcome: 'too-few-units' });
    const seen = two.units.map(({ snapshotId }) => snapshotId);
    expect(await combineUnits(ctx, superior, province, { ...first, seen })).toMatchObject({
      error: { type: 'too-few-units' },
    });
  });

  it('are combined by the superior office alone, and only as it saw them', async () => {
    const seen = value(await readCombinableUnits(ctx, superior, province, first)).units.map(
      ({ snapshotId }) => snapshotId,
    );
    await publish(xaC, '2025-Q1');
    expect(await combineUnits(ctx, superior, province, { ...first, seen })).toMatchObject({
      error: { type: 'units-changed' },
    });
    const found = value(await readCombinableUnits(ctx, superior, province, first));
    expect(found.outcome).toBe('may-combine');
    const asked = { ...first, seen: found.units.map(({ snapshotId }) => snapshotId) };
    for (const role of ['head', 'compiling-clerk', 'observer'] as const) {
      expect(await combineUnits(ctx, as(role, province), province, asked)).toMatchObject({
        error: { type: 'not-allowed' },
      });
    }
    const line = value(await combineUnits(ctx, superior, province, asked));
    expect(line).toMatchObject({
      superior: { code: province, name: 'Tỉnh Quảng Ngãi' },
      periodId: '2025-Q1',
      units: [{ name: 'Xã A' }, { name: 'Xã B' }, { name: 'Xã C' }],
      ballots: 8,
      overall: { n: 8, missing: 0, distribution: [0, 6, 0, 0, 2], satisfiedShare: { value: 25 } },
    });
    const [published, ...others] = await readCombinedUnits(ctx, province, first.periodId);
    expect(others).toEqual([]);
    expect(published?.line).toEqual(line);
    expect(await readCombinedUnitsWith(ctx, xaB, line.units[1]?.snapshotId ?? '')).toEqual(published);
    const events = await sql<{ body: Buffer }>`select body from log_entry where type = 'units-combined'`.execute(
      ctx.db,
    );
    expect(events.rows.map(({ body }) => JSON.parse(body.toString('utf8')))).toEqual([
      { periodId: '2025-Q1', units: 'QNG-A QNG-B QNG-C', sha256: published?.sha256 },
    ]);
  });

  it('stand in one line of a period only, which nobody can change', async () => {
    expect(value(await readCombinableUnits(ctx, superior, province, first))).toMatchObject({
      units: [],
      outcome: 'none',
    });
    for (const table of ['combined_units', 'combined_units_member']) {
      await expect(sql`delete from ${sql.table(table)}`.execute(ctx.db)).rejects.toThrow();
      await expect(sql`update ${sql.table(table)} set unit_code = 'X'`.execute(ctx.db)).rejects.toThrow();
    }
  });

  it('do not publish afterwards what would give another of them away, even if it was frozen before', async () => {
    for (const code of [xaB, xaC]) await collect(code, '2025-Q2', 0, 4);
    clock.move(new Date('2025-07-20T02:00:00Z'));
    const ofB = await freeze(xaB, '2025-H1');
    const ofC = await freeze(xaC, '2025-H1');
    expect([ofB, ofC].map(({ results }) => isHidden(results))).toEqual([false, false]);
    // Each could be shown; both together would say that the two satisfied were the two of A.
    expect(await publishDue(ctx)).toBe(1);
    const notes = await sql<{ unit_code: string; note: string }>`
      select unit_code, note from snapshot_decision where decision = 'returned'`.execute(ctx.db);
    expect(notes.rows).toMatchObject([{ unit_code: xaC, note: expect.stringContaining('dòng gộp') }]);
    expect(await publishDue(ctx)).toBe(0);
    expect(isHidden(await publish(xaC, '2025-H1'))).toBe(true);
  });
});
