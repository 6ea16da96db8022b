import { error } from '@sveltejs/kit';
import { readFields } from '../../../../../../organisation/actions/read-organisation.server';
import { dossierCountHistory } from '../../../../../../survey/actions/read-survey.server';
import { parsePeriodId, periodLabel } from '../../../../../../survey/reporting-period';
import { shellText } from '../../../../../../ui/text/shell';
import { requireAt } from '../../../../../unit-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'view-dossier-counts');
  const { app, locale } = event.locals;
  const period = parsePeriodId(event.url.searchParams.get('ky') ?? '');
  if (period === undefined) error(404, shellText[locale].error.notFound);
  const names = new Map((await readFields(app, unitCode)).map(({ code, name }) => [code, name]));
  const records = await dossierCountHistory(app, unitCode, period.id);
  return {
    unitCode,
    period: { id: period.id, label: periodLabel(period, locale) },
    records: records.map(({ fieldCode, recordedBy: _by, ...record }) => ({
      ...record,
      field: names.get(fieldCode) ?? fieldCode,
    })),
  };
};
