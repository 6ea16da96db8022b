import { vietnameseDayOf } from '../../../../../../kernel/calendar-day';
import { lineOr404 } from './published-line';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { line, sha256, releasedAt } = await lineOr404(event);
  return { line, sha256, releasedOn: vietnameseDayOf(releasedAt) };
};
