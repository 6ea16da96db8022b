import { dictionaryCsv } from '../../../../../../publication/data-dictionary';
import { fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  await publishedOr404(event);
  return fileResponse(dictionaryCsv(), { name: 'tu-dien.csv', type: 'text/csv; charset=utf-8' });
};
