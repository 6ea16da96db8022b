import { dataDictionary } from '../../../../../../publication/data-dictionary';
import { fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  await publishedOr404(event);
  const body = JSON.stringify({ columns: dataDictionary }, undefined, 1);
  return fileResponse(body, { name: 'tu-dien.json', type: 'application/json; charset=utf-8', inline: true });
};
