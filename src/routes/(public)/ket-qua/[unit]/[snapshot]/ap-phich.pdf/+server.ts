import { error } from '@sveltejs/kit';
import { readPublishedFile } from '../../../../../../publication/actions/read-portal.server';
import { publicationText } from '../../../../../../ui/text/publication';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  const size = event.url.searchParams.get('co') === 'a3' ? 'a3' : 'a4';
  const { unit, id } = published.content;
  const file = await readPublishedFile(event.locals.app, unit.code, id, `poster-${size}`);
  if (file === undefined) error(404, publicationText[event.locals.locale].portal.notFound);
  return fileResponse(file.bytes, {
    name: fileName(published, `thong-bao-${size}.pdf`),
    type: 'application/pdf',
    inline: true,
  });
};
