import { error, fail, redirect } from '@sveltejs/kit';
import { boxOpeningDueOf } from '../../../../../../collection/actions/read-box-openings.server';
import { type CalendarDay, vietnameseDayOf } from '../../../../../../kernel/calendar-day';
import { may } from '../../../../../../organisation/permission';
import { amendPlan, discardPlanDraft } from '../../../../../../survey/actions/amend-plan.server';
import { approvePlan, planContentHash } from '../../../../../../survey/actions/approve-plan.server';
import { completeTask } from '../../../../../../survey/actions/complete-task.server';
import { publishPlan } from '../../../../../../survey/actions/publish-plan.server';
import {
  planDifficulties,
  planTasksDone,
  questionnaireOf,
  readVersions,
} from '../../../../../../survey/actions/read-survey.server';
import { answerDifficulty, reportDifficulty } from '../../../../../../survey/actions/report-difficulty.server';
import { boxTaskPeriod, collectionPeriods, type Plan } from '../../../../../../survey/plan';
import { planDifferences } from '../../../../../../survey/plan-difference';
import { planLines } from '../../../../../../survey/plan-lines';
import { problemsOf, type SurveyError } from '../../../../../../survey/problem';
import { readFields } from '../../../../../../organisation/actions/read-organisation.server';
import type { FieldCode } from '../../../../../../organisation/field';
import { surveyProblemText } from '../../../../../../ui/text/survey-problems';
import type { Result } from '../../../../../../kernel/result';
import type { Locale } from '../../../../../../ui/locale';
import { sentForm } from '../../../../../sent-form';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-plan');
  const { app, locale } = event.locals;
  const versions = await readVersions(app, unitCode, event.params.plan);
  const [latest] = versions;
  if (latest === undefined) error(404, surveyProblemText[locale]['plan-unknown']);
  const asked = Number(event.url.searchParams.get('ban') ?? latest.version);
  const plan = versions.find(({ version }) => version === asked) ?? latest;
  const fieldNames = new Map((await readFields(app, unitCode)).map(({ code, name }) => [code, name]));
  const { id, version } = plan.content.questionnaire;
  const bases = collectionPeriods(plan.content).map((each) => each.id);
  const named = plan.content.periods.map(({ periodId }) => periodId);
  return {
    unitCode,
    plan: shown(plan),
    isLatest: plan.version === latest.version,
    inForce: versions.find(({ state }) => state !== 'draft')?.version,
    versions: versions.map((each, index) => ({
      ...summary(each),
      differences: differencesOf(each, versions[index + 1], locale, fieldNames),
    })),
    collectedOnly: bases.filter((each) => !named.includes(each)),
    fieldNames: Object.fromEntries(fieldNames),
    questionnaireTitle: (await questionnaireOf(app, unitCode, id, version))?.title ?? id,
    hash: planContentHash(plan.content),
    difficulties: await planDifficulties(app, unitCode, plan.id),
    done: await tasksDone(app, plan),
    may: {
      edit: may(actor, 'edit-plan', unitCode),
      approve: may(actor, 'approve-plan', unitCode),
      report: may(actor, 'report-difficulty', unitCode),
      answer: may(actor, 'answer-difficulty', unitCode),
    },
  };
};

/** The day each task was done: ticked by a person, or the box of its period opened. */
async function tasksDone(app: App.Locals['app'], plan: Plan): Promise<Record<string, CalendarDay>> {
  const ticked = await planTasksDone(app, plan.unitCode, plan.id);
  const done = Object.fromEntries(ticked.map(({ taskId, doneAt }) => [taskId, vietnameseDayOf(doneAt)]));
  for (const task of plan.content.tasks) {
    const boxPeriod = boxTaskPeriod(task);
    const opening = boxPeriod && (await boxOpeningDueOf(app, plan.unitCode, boxPeriod));
    if (opening?.state === 'opened') done[task.id] = opening.on;
  }
  return done;
}

function summary(plan: Plan) {
  const { version, state, reason } = plan;
  return { version, state, reason, at: plan.state === 'draft' ? plan.createdAt : plan.approvedAt };
}

function shown(plan: Plan) {
  const { id, content } = plan;
  return {
    ...summary(plan),
    id,
    content,
    approvedAt: plan.state === 'draft' ? undefined : plan.approvedAt,
    publishedAt: plan.state === 'published' ? plan.publishedAt : undefined,
  };
}

function differencesOf(plan: Plan, before: Plan | undefined, locale: Locale, names: ReadonlyMap<FieldCode, string>) {
  if (before === undefined) return undefined;
  return planDifferences(
    before.content,
    plan.content,
    planLines(locale, (code) => names.get(code) ?? code),
  );
}

/** One button each: the action's answer becomes a fresh page or one sentence on top. */
function answer(result: Result<unknown, SurveyError>, locale: Locale, where: string) {
  if (result.ok) redirect(303, where);
  const { status, texts } = problemsOf(result.error, locale);
  return fail(status, { errors: texts.map((text) => ({ text })) });
}

type Deed = (
  plan: { readonly unitCode: string; readonly planId: string },
  form: ReturnType<typeof sentForm>,
  event: DoorEvent,
) => Promise<Result<unknown, SurveyError>>;
type DoorEvent = { readonly app: App.Locals['app']; readonly actor: ReturnType<typeof requireAt>['actor'] };

function door(deed: Deed, after: 'plan' | 'list' = 'plan'): Actions[string] {
  return async (event) => {
    const { actor, unitCode } = requireAt(event, 'view-plan');
    const { app, locale } = event.locals;
    const planId = event.params.plan;
    const result = await deed({ unitCode, planId }, sentForm(await event.request.formData()), { app, actor });
    return answer(result, locale, `/van-phong/${unitCode}/ke-hoach${after === 'plan' ? `/${planId}` : ''}`);
  };
}

export const actions: Actions = {
  approve: door((plan, form, { app, actor }) => approvePlan(app, actor, { ...plan, seenHash: form.text('hash') })),
  publish: door((plan, _form, { app, actor }) => publishPlan(app, actor, plan)),
  amend: door((plan, form, { app, actor }) => amendPlan(app, actor, { ...plan, reason: form.text('reason') })),
  discard: door((plan, _form, { app, actor }) => discardPlanDraft(app, actor, plan), 'list'),
  report: door((plan, form, { app, actor }) => reportDifficulty(app, actor, { ...plan, text: form.text('text') })),
  answer: door((plan, form, { app, actor }) =>
    answerDifficulty(app, actor, { unitCode: plan.unitCode, difficultyId: form.text('id'), text: form.text('text') }),
  ),
  done: door((plan, form, { app, actor }) => completeTask(app, actor, { ...plan, taskId: form.text('task') })),
};
