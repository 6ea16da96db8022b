import { printRunFile } from '../../../../../../../../paper/actions/print-run-file.server';
import { officeDoor } from '../../../../../../../paper-door';
import { pdfResponse, sheetsOrPage } from '../../../../../../../sheet-door';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const { run, part } = event.params;
  const shuffle = event.url.searchParams.get('in') ?? '';
  const made = await printRunFile(ctx, actor, { unitCode, run, part: Number(part), shuffle });
  const { pdf, name } = sheetsOrPage(made, locale);
  return pdfResponse(pdf, name, 'attachment');
};
