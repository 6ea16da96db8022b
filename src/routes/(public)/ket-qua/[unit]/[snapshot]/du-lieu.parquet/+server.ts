import { openDataParquet } from '../../../../../../publication/open-data-parquet';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  return fileResponse(openDataParquet(published.content), {
    name: fileName(published, 'du-lieu.parquet'),
    type: 'application/vnd.apache.parquet',
  });
};
