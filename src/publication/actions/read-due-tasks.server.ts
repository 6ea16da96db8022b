import { type CalendarDay, vietnameseDayOf } from '../../kernel/calendar-day';
import { boxOpeningDueOf, readBoxOpenings } from '../../collection/actions/read-box-openings.server';
import { type BatchSummary, readKeyingBatches } from '../../collection/actions/read-keying.server';
import { readVoidRequests } from '../../collection/store-void.server';
import { superiorOf } from '../../organisation/actions/read-organisation.server';
import type { Actor } from '../../organisation/actor';
import type { FieldCode } from '../../organisation/field';
import { fieldsOf } from '../../organisation/store-staff.server';
import type { ActionContext } from '../../platform/action-context';
import { readQuotaStanding } from '../../results/actions/read-quota-standing.server';
import { isOwnContest } from '../../results/grading-official';
import { contestsWaiting } from '../../results/store-official-grade.server';
import { readDifferences } from '../../results/store-rollup-check.server';
import type { QuotaStanding } from '../../results/quota-standing';
import { collectionPeriodOn, collectionPeriods, type Plan, type PlanInForce } from '../../survey/plan';
import type { Period } from '../../survey/reporting-period';
import { readDifficulties, readTasksDone } from '../../survey/store-difficulty.server';
import { plansInForce, readPlans } from '../../survey/store.server';
import { type DueFacts, type DueTask, dueTasks, type FactsPeriod, type FactsPublication } from '../due-tasks';
import { publicationKey, publicationTitle } from '../publication-title';
import type { Publication } from '../publication';
import { type ListedPublication, listPublications } from './read-publications.server';
import { type StepLine, stepsOverview } from '../steps-overview';
import type { Locale } from '../../ui/locale';

export interface HomeOfUnit {
  readonly tasks: readonly DueTask[];
  /** Empty where no plan says what the steps are. */
  readonly steps: readonly StepLine[];
  /** The period the steps belong to. */
  readonly periodId: string | undefined;
}

/** The home page of one person at one unit. Every task is one the person may do; steps hold counts and days only. */
export async function readHome(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  locale: Locale = 'vi',
): Promise<HomeOfUnit> {
  const facts = await readDueFacts(ctx, actor, unitCode, locale);
  const today = ctx.clock.today();
  const planned = facts.plan !== undefined || facts.planWaiting !== undefined;
  return {
    tasks: dueTasks(facts, actor, today),
    steps: planned ? stepsOverview(facts, today) : [],
    periodId: (facts.period ?? facts.lastPeriod)?.id,
  };
}

async function readDueFacts(ctx: ActionContext, actor: Actor, unitCode: string, locale: Locale): Promise<DueFacts> {
  const today = ctx.clock.today();
  const plans = await plansInForce(ctx.db, unitCode);
  const plan = planOn(plans, today);
  const publications = await listPublications(ctx, unitCode);
  const above = await superiorOf(ctx, unitCode);
  return {
    unitCode,
    organisationReady: (await fieldsOf(ctx.db, unitCode)).some(({ active }) => active),
    plan: plan && { id: plan.id, title: plan.content.title, inForce: true },
    planWaiting: planWaiting(await readPlans(ctx.db, unitCode)),
    planTasks: plan === undefined ? [] : await openPlanTasks(ctx, unitCode, plan),
    difficultiesOpen: plan && (await openDifficulties(ctx, unitCode, plan.id)),
    ...(await periodsOf(ctx, unitCode, plans, today)),
    keying: await keyingFacts(ctx, actor, unitCode),
    voidRequests: (await readVoidRequests(ctx.db, unitCode))
      .filter(({ state }) => state.state === 'requested')
      .map(({ id, requestedBy, requestedAt }) => ({ id, requestedBy, since: vietnameseDayOf(requestedAt) })),
    contestsToAnswer: (await contestsWaiting(ctx.db, unitCode))
      .filter((contest) => !isOwnContest(actor, unitCode, contest))
      .map(({ periodId, filedAt }) => ({ periodId, since: vietnameseDayOf(filedAt) })),
    differingPeriods: (await readDifferences(ctx.db, unitCode)).map(({ periodId, foundAt }) => ({
      periodId,
      since: vietnameseDayOf(foundAt),
    })),
    publications: publications
      .filter((one) => !one.offered || one.publication !== undefined)
      .map((one) => factsOf(one, above?.name, locale)),
  };
}

/** The plan that collects today, else the one whose notices are still to come. */
function planOn(plans: readonly PlanInForce[], today: CalendarDay): PlanInForce | undefined {
  const collecting = plans.find((plan) => collectionPeriodOn(plan.content, today) !== undefined);
  return collecting ?? plans.find((plan) => plan.content.publication.some(({ lastDay }) => lastDay >= today));
}

/** A draft that is complete waits for the head; there is no step between (survey room). */
function planWaiting(plans: readonly Plan[]): DueFacts['planWaiting'] {
  const draft = plans.find(({ state }) => state === 'draft');
  return draft && { id: draft.id, title: draft.content.title, since: vietnameseDayOf(draft.createdAt) };
}

async function openPlanTasks(ctx: ActionContext, unitCode: string, plan: PlanInForce): Promise<DueFacts['planTasks']> {
  const done = new Set((await readTasksDone(ctx.db, unitCode, plan.id)).map(({ taskId }) => taskId));
  const approvedOn = vietnameseDayOf(plan.approvedAt);
  return plan.content.tasks.flatMap(({ id, text, dueDay, lead }) =>
    // Box openings are worked out from the boxes themselves; a day before the plan was approved binds nobody.
    dueDay === undefined || id.startsWith('mo-hom-') || dueDay < approvedOn
      ? []
      : [{ id, title: text, due: dueDay, lead, done: done.has(id) }],
  );
}

async function openDifficulties(
  ctx: ActionContext,
  unitCode: string,
  planId: string,
): Promise<DueFacts['difficultiesOpen']> {
  const open = (await readDifficulties(ctx.db, unitCode, planId)).filter(({ answers }) => answers.length === 0);
  const first = open.map(({ reportedAt }) => vietnameseDayOf(reportedAt)).sort()[0];
  return first === undefined ? undefined : { count: open.length, since: first };
}

async function periodsOf(
  ctx: ActionContext,
  unitCode: string,
  plans: readonly PlanInForce[],
  today: CalendarDay,
): Promise<Pick<DueFacts, 'period' | 'lastPeriod'>> {
  const all = plans.flatMap((plan) => collectionPeriods(plan.content).map((period) => ({ plan, period })));
  const current = all.find(({ period }) => period.from <= today && today <= period.until);
  const last = all
    // Nobody was bound by a plan approved after the period was over.
    .filter(({ plan, period }) => period.until < today && vietnameseDayOf(plan.approvedAt) <= period.until)
    .sort((one, other) => (one.period.until < other.period.until ? 1 : -1))[0];
  return {
    period: current && (await periodFacts(ctx, unitCode, current.plan, current.period)),
    lastPeriod: last && (await periodFacts(ctx, unitCode, last.plan, last.period)),
  };
}

async function periodFacts(
  ctx: ActionContext,
  unitCode: string,
  plan: PlanInForce,
  period: Period,
): Promise<FactsPeriod> {
  const box = await boxOpeningDueOf(ctx, unitCode, period);
  const standing = await readQuotaStanding(ctx, unitCode, plan.content, period);
  const fieldNames = new Map((await fieldsOf(ctx.db, unitCode)).map(({ code, name }) => [code, name]));
  return {
    id: period.id,
    from: period.from,
    until: period.until,
    boxOpenedOn: box.state === 'opened' ? box.on : undefined,
    hasBox: plan.content.channels.includes('paper'),
    dossierCountsEntered: standing.kind === 'standing' && standing.dossiersEntered,
    quota: standing.kind === 'standing' ? quotaLines(standing, fieldNames) : [],
  };
}

function quotaLines(
  { progress, expected }: Extract<QuotaStanding, { kind: 'standing' }>,
  fieldNames: ReadonlyMap<FieldCode, string>,
): FactsPeriod['quota'] {
  return progress.rows.map(({ fieldCode, required, ballots }) => ({
    title: fieldNames.get(fieldCode) ?? fieldCode,
    required,
    collected: ballots,
    expected: expected?.byField.get(fieldCode) ?? ballots,
    requiredAtEnd: expected?.requiredByField.get(fieldCode) ?? required,
  }));
}

async function keyingFacts(ctx: ActionContext, actor: Actor, unitCode: string): Promise<DueFacts['keying']> {
  const batches = await readKeyingBatches(ctx, actor, unitCode);
  const openings = await readBoxOpenings(ctx, actor, unitCode);
  const summaries = batches.ok ? batches.value : [];
  const sum = (pick: (summary: BatchSummary) => number): number =>
    summaries.reduce((total, summary) => total + pick(summary), 0);
  const notInBatch = openings.ok
    ? openings.value.reduce((total, { balance }) => total + Math.max(0, balance.notInBatch), 0)
    : 0;
  return {
    sheetsWaiting: sum(({ forMe }) => forMe.first) + notInBatch,
    secondEntries: sum(({ forMe }) => forMe.second),
    differences: sum(({ forMe }) => forMe.settle),
    batchesReady: summaries.filter(({ stage }) => stage === 'ready').length,
    openForAll:
      sum(({ toReadFirst, toReadSecond, toSettle }) => toReadFirst + toReadSecond + toSettle.length) + notInBatch,
  };
}

function factsOf(listed: ListedPublication, above: string | undefined, locale: Locale): FactsPublication {
  const { kind, window, publication, postings, reportSent } = listed;
  return {
    key: publicationKey(listed),
    title: publicationTitle(listed, locale),
    kind,
    window,
    publication,
    since: publication && sinceDay(publication),
    postings,
    reportSent: reportSent !== undefined,
    above,
  };
}

function sinceDay(publication: Publication): CalendarDay | undefined {
  switch (publication.state) {
    case 'drafted':
      return undefined;
    case 'prepared':
      return vietnameseDayOf(publication.preparedAt);
    case 'returned':
      return vietnameseDayOf(publication.returnedAt);
    case 'approved':
      return vietnameseDayOf(publication.approvedAt);
    case 'published':
      return publication.publishedOn;
  }
}
