import { error } from '@sveltejs/kit';
import { readPublishedSignedBytes } from '../../../../../../publication/actions/read-portal.server';
import { publicationText } from '../../../../../../ui/text/publication';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  const { unit, id } = published.content;
  const signed = await readPublishedSignedBytes(event.locals.app, unit.code, id);
  if (signed === undefined) error(404, publicationText[event.locals.locale].portal.notFound);
  return fileResponse(signed.bytes, { name: fileName(published, 'ban-ky.pdf'), type: 'application/pdf' });
};
