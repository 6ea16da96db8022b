import { error } from '@sveltejs/kit';
import { vietnameseDayOf } from '../../../../../kernel/calendar-day';
import { foldDiacritics } from '../../../../../kernel/vietnamese-text';
import { may } from '../../../../../organisation/permission';
import { readCombinedUnits } from '../../../../../publication/actions/read-combined-units.server';
import { rankUnitsBelow } from '../../../../../publication/actions/rank-units-below.server';
import { targetCounts } from '../../../../../publication/unit-ranks';
import { period, periodLabel } from '../../../../../survey/reporting-period';
import { shellText } from '../../../../../ui/text/shell';
import { requireAt } from '../../../../unit-door';
import { rankingAsked } from './ranking-asked';
import type { PageServerLoad } from './$types';

const unitsPerPage = 50;

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-superior');
  const { app, locale } = event.locals;
  const found = await rankUnitsBelow(app, actor, unitCode, rankingAsked(event.url));
  if (!found.ok) error(403, shellText[locale].error.forbidden);
  const { ranking, periods, periodId, ...asked } = found.value;
  const released = periodId === undefined ? [] : await readCombinedUnits(app, unitCode, periodId);
  const lines = released.filter(({ line }) => line.level === asked.level);
  const inLine = new Set(lines.flatMap(({ line }) => line.units.map(({ code }) => code)));
  const unranked = ranking.unranked.map((unit) => ({
    ...unit,
    reason: unit.reason === 'hidden' && inLine.has(unit.code) ? ('in-line' as const) : unit.reason,
  }));
  const query = (event.url.searchParams.get('tim') ?? '').trim().slice(0, 80);
  const wanted = foldDiacritics(query);
  const named = ranking.ranked.filter(({ name, code }) => foldDiacritics(`${name} ${code}`).includes(wanted));
  const pages = Math.max(1, Math.ceil(named.length / unitsPerPage));
  const page = Math.min(pages, Math.max(1, Math.floor(Number(event.url.searchParams.get('trang') ?? 1)) || 1));
  return {
    ...asked,
    unit: unitCode,
    period: periodId && { id: periodId, label: periodLabel(period(periodId), locale) },
    periods: periods.map((each) => ({
      id: each.periodId,
      units: each.units,
      label: periodLabel(period(each.periodId), locale),
    })),
    view: event.url.searchParams.get('khoang') === 'rieng' ? ('marginal' as const) : ('simultaneous' as const),
    query,
    page,
    pages,
    size: ranking.ranked.length,
    targets: targetCounts(ranking.ranked),
    bands: ranking.ranked.map(({ band }) => band),
    surely: ranking.ranked.filter(({ surely }) => surely !== null).map(({ name, surely }) => ({ name, surely })),
    rows: named.slice((page - 1) * unitsPerPage, page * unitsPerPage),
    unranked,
    lines: lines.map(({ line, releasedAt }) => ({ line, releasedOn: vietnameseDayOf(releasedAt) })),
    waiting: unranked.filter(({ reason }) => reason === 'hidden').length,
    mayCombine: may(actor, 'combine-units', unitCode),
    justReleased: lines.some(({ line }) => line.id === event.url.searchParams.get('da-gop')),
    form: ranking.form,
  };
};
