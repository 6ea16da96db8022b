import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import { calendarDay } from '../kernel/calendar-day';
import type { Result } from '../kernel/result';
import type { Actor } from '../organisation/actor';
import type { FieldCode } from '../organisation/field';
import type { Role } from '../organisation/role';
import { saveFieldRow } from '../organisation/store-staff.server';
import { saveUnitRow } from '../organisation/store-units.server';
import type { UnitCode } from '../organisation/unit';
import type { ActionContext } from '../platform/action-context';
import { frozenClock } from '../platform/clock';
import { amendPlan, discardPlanDraft } from './actions/amend-plan.server';
import { approvePlan, planContentHash } from './actions/approve-plan.server';
import { completeTask } from './actions/complete-task.server';
import { createPlan, type CreatePlanInput } from './actions/create-plan.server';
import { publishPlan } from './actions/publish-plan.server';
import { recordDossierCounts } from './actions/record-dossier-counts.server';
import { answerDifficulty, reportDifficulty } from './actions/report-difficulty.server';
import { savePlan } from './actions/save-plan.server';
import { copyToOwnQuestionnaire, saveQuestionnaire } from './actions/save-questionnaire.server';
import { period } from './reporting-period';
import { readDossierCountHistory, readDossierCounts } from './store-dossier-count.server';
import { readDifficulties, readTasksDone } from './store-difficulty.server';
import { fixQuestionnaire, isQuestionnaireFixed, readQuestionnaire } from './store-questionnaire.server';
import { planInForce, readPlanVersions } from './store.server';

const unit = 'QNG-HT' as UnitCode;
let database: FreshDatabase;
let ctx: ActionContext;
const clock = frozenClock(new Date('2025-02-26T02:00:00Z'));

function as(role: Role, unitCode: UnitCode = unit): Actor {
  return { accountId: `${role}-1`, name: role, roles: [{ role, unitCode }] };
}
const clerk = as('compiling-clerk');
const head = as('head');

function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const input: CreatePlanInput = {
  unitCode: unit,
  year: 2025,
  number: '31/KH-UBND',
  date: calendarDay('2025-02-26'),
  signerName: 'Hồ Minh Hiếu',
  questionnaire: { id: 'A', version: 1 },
  channels: ['web', 'paper'],
  controlDecision: undefined,
  withFourthQuarter: false,
};

async function seenHash(planId: string): Promise<string> {
  const [latest] = await readPlanVersions(ctx.db, unit, planId);
  return planContentHash(latest?.content ?? {});
}

async function eventTypes(): Promise<string[]> {
  const found = await sql<{ type: string }>`select type from log_entry order by id`.execute(ctx.db);
  return found.rows.map(({ type }) => type);
}

beforeAll(async () => {
  database = await freshDatabase();
  ctx = { db: database.db, clock };
  await saveUnitRow(ctx.db, {
    code: unit,
    name: 'Xã Hương Trà',
    type: 'commune',
    office: 'qng-ht',
    officeName: undefined,
    address: undefined,
    validFrom: undefined,
    validUntil: undefined,
  });
  for (const code of ['TP', 'DD'] as FieldCode[])
    await saveFieldRow(ctx.db, { unitCode: unit, code, name: code, active: true });
});
afterAll(() => database?.close());

test('the clerk plans, only the head approves what they saw, and from then on the plan is in force', async () => {
  const draft = value(await createPlan(ctx, clerk, input));
  expect(await planInForce(ctx.db, unit, calendarDay('2025-03-01'))).toBeUndefined();
  expect(
    await approvePlan(ctx, clerk, { unitCode: unit, planId: draft.id, seenHash: await seenHash(draft.id) }),
  ).toMatchObject({ error: { type: 'not-allowed' } });
  const stale = await seenHash(draft.id);
  value(
    await savePlan(ctx, clerk, {
      unitCode: unit,
      planId: draft.id,
      content: { ...draft.content, recipients: ['Lưu: VT'] },
    }),
  );
  expect(await approvePlan(ctx, head, { unitCode: unit, planId: draft.id, seenHash: stale })).toMatchObject({
    error: { type: 'plan-changed-meanwhile' },
  });
  value(await approvePlan(ctx, head, { unitCode: unit, planId: draft.id, seenHash: await seenHash(draft.id) }));
  const inForce = await planInForce(ctx.db, unit, calendarDay('2025-03-01'));
  expect(inForce).toMatchObject({ id: draft.id, version: 1, state: 'approved', content: { recipients: ['Lưu: VT'] } });
  expect(await planInForce(ctx.db, unit, calendarDay('2025-12-15'))).toBeUndefined();
  value(await publishPlan(ctx, clerk, { unitCode: unit, planId: draft.id }));
  expect((await eventTypes()).slice(-4)).toEqual([
    'plan-created',
    'plan-draft-saved',
    'plan-approved',
    'plan-published',
  ]);
});

test('an approved plan is never changed, not even past the actions', async () => {
  const plan = await planInForce(ctx.db, unit, calendarDay('2025-03-01'));
  if (!plan) throw new Error('no plan');
  expect(await savePlan(ctx, clerk, { unitCode: unit, planId: plan.id, content: plan.content })).toMatchObject({
    error: { type: 'plan-not-draft' },
  });
  await expect(sql`update plan_version set content = '{}' where state <> 'draft'`.execute(ctx.db)).rejects.toThrow(
    /approved/,
  );
  await expect(sql`delete from plan_version where state <> 'draft'`.execute(ctx.db)).rejects.toThrow(/approved/);
});

test('an amendment is the next version; the old one stays in force until it is approved, and stays readable after', async () => {
  const plan = await planInForce(ctx.db, unit, calendarDay('2025-03-01'));
  if (!plan) throw new Error('no plan');
  expect(await amendPlan(ctx, clerk, { unitCode: unit, planId: plan.id, reason: '' })).toMatchObject({
    error: { type: 'reason-missing' },
  });
  const second = value(await amendPlan(ctx, clerk, { unitCode: unit, planId: plan.id, reason: 'Bỏ cấp huyện' }));
  expect(await amendPlan(ctx, clerk, { unitCode: unit, planId: plan.id, reason: 'Nữa' })).toMatchObject({
    error: { type: 'plan-already-draft' },
  });
  expect(await planInForce(ctx.db, unit, calendarDay('2025-03-01'))).toMatchObject({ version: 1 });
  value(
    await savePlan(ctx, clerk, {
      unitCode: unit,
      planId: plan.id,
      content: { ...second.content, recipients: ['UBND tỉnh'] },
    }),
  );
  value(await approvePlan(ctx, head, { unitCode: unit, planId: plan.id, seenHash: await seenHash(plan.id) }));
  expect(await planInForce(ctx.db, unit, calendarDay('2025-03-01'))).toMatchObject({
    version: 2,
    content: { recipients: ['UBND tỉnh'] },
  });
  expect((await readPlanVersions(ctx.db, unit, plan.id)).map(({ version, state }) => [version, state])).toEqual([
    [2, 'approved'],
    [1, 'published'],
  ]);
  value(await amendPlan(ctx, clerk, { unitCode: unit, planId: plan.id, reason: 'Nhầm' }));
  value(await discardPlanDraft(ctx, clerk, { unitCode: unit, planId: plan.id }));
  expect(await planInForce(ctx.db, unit, calendarDay('2025-03-01'))).toMatchObject({ version: 2 });
});

test('a second plan over the same days cannot be approved', async () => {
  const other = value(await createPlan(ctx, clerk, input));
  expect(
    await approvePlan(ctx, head, { unitCode: unit, planId: other.id, seenHash: await seenHash(other.id) }),
  ).toMatchObject({ error: { type: 'plan-overlaps', year: 2025 } });
});

test('a plan with dates the wrong way round is not stored', async () => {
  const draft = value(await createPlan(ctx, clerk, { ...input, year: 2027 }));
  const [first, ...rest] = draft.content.publication;
  if (!first) throw new Error('no day');
  const content = { ...draft.content, publication: [{ ...first, lastDay: calendarDay('2027-01-01') }, ...rest] };
  expect(await savePlan(ctx, clerk, { unitCode: unit, planId: draft.id, content })).toMatchObject({
    error: { type: 'plan-problems' },
  });
  expect((await readPlanVersions(ctx.db, unit, draft.id))[0]?.content).toEqual(draft.content);
});

test('an observer sees and changes nothing; another unit has no say', async () => {
  for (const actor of [as('observer'), as('administrator'), as('compiling-clerk', 'QNG-XX' as UnitCode)]) {
    expect(await createPlan(ctx, actor, input)).toMatchObject({ error: { type: 'not-allowed' } });
    expect(
      await recordDossierCounts(ctx, actor, { unitCode: unit, counts: [], countedUntil: undefined, source: 'typed' }),
    ).toMatchObject({ error: { type: 'not-allowed' } });
  }
});

test('difficulties are reported to the plan, answered, and both stay', async () => {
  const plan = await planInForce(ctx.db, unit, calendarDay('2025-03-01'));
  if (!plan) throw new Error('no plan');
  const { id } = value(
    await reportDifficulty(ctx, as('one-stop-official'), {
      unitCode: unit,
      planId: plan.id,
      text: 'Ít người già tự bấm được',
    }),
  );
  expect(
    await answerDifficulty(ctx, as('one-stop-official'), { unitCode: unit, difficultyId: id, text: 'x' }),
  ).toMatchObject({ error: { type: 'not-allowed' } });
  value(await answerDifficulty(ctx, clerk, { unitCode: unit, difficultyId: id, text: 'Phát thêm phiếu giấy' }));
  expect(await readDifficulties(ctx.db, unit, plan.id)).toMatchObject([
    { text: 'Ít người già tự bấm được', answers: [{ text: 'Phát thêm phiếu giấy' }] },
  ]);
  expect(await reportDifficulty(ctx, clerk, { unitCode: unit, planId: plan.id, text: '' })).toMatchObject({
    error: { type: 'difficulty-empty' },
  });
  await expect(sql`update plan_difficulty set text = 'x'`.execute(ctx.db)).rejects.toThrow();
});

test('a task is done once, whoever presses again', async () => {
  const plan = await planInForce(ctx.db, unit, calendarDay('2025-03-01'));
  if (!plan) throw new Error('no plan');
  const before = (await eventTypes()).length;
  for (let times = 0; times < 2; times += 1)
    value(await completeTask(ctx, clerk, { unitCode: unit, planId: plan.id, taskId: 'mo-hom-2025-Q1' }));
  expect((await readTasksDone(ctx.db, unit, plan.id)).map(({ taskId }) => taskId)).toEqual(['mo-hom-2025-Q1']);
  expect((await eventTypes()).length).toBe(before + 1);
});

test('an own form may change until a plan with it is approved; after that saving begins the next version', async () => {
  const copy = value(
    await copyToOwnQuestionnaire(ctx, clerk, {
      unitCode: unit,
      from: { id: 'C', version: 1 },
      id: 'RIENG-1',
      title: 'Phiếu riêng',
    }),
  );
  expect(
    await copyToOwnQuestionnaire(ctx, clerk, {
      unitCode: unit,
      from: { id: 'C', version: 1 },
      id: 'RIENG-1',
      title: 'x',
    }),
  ).toMatchObject({ error: { type: 'questionnaire-id-taken' } });
  const draft = (title: string) => ({
    ...copy,
    title,
    factors: copy.factors.map(({ id, title: name, items }) => ({
      id,
      title: name,
      items: items.map(({ text }) => text),
    })),
    overall: copy.overall.text,
    questions: [
      { kind: 'single' as const, text: 'Nhũng nhiễu', options: ['Không có', 'Một số', 'Nhiều'], notApplicable: false },
    ],
    respondent: [],
  });
  expect(value(await saveQuestionnaire(ctx, clerk, { unitCode: unit, draft: draft('Lần hai') })).version).toBe(1);
  const plan = value(
    await createPlan(ctx, clerk, { ...input, year: 2026, questionnaire: { id: 'RIENG-1', version: 1 } }),
  );
  expect(await isQuestionnaireFixed(ctx.db, unit, 'RIENG-1', 1)).toBe(false);
  value(await approvePlan(ctx, head, { unitCode: unit, planId: plan.id, seenHash: await seenHash(plan.id) }));
  expect(await isQuestionnaireFixed(ctx.db, unit, 'RIENG-1', 1)).toBe(true);
  await expect(sql`update questionnaire set body = '{}'`.execute(ctx.db)).rejects.toThrow(/fixed/);
  expect(value(await saveQuestionnaire(ctx, clerk, { unitCode: unit, draft: draft('Lần ba') })).version).toBe(2);
  expect((await readQuestionnaire(ctx.db, unit, 'RIENG-1', 1))?.title).toBe('Lần hai');
  expect((await readQuestionnaire(ctx.db, unit, 'RIENG-1', 2))?.title).toBe('Lần ba');
  await fixQuestionnaire(ctx.db, unit, 'A', 1, clock.now());
  expect(await isQuestionnaireFixed(ctx.db, unit, 'A', 1)).toBe(true);
});

test('corrected dossier counts keep their history; the latest counts', async () => {
  const first = period('2025-Q1').id;
  const count = (fieldCode: string, number: number) => ({
    periodId: first,
    fieldCode: fieldCode as FieldCode,
    channel: 'direct' as const,
    count: number,
  });
  const record = (counts: ReturnType<typeof count>[], countedUntil?: string) =>
    recordDossierCounts(ctx, clerk, {
      unitCode: unit,
      counts,
      countedUntil: countedUntil ? calendarDay(countedUntil) : undefined,
      source: 'typed',
    });
  expect(value(await record([count('TP', 60), count('DD', 10)]))).toEqual({ added: 2, corrected: 0 });
  expect(value(await record([count('TP', 60), count('DD', 12)]))).toEqual({ added: 0, corrected: 1 });
  expect(value(await record([count('TP', 60), count('DD', 12)]))).toEqual({ added: 0, corrected: 0 });
  const standing = await readDossierCounts(ctx.db, unit, [first]);
  expect(standing.map(({ fieldCode, count: number, countedUntil }) => [fieldCode, number, countedUntil])).toEqual([
    ['DD', 12, '2025-02-26'],
    ['TP', 60, '2025-02-26'],
  ]);
  expect(await readDossierCountHistory(ctx.db, unit, first)).toHaveLength(3);
  expect(await record([count('XX', 1)])).toMatchObject({ error: { type: 'field-unknown' } });
  expect(await record([count('TP', 61)], '2025-02-27')).toMatchObject({ error: { type: 'counted-until-in-future' } });
  expect(await record([{ ...count('TP', 1), periodId: period('2025-Q2').id }])).toMatchObject({
    error: { type: 'period-not-begun' },
  });
  await expect(sql`delete from dossier_count`.execute(ctx.db)).rejects.toThrow();
});
