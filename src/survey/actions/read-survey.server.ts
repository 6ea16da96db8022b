import type { CalendarDay } from '../../kernel/calendar-day';
import type { ActionContext } from '../../platform/action-context';
import { builtInQuestionnaires } from '../built-in-questionnaires';
import type { Difficulty } from '../difficulty';
import type { DossierCountRecord } from '../dossier-count';
import { collectionPeriods, type Plan, type PlanInForce, planSpan } from '../plan';
import type { Questionnaire } from '../questionnaire';
import { type Period, type PeriodId, windowIds } from '../reporting-period';
import { readDifficulties, readTasksDone, type TaskDone } from '../store-difficulty.server';
import { readDossierCountHistory, readDossierCounts } from '../store-dossier-count.server';
import { type OwnQuestionnaire, readOwnQuestionnaires, readQuestionnaire } from '../store-questionnaire.server';
import { planInForce, plansInForce, readPlans, readPlanVersions } from '../store.server';

type Reader = Pick<ActionContext, 'db'>;

// Readers for pages. They ask for no permission: the doors do, with `may`.

export async function readAllPlans(ctx: Reader, unitCode: string): Promise<Plan[]> {
  return readPlans(ctx.db, unitCode);
}

export async function readVersions(ctx: Reader, unitCode: string, planId: string): Promise<Plan[]> {
  return readPlanVersions(ctx.db, unitCode, planId);
}

/** The plan in force on the day; after its last day the one that ended last; before the first the next one. */
export async function planOfDay(ctx: Reader, unitCode: string, day: CalendarDay): Promise<PlanInForce | undefined> {
  const current = await planInForce(ctx.db, unitCode, day);
  if (current) return current;
  const all = (await plansInForce(ctx.db, unitCode)).sort((a, b) =>
    planSpan(a.content).until < planSpan(b.content).until ? -1 : 1,
  );
  return all.findLast(({ content }) => planSpan(content).until < day) ?? all[0];
}

/** The plan whose collection periods make up the period asked for. */
export async function planOfPeriod(ctx: Reader, unitCode: string, period: Period): Promise<PlanInForce | undefined> {
  const all = await plansInForce(ctx.db, unitCode);
  return all.find(({ content }) =>
    collectionPeriods(content).some(({ from, until }) => from <= period.from && period.from <= until),
  );
}

export async function planDifficulties(ctx: Reader, unitCode: string, planId: string): Promise<Difficulty[]> {
  return readDifficulties(ctx.db, unitCode, planId);
}

export async function planTasksDone(ctx: Reader, unitCode: string, planId: string): Promise<TaskDone[]> {
  return readTasksDone(ctx.db, unitCode, planId);
}

export async function dossierCountsOf(
  ctx: Reader,
  unitCode: string,
  periods: readonly PeriodId[],
): Promise<DossierCountRecord[]> {
  return readDossierCounts(ctx.db, unitCode, periods);
}

export async function dossierCountHistory(
  ctx: Reader,
  unitCode: string,
  period: PeriodId,
): Promise<DossierCountRecord[]> {
  return readDossierCountHistory(ctx.db, unitCode, period);
}

/** Own windows of the unit's plans, which an import may name. */
export async function ownWindowsOf(ctx: Reader, unitCode: string): Promise<PeriodId[]> {
  const plans = await plansInForce(ctx.db, unitCode);
  return windowIds(plans.flatMap(({ content }) => content.periods.map(({ periodId }) => periodId)));
}

export async function questionnaireOf(
  ctx: Reader,
  unitCode: string,
  id: string,
  version: number,
): Promise<Questionnaire | undefined> {
  return readQuestionnaire(ctx.db, unitCode, id, version);
}

export async function ownQuestionnaires(ctx: Reader, unitCode: string): Promise<OwnQuestionnaire[]> {
  return readOwnQuestionnaires(ctx.db, unitCode);
}

/** What a plan may choose: the built-in forms and the newest version of each own one. */
export async function selectableQuestionnaires(ctx: Reader, unitCode: string): Promise<Questionnaire[]> {
  const own = await readOwnQuestionnaires(ctx.db, unitCode);
  const newest = own.filter(
    (each, index) => own.findIndex((other) => other.questionnaire.id === each.questionnaire.id) === index,
  );
  return [...builtInQuestionnaires, ...newest.map(({ questionnaire }) => questionnaire)];
}
