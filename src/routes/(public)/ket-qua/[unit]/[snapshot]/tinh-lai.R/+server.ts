import script from '../../../../../../publication/recompute.R?raw';
import { fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

/** The same for every publication: it reads the CSV that it is given. */
export const GET: RequestHandler = async (event) => {
  await publishedOr404(event);
  return fileResponse(script, { name: 'tinh-lai.R', type: 'text/plain; charset=utf-8' });
};
