import { error } from '@sveltejs/kit';
import { readUnit } from '../../../../../organisation/actions/read-organisation.server';
import type { Actor } from '../../../../../organisation/actor';
import { parseUnitCode, type UnitCode } from '../../../../../organisation/unit';
import { may } from '../../../../../organisation/permission';
import type { App } from '../../../../../platform/app';
import { readOwnRank } from '../../../../../publication/actions/read-own-rank.server';
import { readPeriodQuota } from '../../../../../results/actions/read-period-quota.server';
import { readPeriodTargets } from '../../../../../results/actions/read-period-targets.server';
import { readWhatToMend } from '../../../../../results/actions/read-what-to-mend.server';
import { summariseComments } from '../../../../../results/actions/summarise-comments.server';
import { differingPeriods, periodsWithResults, viewResults } from '../../../../../results/actions/view-results.server';
import { askedFormText, parseAskedForm } from '../../../../../results/choose-form';
import { statedWeights } from '../../../../../results/index-formula-composite';
import { defaultPeriod, periodChoices } from '../../../../../results/period-choices';
import { resultsProblem } from '../../../../../results/problem';
import { parsePeriodId, type Period, period as periodOf, periodLabel } from '../../../../../survey/reporting-period';
import { shellText } from '../../../../../ui/text/shell';
import { requireActor } from '../../../../require-actor';
import type { PageServerLoad } from './$types';

/** What stands beside the figures for those who see the whole office. */
async function besideFigures(app: App, actor: Actor, unitCode: UnitCode, period: Period) {
  const [differing, quota, rank, comments] = await Promise.all([
    differingPeriods(app, unitCode, period),
    readPeriodQuota(app, unitCode, period),
    readOwnRank(app, unitCode, period.id),
    summariseComments(app, actor, unitCode, period),
  ]);
  return {
    differing,
    quota: quota && { entered: quota.dossiersEntered, allFields: quota.progress.met, ...quota.progress.total },
    rank,
    comments,
  };
}

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const unitCode = parseUnitCode(event.params.unit);
  if (!unitCode) error(404, shellText[locale].error.notFound);
  // Whatever does not need the other is asked for at the same time: a page of thirty questions otherwise mostly waits.
  const [unit, counted] = await Promise.all([readUnit(app, unitCode), periodsWithResults(app, unitCode)]);
  if (!unit) error(404, shellText[locale].error.notFound);
  const choices = periodChoices(counted);
  const asked = event.url.searchParams.get('ky');
  const period = asked === null ? defaultPeriod(choices, app.clock.today()) : parsePeriodId(asked);
  const seesUnit = may(actor, 'view-results', unit.code);
  const common = {
    unit: { code: unit.code, name: unit.name },
    choices: choices.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
    order: event.url.searchParams.get('thu-tu') === 'phieu' ? ('form' as const) : ('worst-first' as const),
    mayCollect: may(actor, 'manage-collection', unit.code),
  };
  if (!period) {
    if (asked !== null) error(404, resultsProblem({ type: 'unknown-period', periodId: asked }, locale).text);
    if (!seesUnit) error(403, shellText[locale].error.forbidden);
    return { ...common, differing: [], period: undefined, results: undefined };
  }
  const form = parseAskedForm(event.url.searchParams.get('phieu') ?? '');
  // Every question of a group is a page of its own: here the overall one is enough. Officials see theirs here.
  const groupRows = seesUnit ? 'overall' : 'all';
  const results = await viewResults(app, actor, unit.code, period.id, { form, groupRows });
  if (!results.ok && results.error.type === 'not-allowed') error(403, resultsProblem(results.error, locale).text);
  const [beside, mend] = await Promise.all([
    seesUnit ? besideFigures(app, actor, unit.code, period) : undefined,
    results.ok ? readWhatToMend(app, actor, results.value) : undefined,
  ]);
  const last = results.ok ? results.value.changeFromLast?.periodId : undefined;
  const weights = event.url.searchParams.get('trong-so') ?? '';
  const stated = results.ok && weights !== '' ? statedWeights(weights, results.value.rows) : undefined;
  return {
    ...common,
    differing: beside?.differing.map((id) => periodLabel(periodOf(id), locale)) ?? [],
    period: { ...period, label: periodLabel(period, locale) },
    running: period.until >= app.clock.today(),
    results: results.ok ? results.value : undefined,
    mend,
    targets: results.ok && seesUnit ? await readPeriodTargets(app, unit.code, period, results.value) : [],
    rank: beside?.rank,
    comments: beside?.comments,
    lastLabel: last && periodLabel(periodOf(last), locale),
    forms: results.ok
      ? [{ ...results.value.form, ballots: results.value.ballots }, ...results.value.otherForms].map((each) => ({
          id: each.id,
          version: each.version,
          ballots: each.ballots,
          value: askedFormText(each),
        }))
      : [],
    problem: results.ok ? undefined : resultsProblem(results.error, locale).text,
    quota: beside?.quota,
    seesUnit,
    weights: {
      asked: weights,
      problem: stated && !stated.ok ? resultsProblem(stated.error, locale).text : undefined,
    },
  };
};
