import { error } from '@sveltejs/kit';
import { readPublishedFile } from '../../../../../../publication/actions/read-portal.server';
import { publicationText } from '../../../../../../ui/text/publication';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  const { unit, id } = published.content;
  const file = await readPublishedFile(event.locals.app, unit.code, id, 'report-pdf');
  if (file === undefined) error(404, publicationText[event.locals.locale].portal.notFound);
  const type = 'application/pdf';
  return fileResponse(file.bytes, { name: fileName(published, 'bao-cao.pdf'), type, inline: true });
};
