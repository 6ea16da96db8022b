import { error } from '@sveltejs/kit';
import { may } from '../../../../../organisation/permission';
import { periodsWithGrading, readGrading } from '../../../../../results/actions/read-grading.server';
import { gradingProblem } from '../../../../../results/grading-problem';
import { periodChoices } from '../../../../../results/period-choices';
import {
  isBasePeriod,
  parsePeriodId,
  periodLabel,
  previousPeriod,
  quarterOf,
} from '../../../../../survey/reporting-period';
import { officeDoor } from '../../../../paper-door';
import type { PageServerLoad } from './$types';

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
  const choices = periodChoices([...new Set([...withFigures, ...around])].sort());
  // The latest period that has figures; before the first figure the last that ended.
  const latest = choices.find(({ id }) => withFigures.includes(id)) ?? previousPeriod(current);
  const asked = event.url.searchParams.get('ky') ?? latest?.id ?? current.id;
  const grading = await readGrading(ctx, actor, unitCode, asked);
  if (!grading.ok) {
    const { status, text } = gradingProblem(grading.error, locale);
    error(status, text);
  }
  const { period } = grading.value;
  const entered = isBasePeriod(period)
    ? period
    : (choices.find((each) => isBasePeriod(each) && each.until <= period.until) ?? current);
  return {
    ...grading.value,
    unitCode,
    periodName: periodLabel(period, locale),
    choices: choices.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
    running: period.until >= today,
    seesUnit: may(actor, 'view-grading', unitCode),
    mayEnter: may(actor, 'enter-grading', unitCode) && entered.from <= today ? entered.id : undefined,
    saved: savedFacts(event.url.searchParams),
    historyOf: may(actor, 'view-grading', unitCode) ? entered.id : undefined,
    askToCheck:
      parsePeriodId(period.id) !== undefined &&
      grading.value.rule !== undefined &&
      period.until > grading.value.rule.unquestionedUntil,
  };
};
