import { error, fail } from '@sveltejs/kit';
import { cleanText } from '../../../../../kernel/vietnamese-text';
import { readOfficials } from '../../../../../organisation/actions/read-organisation.server';
import { may } from '../../../../../organisation/permission';
import { answerContest, contestGrade } from '../../../../../results/actions/contest-grade.server';
import { readOfficialGrades } from '../../../../../results/actions/read-official-grades.server';
import { periodsWithGrading, readGrading } from '../../../../../results/actions/read-grading.server';
import { contestOutcomes } from '../../../../../results/grading-official';
import { gradingProblem } from '../../../../../results/grading-problem';
import { ownWindowsOf } from '../../../../../survey/actions/read-survey.server';
import { periodChoices } from '../../../../../results/period-choices';
import {
  isBasePeriod,
  period as periodOf,
  periodLabel,
  previousPeriod,
  quarterOf,
} from '../../../../../survey/reporting-period';
import { officeDoor } from '../../../../paper-door';
import type { Actions, PageServerLoad } from './$types';

const savedFacts = (query: URLSearchParams) =>
  query.has('moi')
    ? {
        added: Number(query.get('moi')) || 0,
        corrected: Number(query.get('sua')) || 0,
        takenBack: Number(query.get('rut')) || 0,
      }
    : undefined;

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const today = ctx.clock.today();
  const withFigures = await periodsWithGrading(ctx, unitCode);
  const current = quarterOf(today);
  const around = [current, previousPeriod(current)].flatMap((each) => (each ? [each.id] : []));
  const windows = (await ownWindowsOf(ctx, unitCode)).filter((id) => periodOf(id).from <= today);
  const choices = periodChoices([...new Set([...withFigures, ...around, ...windows])].sort());
  // The latest period that has figures; before the first figure the last that ended.
  const latest = choices.find(({ id }) => withFigures.includes(id)) ?? previousPeriod(current);
  const asked = event.url.searchParams.get('ky') ?? latest?.id ?? current.id;
  const grading = await readGrading(ctx, actor, unitCode, asked);
  if (!grading.ok) {
    const { status, text } = gradingProblem(grading.error, locale);
    error(status, text);
  }
  const { period, unit } = grading.value;
  const entered = isBasePeriod(period)
    ? period
    : (choices.find((each) => isBasePeriod(each) && each.until <= period.until) ?? current);
  const readings = await readOfficialGrades(ctx, actor, unit.code, period.id);
  const own = (actor.officials ?? []).filter((self) => self.unitCode === unitCode).map(({ code }) => code);
  return {
    ...grading.value,
    readings: readings.ok ? readings.value : undefined,
    self: own[0],
    own,
    mayGovern: may(actor, 'govern-grading', unitCode),
    names: readings.ok
      ? Object.fromEntries((await readOfficials(ctx, unitCode)).map(({ code, name }) => [code, name]))
      : {},
    unitCode,
    periodName: periodLabel(period, locale),
    choices: choices.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
    running: period.until >= today,
    seesUnit: may(actor, 'view-grading', unitCode),
    mayEnter: may(actor, 'enter-grading', unitCode) && entered.from <= today ? entered.id : undefined,
    saved: savedFacts(event.url.searchParams),
    historyOf: may(actor, 'view-grading', unitCode) ? entered.id : undefined,
    askToCheck: grading.value.rule !== undefined && period.until > grading.value.rule.unquestionedUntil,
  };
};

const contestText = (form: FormData) => cleanText(String(form.get('noi-dung') ?? '')).slice(0, 20_000);

export const actions: Actions = {
  contest: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const form = await event.request.formData();
    const text = contestText(form);
    const filed = await contestGrade(ctx, actor, {
      unitCode,
      official: String(form.get('cong-chuc') ?? ''),
      periodId: event.url.searchParams.get('ky') ?? '',
      text,
    });
    if (filed.ok) return { done: 'filed' as const };
    const problem = gradingProblem(filed.error, locale);
    return fail(problem.status, { problem: problem.text, typed: text });
  },
  answer: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const form = await event.request.formData();
    const answered = await answerContest(ctx, actor, {
      unitCode,
      contestId: String(form.get('kien-nghi') ?? ''),
      outcome: contestOutcomes.find((each) => each === form.get('ket-luan')) ?? 'kept',
      text: contestText(form),
    });
    if (answered.ok) return { done: 'answered' as const };
    const problem = gradingProblem(answered.error, locale);
    return fail(problem.status, { problem: problem.text, typed: '' });
  },
};
