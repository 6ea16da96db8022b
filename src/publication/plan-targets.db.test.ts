import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import {
  as,
  clerk,
  commune,
  head,
  province,
  type PublishingOffice,
  publishingOffice,
  value,
} from '../../test/fixtures/publishing-office';
import type { ActionContext } from '../platform/action-context';
import { readPeriodTargets } from '../results/actions/read-period-targets.server';
import { viewResults } from '../results/actions/view-results.server';
import { amendPlan } from '../survey/actions/amend-plan.server';
import { approvePlan, planContentHash } from '../survey/actions/approve-plan.server';
import { savePlan } from '../survey/actions/save-plan.server';
import type { PlanTargets } from '../survey/plan-target';
import { readPlanVersions } from '../survey/store.server';
import { period } from '../survey/reporting-period';
import { beginPublication } from './actions/begin-publication.server';
import { approvePublication } from './actions/decide-publication.server';
import { preparePublication } from './actions/prepare-publication.server';
import { publishDue } from './actions/publish-due.server';
import { rankUnitsBelow } from './actions/rank-units-below.server';
import { readPublishedSnapshot } from './actions/read-portal.server';
import { draftOf } from './store.server';

let database: FreshDatabase;
let office: PublishingOffice;
let ctx: ActionContext;

beforeAll(async () => {
  database = await freshDatabase();
  office = await publishingOffice(database.db);
  ({ ctx } = office);
  office.on('2025-06-10');
  await office.collect('2025-Q2', 200);
}, 60_000);
afterAll(() => database.close());

async function amendWith(targets: PlanTargets) {
  const reason = 'Đặt chỉ tiêu mức độ hài lòng.';
  const { id: planId, content } = value(
    await amendPlan(ctx, clerk, { unitCode: commune, planId: office.planId, reason }),
  );
  const next = { ...content, targets };
  const saved = await savePlan(ctx, clerk, { unitCode: commune, planId, content: next });
  return { planId, next, saved };
}

describe('the target of a plan', () => {
  test('outside 0–100 % is refused', async () => {
    const { planId, next, saved } = await amendWith({ 'satisfied-share': 100_01 });
    expect(saved).toMatchObject({ error: { problems: [{ type: 'target-out-of-range', index: 'satisfied-share' }] } });
    const content = { ...next, targets: { 'satisfied-share': 10_00, 'mean-score': 99_50 } };
    value(await savePlan(ctx, clerk, { unitCode: commune, planId, content }));
    const [draft] = await readPlanVersions(ctx.db, commune, planId);
    const seenHash = planContentHash(draft!.content);
    value(await approvePlan(ctx, head, { unitCode: commune, planId, seenHash }));
  });

  test('stands beside the figures of the office as soon as the head approved it', async () => {
    const quarter = period('2025-Q2');
    const results = value(await viewResults(ctx, clerk, commune, quarter.id));
    expect(await readPeriodTargets(ctx, commune, quarter, results)).toEqual([
      { index: 'satisfied-share', hundredths: 1000, standing: 'met' },
      { index: 'mean-score', hundredths: 9950, standing: 'missed' },
    ]);
  });

  test('is frozen with the publication, told in the report, and read by the province', async () => {
    office.on('2025-07-02');
    const wanted = { planId: office.planId, periodId: '2025-Q2', kind: 'regular' } as const;
    const id = value(await beginPublication(ctx, clerk, commune, wanted));
    const text = (await draftOf(ctx.db, commune, id))!.report.sections.map((section) => section.text).join('\n');
    expect(text).toContain('Chỉ tiêu của Kế hoạch: tỷ lệ hài lòng chung từ 10\u00a0% trở lên. Đạt chỉ tiêu:');
    expect(text).toContain('Chưa đạt chỉ tiêu của Kế hoạch: điểm trung bình câu hỏi chung (phương pháp B) từ 99,5');
    await office.finishDraft(id);
    const seen = value(await preparePublication(ctx, clerk, commune, id, 'http://localhost'));
    value(await approvePublication(ctx, head, commune, { publicationId: id, seen, when: 'at-once' }));
    await publishDue(ctx);
    const published = await readPublishedSnapshot(ctx, commune, seen);
    expect(published?.content.targets?.map(({ standing }) => standing)).toEqual(['met', 'missed']);
    for (const [method, standing] of [
      ['satisfied-share', 'met'],
      ['mean-score', 'missed'],
    ] as const) {
      const asked = { periodId: undefined, level: undefined, method };
      const { ranking } = value(await rankUnitsBelow(ctx, as('superior', province), province, asked));
      expect(ranking.ranked.map(({ code, target }) => [code, target?.standing])).toEqual([[commune, standing]]);
    }
  });
});
