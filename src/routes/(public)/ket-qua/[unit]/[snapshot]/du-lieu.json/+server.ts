import { openDataJson } from '../../../../../../publication/open-data';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  const { unit, id } = published.content;
  const page = `${event.locals.app.config.publicUrl}/ket-qua/${unit.code}/${id}`;
  const body = JSON.stringify(openDataJson(published.content, { on: published.publishedOn, page }), undefined, 1);
  return fileResponse(body, {
    name: fileName(published, 'du-lieu.json'),
    type: 'application/json; charset=utf-8',
    inline: true,
  });
};
