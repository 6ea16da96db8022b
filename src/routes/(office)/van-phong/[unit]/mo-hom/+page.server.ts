import { currentBoxDue, readBoxOpenings } from '../../../../../collection/actions/read-box-openings.server';
import { may } from '../../../../../organisation/permission';
import { periodLabel } from '../../../../../survey/reporting-period';
import { formatOpening, officeDoor, valueOrPage } from '../../../../paper-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const openings = valueOrPage(await readBoxOpenings(ctx, actor, unitCode), locale);
  const current = await currentBoxDue(ctx, unitCode);
  return {
    unitCode,
    mayRecord: may(actor, 'open-box', unitCode),
    due: current && { period: periodLabel(current.period, locale), ...current.due },
    openings: openings.map(({ opening, balance }) => ({
      id: opening.id,
      day: formatOpening(opening.openedOn, opening.turn, locale),
      box: opening.boxCode,
      people: opening.witnesses.map((witness) => witness.name),
      balance,
    })),
  };
};
