import { cleanText } from '../../../kernel/vietnamese-text';
import { readPublishedUnits } from '../../../publication/actions/read-portal.server';
import { period, periodLabel } from '../../../survey/reporting-period';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = cleanText(url.searchParams.get('tim') ?? '').slice(0, 80);
  const asked = Number(url.searchParams.get('trang') ?? 1);
  const found = await readPublishedUnits(
    locals.app,
    query,
    Number.isSafeInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1,
  );
  return {
    query,
    ...found,
    units: found.units.map((unit) => ({ ...unit, periodLabel: periodLabel(period(unit.periodId), locals.locale) })),
  };
};
