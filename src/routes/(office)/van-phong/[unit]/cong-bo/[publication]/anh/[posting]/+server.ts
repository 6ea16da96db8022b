import { readPostingPhoto } from '../../../../../../../../publication/actions/read-preview.server';
import { bytesResponse, enter, valueOr } from '../../../door';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { actor, unit } = enter(event);
  const photo = valueOr(event, await readPostingPhoto(event.locals.app, actor, unit, event.params.posting));
  return bytesResponse(photo.bytes, photo.mediaType, 'anh-niem-yet');
};
