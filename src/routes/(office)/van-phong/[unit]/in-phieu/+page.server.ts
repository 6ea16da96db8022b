import { may } from '../../../../../organisation/permission';
import { readPrintRuns } from '../../../../../paper/actions/read-print-runs.server';
import { period, periodLabel } from '../../../../../survey/reporting-period';
import { officeDoor } from '../../../../paper-door';
import { sheetsOrPage } from '../../../../sheet-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const asked = Number(event.url.searchParams.get('trang') ?? '1') || 1;
  const { runs, page, pages } = sheetsOrPage(await readPrintRuns(ctx, actor, unitCode, asked), locale);
  return {
    unitCode,
    mayMake: may(actor, 'manage-collection', unitCode),
    page,
    pages,
    runs: runs.map(({ run, balance }) => ({
      run: run.run,
      number: run.number,
      kind: run.kind,
      form: { id: run.formId, version: run.formVersion },
      paper: run.paper,
      period: periodLabel(period(run.periodId), locale),
      balance,
    })),
  };
};
