import { error } from '@sveltejs/kit';
import { readSheetPicture } from '../../../../../../../../../paper/actions/read-scanned-sheet.server';
import { shellText } from '../../../../../../../../../ui/text/shell';
import { officeDoor } from '../../../../../../../../paper-door';
import { scanValueOrPage } from '../../../../../../../../scan-door';
import type { RequestHandler } from './$types';

/** `17-1-2.jpg`: sheet, attempt, page. Never cached: pictures are deleted when the batch ends. */
export const GET: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const name = /^(\d{1,6})-(\d{1,4})-([1-9])\.jpg$/.exec(event.params.name);
  if (!name) error(404, shellText[locale].error.notFound);
  const [sheet = 0, attempt = 0, page = 0] = name.slice(1).map(Number);
  const asked = { unitCode, batchId: event.params.batch, sheet, attempt, page };
  const picture = scanValueOrPage(await readSheetPicture(ctx, actor, asked), locale);
  return new Response(Buffer.from(picture), { headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' } });
};
