import { error } from '@sveltejs/kit';
import { formatDay } from '../../../../../../kernel/calendar-day';
import { readBoxOpenings } from '../../../../../../collection/actions/read-box-openings.server';
import { readKeyingBatches } from '../../../../../../collection/actions/read-keying.server';
import { readUnit } from '../../../../../../organisation/actions/read-organisation.server';
import { may } from '../../../../../../organisation/permission';
import { boxOpeningText } from '../../../../../../ui/text/box-opening';
import { formatMoment, formatOpening, officeDoor, valueOrPage } from '../../../../../paper-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const openings = valueOrPage(await readBoxOpenings(ctx, actor, unitCode), locale);
  const asked = event.params.opening;
  const found = openings.find(
    ({ opening, replaced }) => opening.id === asked || replaced.some((old) => old.id === asked),
  );
  if (!found) error(404, boxOpeningText[locale].page.notFound);
  const { opening, balance, replaced } = found;
  const batches = valueOrPage(await readKeyingBatches(ctx, actor, unitCode), locale);
  return {
    unitCode,
    unitName: (await readUnit(ctx, unitCode))?.name ?? unitCode,
    saved: event.url.searchParams.has('da-ghi'),
    mayRecord: may(actor, 'open-box', unitCode),
    mayKey: may(actor, 'key-ballots', unitCode),
    opening: {
      id: opening.id,
      rootId: opening.rootId,
      day: formatOpening(opening.openedOn, opening.turn, locale),
      box: opening.boxCode,
      people: opening.witnesses,
      note: opening.note,
      hasPhoto: opening.hasPhoto,
      reason: opening.correction?.reason,
      recordedBy: opening.recordedByName,
      recordedAt: formatMoment(opening.recordedAt),
    },
    balance,
    replaced: replaced.map((old) => ({
      id: old.id,
      day: formatDay(old.openedOn),
      found: old.sheetsFound,
      spoiled: old.spoiled,
      by: old.recordedByName,
      at: formatMoment(old.recordedAt),
    })),
    batches: batches
      .filter(({ batch }) => batch.openingId === opening.rootId)
      .map(({ batch, stage }) => ({ id: batch.id, code: batch.code, sheets: batch.sheets, stage })),
  };
};
