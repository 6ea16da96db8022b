import { error } from '@sveltejs/kit';
import { readBoxPhoto } from '../../../../../../../collection/actions/read-box-openings.server';
import { boxOpeningText } from '../../../../../../../ui/text/box-opening';
import { officeDoor, valueOrPage } from '../../../../../../paper-door';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const photo = valueOrPage(await readBoxPhoto(ctx, actor, unitCode, event.params.opening), locale);
  if (!photo) error(404, boxOpeningText[locale].page.notFound);
  return new Response(new Uint8Array(photo.content), {
    headers: { 'content-type': photo.mediaType, 'cache-control': 'private, max-age=3600' },
  });
};
