import { openDataCsv } from '../../../../../../publication/open-data';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  return fileResponse(openDataCsv(published.content), {
    name: fileName(published, 'du-lieu.csv'),
    type: 'text/csv; charset=utf-8',
  });
};
