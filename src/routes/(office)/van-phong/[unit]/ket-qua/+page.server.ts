import { error } from '@sveltejs/kit';
import { readUnit } from '../../../../../organisation/actions/read-organisation.server';
import { parseUnitCode } from '../../../../../organisation/unit';
import { may } from '../../../../../organisation/permission';
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
import { parsePeriodId, period as periodOf, periodLabel } from '../../../../../survey/reporting-period';
import { shellText } from '../../../../../ui/text/shell';
import { requireActor } from '../../../../require-actor';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const unitCode = parseUnitCode(event.params.unit);
  const unit = unitCode && (await readUnit(app, unitCode));
  if (!unit) error(404, shellText[locale].error.notFound);
  const choices = periodChoices(await periodsWithResults(app, unit.code));
  const asked = event.url.searchParams.get('ky');
  const period = asked === null ? defaultPeriod(choices, app.clock.today()) : parsePeriodId(asked);
  const seesUnit = may(actor, 'view-results', unit.code);
  const differing = period && seesUnit ? await differingPeriods(app, unit.code, period) : [];
  const common = {
    differing: differing.map((id) => periodLabel(periodOf(id), locale)),
    unit: { code: unit.code, name: unit.name },
    choices: choices.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
    order: event.url.searchParams.get('thu-tu') === 'phieu' ? ('form' as const) : ('worst-first' as const),
    mayCollect: may(actor, 'manage-collection', unit.code),
  };
  if (!period) {
    if (asked !== null) error(404, resultsProblem({ type: 'unknown-period', periodId: asked }, locale).text);
    if (!seesUnit) error(403, shellText[locale].error.forbidden);
    return { ...common, period: undefined, results: undefined };
  }
  const form = parseAskedForm(event.url.searchParams.get('phieu') ?? '');
  // Every question of a group is a page of its own: here the overall one is enough. Officials see theirs here.
  const groupRows = seesUnit ? 'overall' : 'all';
  const results = await viewResults(app, actor, unit.code, period.id, { form, groupRows });
  if (!results.ok && results.error.type === 'not-allowed') error(403, resultsProblem(results.error, locale).text);
  const quota = seesUnit ? await readPeriodQuota(app, unit.code, period) : undefined;
  const mend = results.ok ? await readWhatToMend(app, actor, results.value) : undefined;
  const last = results.ok ? results.value.changeFromLast?.periodId : undefined;
  const weights = event.url.searchParams.get('trong-so') ?? '';
  const stated = results.ok && weights !== '' ? statedWeights(weights, results.value.rows) : undefined;
  return {
    ...common,
    period: { ...period, label: periodLabel(period, locale) },
    running: period.until >= app.clock.today(),
    results: results.ok ? results.value : undefined,
    mend,
    targets: results.ok && seesUnit ? await readPeriodTargets(app, unit.code, period, results.value) : [],
    rank: seesUnit ? await readOwnRank(app, unit.code, period.id) : undefined,
    comments: seesUnit ? await summariseComments(app, actor, unit.code, period) : undefined,
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
    quota: quota && { entered: quota.dossiersEntered, allFields: quota.progress.met, ...quota.progress.total },
    seesUnit,
    weights: {
      asked: weights,
      problem: stated && !stated.ok ? resultsProblem(stated.error, locale).text : undefined,
    },
  };
};
