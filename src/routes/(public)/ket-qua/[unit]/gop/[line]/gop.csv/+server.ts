import { combinedUnitsCsv } from '../../../../../../../publication/combined-units-line';
import { fileResponse } from '../../../[snapshot]/published';
import { lineOr404 } from '../published-line';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { line } = await lineOr404(event);
  return fileResponse(combinedUnitsCsv(line), {
    name: `${line.superior.code}-${line.periodId}-gop.csv`,
    type: 'text/csv; charset=utf-8',
  });
};
