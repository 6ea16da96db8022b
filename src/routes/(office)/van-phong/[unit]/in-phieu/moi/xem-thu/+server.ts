import { previewSheet } from '../../../../../../../paper/actions/make-print-run.server';
import { officeDoor } from '../../../../../../paper-door';
import { pdfResponse, sheetsOrPage } from '../../../../../../sheet-door';
import { readRunForm } from '../../run-form';
import type { RequestHandler } from './$types';

/** One sheet to look at, by the same form as the run. */
export const GET: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const { draft } = readRunForm(event.url.searchParams);
  return pdfResponse(
    sheetsOrPage(await previewSheet(ctx, actor, { ...draft, unitCode }), locale),
    'xem-thu.pdf',
    'inline',
  );
};
