import { error } from '@sveltejs/kit';
import { readUnit } from '../../../../../../organisation/actions/read-organisation.server';
import { parseUnitCode } from '../../../../../../organisation/unit';
import { viewResults } from '../../../../../../results/actions/view-results.server';
import { askedFormText, parseAskedForm } from '../../../../../../results/choose-form';
import { shownGroup } from '../../../../../../results/shown-group';
import { combinedTitle, groupTitle } from '../../../../../../results/group-title';
import { resultsProblem } from '../../../../../../results/problem';
import { parsePeriodId, periodLabel } from '../../../../../../survey/reporting-period';
import { resultsText } from '../../../../../../ui/text/results';
import { shellText } from '../../../../../../ui/text/shell';
import { requireActor } from '../../../../../require-actor';
import type { PageServerLoad } from './$types';

/** All questions of one field, channel or official of a period. */
export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const unitCode = parseUnitCode(event.params.unit);
  const unit = unitCode && (await readUnit(app, unitCode));
  if (!unit) error(404, shellText[locale].error.notFound);
  const query = event.url.searchParams;
  const period = parsePeriodId(query.get('ky') ?? '');
  if (!period) error(404, resultsProblem({ type: 'unknown-period', periodId: query.get('ky') ?? '' }, locale).text);
  const form = parseAskedForm(query.get('phieu') ?? '');
  const results = await viewResults(app, actor, unit.code, period.id, { form });
  if (!results.ok) {
    const { status, text } = resultsProblem(results.error, locale);
    error(status, text);
  }
  const found = shownGroup(results.value, query.get('theo') ?? '', query.get('nhom') ?? '');
  if (!found) error(404, resultsText[locale].cuts.noGroup);
  const { by, group, combined } = found;
  return {
    unit: { code: unit.code, name: unit.name },
    period: periodLabel(period, locale),
    by,
    name: combined ? combinedTitle(by, combined, locale) : groupTitle(by, group, locale),
    ballots: group.ballots,
    rows: group.rows,
    back: `/van-phong/${unit.code}/ket-qua?${new URLSearchParams({ ky: period.id, phieu: askedFormText(results.value.form) })}`,
  };
};
