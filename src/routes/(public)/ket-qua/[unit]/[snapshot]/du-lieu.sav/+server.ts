import { openDataSav } from '../../../../../../publication/open-data-sav';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  return fileResponse(openDataSav(published.content), {
    name: fileName(published, 'du-lieu.sav'),
    type: 'application/x-spss-sav',
  });
};
