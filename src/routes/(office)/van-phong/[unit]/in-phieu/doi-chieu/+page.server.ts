import { differencesView } from '../../../../../../paper/account-view';
import { readSheetAccounting } from '../../../../../../paper/actions/read-sheet-accounting.server';
import { periodLabel } from '../../../../../../survey/reporting-period';
import { formatOpening, officeDoor } from '../../../../../paper-door';
import { sheetsOrPage } from '../../../../../sheet-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const asked = event.url.searchParams.get('ky') ?? undefined;
  const { periods, period, accounting } = sheetsOrPage(await readSheetAccounting(ctx, actor, unitCode, asked), locale);
  return {
    unitCode,
    periods: periods.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
    period: period && { id: period.id, label: periodLabel(period, locale), over: ctx.clock.today() > period.until },
    accounting: accounting && {
      ...accounting,
      boxes: accounting.boxes.map((box) => ({ ...box, openedOn: formatOpening(box.openedOn, box.turn, locale) })),
      ...differencesView(accounting, locale),
    },
  };
};
