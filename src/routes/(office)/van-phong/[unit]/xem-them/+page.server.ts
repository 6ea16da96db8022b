import { error } from '@sveltejs/kit';
import { parseUnitCode } from '../../../../../organisation/unit';
import { viewIrregularities } from '../../../../../results/actions/view-irregularities.server';
import { isWorthALook } from '../../../../../results/irregularity-page';
import { period, periodLabel } from '../../../../../survey/reporting-period';
import { shellText } from '../../../../../ui/text/shell';
import { requireActor } from '../../../../require-actor';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const unitCode = parseUnitCode(event.params.unit);
  if (!unitCode) error(404, shellText[locale].error.notFound);
  const page = await viewIrregularities(app, actor, unitCode, event.url.searchParams.get('ky') ?? undefined);
  if (!page.ok) error(403, shellText[locale].error.forbidden);
  const { periodId, periods, scores } = page.value;
  return {
    period: periodId && { id: periodId, label: periodLabel(period(periodId), locale) },
    choices: [...periods].reverse().map((id) => ({ id, label: periodLabel(period(id), locale) })),
    offices: new Set(scores.map((score) => score.unitCode)).size,
    scores: scores.map((score) => ({ ...score, worthALook: isWorthALook(score) })),
  };
};
