import { readSignedFile } from '../../../../../../../../publication/actions/read-preview.server';
import { bytesResponse, enter, valueOr } from '../../../door';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { actor, unit } = enter(event);
  const bytes = valueOr(event, await readSignedFile(event.locals.app, actor, unit, event.params.file));
  return bytesResponse(bytes, 'application/pdf', 'ban-ky.pdf');
};
